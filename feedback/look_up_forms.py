"""What a sender is asked when she comes back: which case is hers, how she finds the answer, why it settles nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from feedback.codes import parsed
from feedback.models import Level

LONGEST_TYPED = 60
MAX_WORDS = 1_000  # of a verdict
MAX_REASON = 2_000

NO_CODE = _("Hãy ghi mã phản ánh.")
WRONG_CODE = _("Mã phản ánh chưa đúng. Mã đúng có dạng như PA-7K3M-9QXD.")
NO_SECRET = _("Hãy ghi mã bí mật.")
NOT_FOUND = _("Không tìm thấy phản ánh nào có mã và mã bí mật này. Hãy xem lại cả hai.")
CHOOSE = _("Hãy chọn một mức độ hài lòng.")
SAY_WHY = _("Hãy ghi vì sao câu trả lời chưa giải quyết được việc.")
SHORTER = _("Hãy viết ngắn lại, nhiều nhất %(limit_value)d ký tự. Bạn đã viết %(show_value)d ký tự.")


class SentencesField(forms.CharField):
    """Words in lines, whose ends count as one character, as browsers count them."""

    def to_python(self, value: Any) -> str:
        return "\n".join((super().to_python(value) or "").splitlines()).strip()


def shortened_by(most: int) -> MaxLengthValidator:
    """Return what refuses longer words, and says how long they are."""
    return MaxLengthValidator(most, SHORTER)


def written(label: Any, most: int, *, required: Any = "", help_text: Any = "", rows: int = 6) -> forms.CharField:
    """Return a question that is answered in sentences; with `required`, the words for whoever writes none."""
    return SentencesField(
        label=label,
        help_text=help_text,
        required=bool(required),
        validators=[shortened_by(most)],
        error_messages={"required": required} if required else None,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
    )


class LookUpForm(forms.Form):
    """The code of a case in any form, and its secret."""

    code = forms.CharField(
        label=_("Mã phản ánh"),
        help_text=_("Ví dụ: PA-7K3M-9QXD"),
        max_length=LONGEST_TYPED,
        error_messages={"required": NO_CODE, "max_length": WRONG_CODE},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label=_("Mã bí mật"),
        help_text=_("Mười chữ và số, cho bạn khi gửi. Ví dụ: A1B2C-D3E4F"),
        max_length=LONGEST_TYPED,
        error_messages={"required": NO_SECRET, "max_length": NOT_FOUND},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"use_required_attribute": False, **kwargs})
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # what is pasted is answered, not cut off

    def clean_code(self) -> str:
        try:
            return parsed(self.cleaned_data["code"])
        except ValueError as error:
            raise forms.ValidationError(WRONG_CODE) from error


class VerdictForm(forms.Form):
    """How the sender finds the answer, in three levels, and why."""

    level = forms.ChoiceField(
        label=_("Bạn hài lòng với câu trả lời ở mức nào?"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    comment = written(_("Vì sao? (không bắt buộc)"), MAX_WORDS)

    @property
    def said(self) -> list[dict[str, Any]]:
        """The answers once more, each with the act of the button that goes back to it."""
        level = Level(self.cleaned_data["level"]).label
        return [
            {"name": "level", "label": _("Mức độ hài lòng"), "value": level, "act": "sua-level"},
            {"name": "comment", "label": _("Vì sao"), "value": self.cleaned_data["comment"], "act": "sua-comment"},
        ]


class DisputeForm(forms.Form):
    """Why the answer, or the refusal, does not settle it."""

    reason = written(
        _("Vì sao câu trả lời chưa giải quyết được việc của bạn?"),
        MAX_REASON,
        required=SAY_WHY,
        help_text=_("Cơ quan xem xét lại đọc nguyên văn lời bạn. Nhiều nhất 2.000 ký tự."),
        rows=8,
    )

    @property
    def said(self) -> list[dict[str, Any]]:
        """The answer once more."""
        reason = self.cleaned_data["reason"]
        return [{"name": "reason", "label": _("Lý do bạn không đồng ý"), "value": reason, "act": "sua-reason"}]
