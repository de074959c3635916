"""What a sender is asked, one question a page. What she answers is kept in her draft after each."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import EmailValidator
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, AgencyKind
from feedback.finding import LONGEST, agencies_named
from feedback.look_up_forms import written
from feedback.models import MAX_TEXT, About, Kind
from feedback.routing import suggest
from feedback.wording import ABOUTS, KINDS
from procedures.models import Procedure, ProcedureVersion
from procedures.reading.codes import national_code

UNSURE = "khong-biet"
PHONE = re.compile(r"^\+?[0-9 .()-]{8,20}$")  # as Sender.phone
LEAST_DIGITS, MOST_DIGITS = 8, 15

CHOOSE = _("Hãy chọn một câu trả lời.")
SAY_WHAT = _("Hãy viết việc bạn muốn phản ánh, kiến nghị.")
CHOOSE_AGENCY = _("Hãy chọn một cơ quan, hoặc chọn “Tôi không biết”.")
NO_SUCH_PROCEDURE = _("Không có thủ tục mang mã này. Hãy xem lại, hoặc để trống.")
NO_NAME = _("Hãy ghi họ tên, hoặc tên tổ chức.")
NO_ADDRESS = _("Hãy ghi địa chỉ của bạn.")
WRONG_PHONE = _("Số điện thoại gồm 8 đến 15 chữ số.")
WRONG_EMAIL = _("Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@example.vn")
UNREACHABLE = _("Hãy ghi số điện thoại hoặc thư điện tử, để cơ quan trả lời bạn.")
MACHINE = _("Hãy xóa nội dung trong ô này: ô dành để nhận ra máy gửi tự động.")


class StepForm(forms.Form):
    """One page of questions, begun with what the draft says."""

    def __init__(self, answers: dict[str, Any], site: Agency, data: Any = None) -> None:
        initial = {name: answers.get(name, "") for name in self.base_fields}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.answers, self.site = answers, site
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # what is pasted is answered, not cut off

    @property
    def said(self) -> dict[str, Any]:
        """What the draft keeps of it."""
        return dict(self.cleaned_data)


def _chosen(label: Any, choices: dict[Any, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(value.value, words) for value, words in choices.items()],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


class KindForm(StepForm):
    """Report or proposal."""

    kind = _chosen(_("Chọn một"), {kind: KINDS[kind] for kind in Kind})


class AboutForm(StepForm):
    """Conduct or a regulation."""

    about = _chosen(_("Chọn một"), {about: ABOUTS[about] for about in About})


class TextForm(StepForm):
    """What it is about, in her own words."""

    text = written(
        _("Nội dung"),
        MAX_TEXT,
        required=SAY_WHAT,
        help_text=_(
            "Việc gì, ở xã, phường nào, ngày nào, cơ quan nào, bạn đã làm gì rồi, bạn mong điều gì. "
            "Nhiều nhất 5.000 ký tự. "
            "Họ tên và điện thoại hỏi sau, đừng ghi ở đây."
        ),
        rows=10,
    )


class AgencyForm(StepForm):
    """To whom it goes, and which procedure it is about: suggested, looked for by name, or not known."""

    addressee = forms.CharField(
        label=_("Nơi nhận"), widget=forms.RadioSelect, error_messages={"required": CHOOSE_AGENCY}
    )
    find = forms.CharField(
        label=_("Tìm cơ quan khác theo tên"),
        help_text=_("Ví dụ: Sở Y tế, phường Ba Đình. Không cần gõ dấu."),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    procedure = forms.CharField(
        label=_("Mã thủ tục, nếu biết (không bắt buộc)"),
        help_text=_("Ví dụ: 1.001193. Có trên trang của thủ tục."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, answers: dict[str, Any], site: Agency, data: Any = None) -> None:
        super().__init__(answers, site, data)
        kept = answers.get("addressee")
        self.initial["addressee"] = UNSURE if answers.get("unsure") else str(kept) if kept else ""
        self.named = procedure_named(answers.get("procedure", ""))
        self.looked_for = str((answers if data is None else data).get("find", "")).strip()
        self.found = agencies_named(self.looked_for) if self.looked_for else []
        self.offered = self._offered()
        widget: Any = self.fields["addressee"].widget
        widget.choices = [*((str(pk), words) for pk, words in self.offered.items()), (UNSURE, self._unsure())]

    def _offered(self) -> dict[int, str]:
        """Return the agencies to choose from by key: found by name, then chosen before, then suggested."""
        told = {one.pk: _with_place(one) for one in self.found}
        sent = str(self.data.get("addressee", "") or self.initial["addressee"])
        if sent.isdecimal() and len(sent) < 19 and int(sent) not in told:
            chosen = Agency.objects.live().select_related("parent").filter(pk=int(sent)).first()
            told |= {chosen.pk: _with_place(chosen)} if chosen else {}
        procedure = self.named.procedure if self.named else None
        text = str(self.answers.get("text", ""))
        for one in suggest(text, site=self.site, place=place_of(self.site), procedure=procedure):
            if one.agency.pk not in told:
                told[one.agency.pk] = f"{name_of(one.agency)} ({one.why})"
        return told

    def _unsure(self) -> str:
        agency = name_of(self.site)
        return gettext("Tôi không biết: gửi %(agency)s, nơi đó chuyển đến đúng cơ quan") % {"agency": agency}

    def clean_addressee(self) -> str:
        chosen = str(self.cleaned_data["addressee"])
        if chosen != UNSURE and chosen not in map(str, self.offered):
            raise forms.ValidationError(CHOOSE_AGENCY)
        return chosen

    def clean_procedure(self) -> str:
        """Return the national code of what was typed in any form; "" for nothing."""
        typed = self.cleaned_data["procedure"].strip()
        code = national_code(typed) if typed else ""
        if typed and (not code or not Procedure.objects.filter(code=code).exists()):
            raise forms.ValidationError(NO_SUCH_PROCEDURE)
        return code

    @property
    def said(self) -> dict[str, Any]:
        chosen = self.cleaned_data["addressee"]
        unsure = chosen == UNSURE
        place = place_of(self.site)
        return {
            "addressee": self.site.pk if unsure else int(chosen),
            "unsure": unsure,
            "procedure": self.cleaned_data["procedure"],
            "place": place.pk if place else None,
        }


class SenderForm(StepForm):
    """Who sends it: by law a name, an address, and a way to answer (NĐ 20/2008 art. 7 to 9)."""

    name = forms.CharField(
        label=_("Họ tên, hoặc tên tổ chức"),
        max_length=250,
        error_messages={"required": NO_NAME},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.CharField(
        label=_("Địa chỉ"),
        help_text=_("Số nhà, đường hoặc thôn, xã hoặc phường, tỉnh hoặc thành phố."),
        max_length=500,
        error_messages={"required": NO_ADDRESS},
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    phone = forms.CharField(
        label=_("Điện thoại"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.CharField(
        label=_("Thư điện tử"),
        help_text=_("Chúng tôi gửi mã tra cứu và câu trả lời đến đây. Cần ít nhất một: điện thoại hoặc thư điện tử."),
        required=False,
        max_length=254,
        validators=[EmailValidator(WRONG_EMAIL)],
        error_messages={"max_length": WRONG_EMAIL},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_phone(self) -> str:
        phone = " ".join(self.cleaned_data["phone"].split())
        digits = sum(letter.isdecimal() for letter in phone)
        if phone and not (PHONE.match(phone) and LEAST_DIGITS <= digits <= MOST_DIGITS):
            raise forms.ValidationError(WRONG_PHONE)
        return phone

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.errors and not told["phone"] and not told["email"]:
            self.add_error("phone", UNREACHABLE)
        return told


class CheckForm(StepForm):
    """Nothing is asked any more; programs fill in what nobody sees."""

    website = forms.CharField(
        label=_("Để trống ô này"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(MACHINE)
        return ""


def procedure_named(code: str) -> ProcedureVersion | None:
    """Return what a procedure says today, by its national code; None for none."""
    if not code:
        return None
    return ProcedureVersion.objects.current().select_related("procedure").filter(procedure__code=code).first()


def place_of(site: Agency) -> Agency | None:
    """Return the place that a site speaks for: only a commune's is one to which a thing that happens belongs."""
    return site if site.kind == AgencyKind.COMMUNE else None


def _with_place(agency: Agency) -> str:
    """Return the name of an agency with that of the one above, where communes and departments share theirs."""
    if agency.parent is None or agency.parent.parent_id is None:
        return name_of(agency)
    return f"{name_of(agency)}, {name_of(agency.parent)}"


def name_of(agency: Agency) -> str:
    """Return the name of an agency in the language of the page, where it has one."""
    return str(agency.short_name_in(get_language() or settings.LANGUAGE_CODE))
