"""What citizens are asked: which dossier is theirs, and how they found the handling of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.codes import LONGEST, DossierCode
from dossiers.models import LAST_DIGITS, Dossier, Level, Satisfaction, digits

NO_CODE = _("Hãy ghi mã hồ sơ, có trên giấy tiếp nhận hồ sơ.")
WRONG_CODE = _("Mã hồ sơ chưa đúng. Mã đúng có dạng như 000.00.00.H57-250101-0001.")
NO_DIGITS = _("Hãy ghi bốn số cuối của số điện thoại hoặc số căn cước đã ghi trong hồ sơ.")
NOT_FOUND = _("Không tìm thấy hồ sơ nào có mã và bốn số cuối này. Hãy xem lại cả hai.")
CHOOSE = _("Hãy chọn một mức độ hài lòng.")

LEVELS = [
    (Level.VERY.value, _("Rất hài lòng")),
    (Level.QUITE.value, _("Hài lòng")),
    (Level.NOT.value, _("Chưa hài lòng")),
]


ASPECTS = {
    "overall": _("Nhìn chung"),
    "convenience": _("Sự thuận tiện"),
    "timeliness": _("Đúng hẹn"),
    "attitude": _("Thái độ phục vụ"),
}


class LookUpForm(forms.Form):
    """The code of a dossier in any form, and what only its applicant knows beside it."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_("Có trên giấy tiếp nhận hồ sơ. Ví dụ: 000.00.00.H57-250101-0001"),
        max_length=LONGEST,
        error_messages={"required": NO_CODE, "max_length": WRONG_CODE},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    last_digits = forms.CharField(
        label=_("Bốn số cuối"),
        help_text=_("Bốn số cuối của số điện thoại hoặc số căn cước mà bạn đã ghi khi nộp hồ sơ."),
        max_length=30,
        error_messages={"required": NO_DIGITS, "max_length": NO_DIGITS},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"use_required_attribute": False, **kwargs})
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # what is pasted is answered, not cut off

    def clean_code(self) -> DossierCode:
        try:
            return DossierCode.parse(self.cleaned_data["code"])
        except ValueError as error:
            raise forms.ValidationError(WRONG_CODE) from error

    def clean_last_digits(self) -> str:
        """Return four digits: those who write their whole number have written its end, too."""
        written = digits(self.cleaned_data["last_digits"])
        if len(written) < LAST_DIGITS:
            raise forms.ValidationError(NO_DIGITS)
        return written[-LAST_DIGITS:]


def _asked(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=LEVELS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


class SatisfactionForm(forms.Form):
    """How satisfied an applicant is, in three levels, with the four aspects of the handling."""

    overall = _asked(_("Nhìn chung, bạn hài lòng với việc giải quyết hồ sơ này ở mức nào?"))
    convenience = _asked(_("Việc nộp hồ sơ và nhận kết quả có thuận tiện không?"))
    timeliness = _asked(_("Hồ sơ có được giải quyết đúng hẹn không?"))
    attitude = _asked(_("Thái độ của người tiếp nhận, giải quyết hồ sơ thế nào?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"use_required_attribute": False, **kwargs})

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The answers once more, each with its question, and the act of the button that goes back to it."""
        words = dict(LEVELS)
        return [
            {"name": name, "label": ASPECTS[name], "value": words[self.cleaned_data[name]], "act": f"sua-{name}"}
            for name in self.fields
        ]

    @property
    def sent_on(self) -> dict[str, int]:
        """What the next page has to send again."""
        return dict(self.cleaned_data)

    def said_of(self, dossier: Dossier) -> Satisfaction:
        """Return what is said, not kept yet."""
        return Satisfaction(dossier=dossier, **self.cleaned_data)
