"""What staff fill in: a dossier at the desk, and what each act upon it asks."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet

from agencies.forms import MinuteField
from agencies.models import Agency, AgencyKind, Membership, User
from deadlines.limits import LONGEST, Limit, Unit
from dossiers.limits import offered_limits
from dossiers.models import Applicant, Channel, Dossier, Outcome
from dossiers.rights import OFFICERS
from procedures.guide import Guide
from procedures.models import ProcedureVersion

LONG = forms.Textarea(attrs={"rows": 4})


def agencies_near(agency: Agency) -> QuerySet[Agency]:
    """Return the agencies that a dossier of `agency` may go to: itself, those above, and what stands directly below.

    Of what stands below those above, other provinces are left out: a dossier stays within its own.
    """
    above = Agency.objects.above(agency).order_by().values("pk")
    near = Q(pk=agency.pk) | Q(pk__in=above) | Q(parent=agency) | Q(parent__in=above)
    other_provinces = Q(kind=AgencyKind.PROVINCE) & ~Q(pk__in=above) & ~Q(pk=agency.pk)
    return Agency.objects.live().filter(near).exclude(other_provinces).in_tree_order()


def communes_around(agency: Agency) -> QuerySet[Agency]:
    """Return the communes of the province that `agency` stands in; none above the provinces."""
    lying = Q(pk=agency.pk) | Q(pk__in=Agency.objects.above(agency).order_by().values("pk"))
    province = Agency.objects.filter(lying, kind=AgencyKind.PROVINCE).first()
    if province is None:
        return Agency.objects.none()
    return Agency.objects.within(province).live().filter(kind=AgencyKind.COMMUNE).in_tree_order()


def offer(form: forms.Form, **rows: QuerySet[Any]) -> None:
    """Let fields of a form offer these rows."""
    for name, queryset in rows.items():
        cast(forms.ModelChoiceField, form.fields[name]).queryset = queryset


def offer_words(form: forms.Form, **choices: list[tuple[str, str]]) -> None:
    """Let fields of a form offer these values, each with the words for it."""
    for name, words in choices.items():
        cast(forms.ChoiceField, form.fields[name]).choices = words


class NamedAgency(forms.ModelChoiceField):
    """A field whose choices tell agencies by their short names and those of the agencies above them."""

    def label_from_instance(self, obj: Agency) -> str:
        return obj.short_name


class ReceiveForm(forms.Form):
    """One dossier as the desk takes it in, of one procedure at one agency."""

    case = forms.ChoiceField(label="Trường hợp", required=False)
    channel = forms.ChoiceField(label="Cách nộp", choices=Channel, initial=Channel.COUNTER)
    received_at = MinuteField(
        label="Nhận lúc", required=False, help_text="Bỏ trống: lúc này. Bưu chính: lúc nhận được, theo dấu bưu điện."
    )
    limit = forms.ChoiceField(label="Thời hạn giải quyết", widget=forms.RadioSelect)
    shorter = forms.IntegerField(
        label="Rút ngắn còn", required=False, min_value=1, help_text="Cùng đơn vị tính; chỉ ngắn hơn thời hạn trên."
    )
    decider = NamedAgency(label="Cơ quan giải quyết", queryset=Agency.objects.none())
    home = NamedAgency(
        label="Nơi cư trú",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Nơi khác, hoặc không rõ",
        help_text="Người dân nộp ở đâu cũng được, không phụ thuộc nơi cư trú.",
    )

    def __init__(self, data: Any = None, *, version: ProcedureVersion, receiver: Agency, **kwargs: Any) -> None:
        """Offer what the procedure and the agency allow."""
        super().__init__(data, **kwargs)
        self.version, self.receiver = version, receiver
        self.cases = Guide(version).cases() if version.record.get("cases") else []
        self._offer_cases()
        self._offer_limits()
        offer(self, decider=agencies_near(receiver), home=communes_around(receiver))
        self.fields["decider"].initial = receiver
        if receiver.kind == AgencyKind.COMMUNE:
            self.fields["home"].initial = receiver

    def _offer_cases(self) -> None:
        names = [case.name[:500] for case in self.cases if case.name]
        if len(names) > 1:
            offer_words(self, case=[(name, name) for name in names])
            self.fields["case"].required = True
        else:
            del self.fields["case"]

    def _offer_limits(self) -> None:
        self.limits = {f"{one.value}:{one.unit}": one for one in offered_limits(self.version, self.receiver)}
        if self.limits:
            offer_words(self, limit=[(key, str(one)) for key, one in self.limits.items()])
            self.fields["limit"].initial = next(iter(self.limits))
            return
        del self.fields["limit"]
        self.fields["shorter"].label = "Hẹn trả sau, số ngày làm việc"
        self.fields["shorter"].help_text = "Thủ tục không ghi thời hạn bằng số. Bỏ trống: không hẹn ngày."

    def clean(self) -> dict[str, Any]:
        """Find the limit: one of the procedure's, or a shorter one in the same unit."""
        filled: dict[str, Any] = super().clean() or {}
        stated, shorter = self.limits.get(filled.get("limit", "")), filled.get("shorter")
        filled["counted"] = stated
        if shorter is None:
            return filled
        unit = stated.unit if stated else Unit.WORKING_DAYS
        if stated and shorter > stated.value:
            self.add_error("shorter", f"Thời hạn chỉ được ngắn hơn {stated}.")
        elif shorter > LONGEST[unit]:
            self.add_error("shorter", f"Nhiều nhất {LONGEST[unit]}.")
        else:
            filled["counted"] = Limit(shorter, unit)
        return filled

    def dossier(self) -> Dossier:
        """Return the dossier that was filled in, not kept yet."""
        filled = self.cleaned_data
        counted: Limit | None = filled["counted"]
        return Dossier(
            version=self.version,
            receiver=self.receiver,
            decider=filled["decider"],
            home=filled["home"],
            case=filled.get("case", ""),
            channel=filled["channel"],
            limit_value=counted.value if counted else None,
            limit_unit=counted.unit.value if counted else "",
        )


class ApplicantForm(forms.ModelForm):
    """Who hands it in."""

    class Meta:
        model = Applicant
        fields = ("name", "identity", "phone", "email", "address")
        widgets = {
            "name": forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
            "identity": forms.TextInput(attrs={"autocomplete": "off"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "address": forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
        }
        help_texts = {
            "phone": "Nhận tin nhắn mỗi khi hồ sơ có thay đổi. Cần điện thoại hoặc số định danh để tra cứu.",
            "email": "Nhận thư mỗi khi hồ sơ có thay đổi.",
        }


class ActForm(forms.Form):
    """What an act upon a dossier asks; by itself nothing."""

    def __init__(self, data: Any = None, *, dossier: Dossier, **kwargs: Any) -> None:
        """Know the dossier that the act is about."""
        super().__init__(data, **kwargs)
        self.about(dossier)

    def about(self, dossier: Dossier) -> None:
        """Offer what this dossier allows."""


class ReasonForm(ActForm):
    """Why, in words that the applicant reads."""

    reason = forms.CharField(
        label="Lý do", max_length=2000, widget=LONG, help_text="Người nộp hồ sơ được đọc nguyên văn."
    )


class PapersForm(ActForm):
    """What is missing."""

    reason = forms.CharField(
        label="Giấy tờ cần bổ sung",
        max_length=2000,
        widget=LONG,
        help_text="Nêu đủ trong một lần: pháp luật chỉ cho yêu cầu bổ sung một lần. Người nộp hồ sơ được đọc.",
    )


class PaymentForm(ActForm):
    """What is to be paid."""

    reason = forms.CharField(
        label="Phải nộp gì, bao nhiêu, ở đâu", max_length=2000, widget=LONG, help_text="Người nộp hồ sơ được đọc."
    )


class RemarkForm(ActForm):
    """A remark, if there is any."""

    note = forms.CharField(label="Ghi chú", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class OfficerForm(ActForm):
    """Who handles it."""

    officer = forms.ModelChoiceField(label="Người giải quyết", queryset=User.objects.none())

    def about(self, dossier: Dossier) -> None:
        """Offer those who decide dossiers at, or above, the deciding agency."""
        offer(self, officer=officers_of(dossier))


def officers_of(dossier: Dossier) -> QuerySet[User]:
    """Return the people who hold the role of an officer at the deciding agency itself, or administer it."""
    held = Membership.objects.in_force().filter(agency=dossier.decider, role__in=OFFICERS).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("last_name", "first_name", "username")


class ForwardForm(ActForm):
    """Where it goes."""

    to = NamedAgency(label="Chuyển đến", queryset=Agency.objects.none())

    def about(self, dossier: Dossier) -> None:
        near = agencies_near(dossier.receiver).exclude(pk=dossier.decider_id)
        offer(self, to=near)


class ApologyForm(ReasonForm):
    """Why it is late, and until when it will be done."""

    until = MinuteField(label="Hẹn lại đến", help_text="Giờ Việt Nam. Chỉ hẹn lại được một lần.")


class ConsultForm(ActForm):
    """Whom to ask what, until when."""

    agency = NamedAgency(label="Hỏi cơ quan", queryset=Agency.objects.none())
    question = forms.CharField(label="Nội dung lấy ý kiến", max_length=2000, widget=LONG)
    due_at = MinuteField(label="Trả lời trước", help_text="Giờ Việt Nam.")

    def about(self, dossier: Dossier) -> None:
        near = agencies_near(dossier.decider).exclude(pk=dossier.decider_id)
        offer(self, agency=near)


class FinishForm(ActForm):
    """How it is decided."""

    outcome = forms.ChoiceField(label="Kết quả", choices=Outcome, widget=forms.RadioSelect)
    result = forms.CharField(
        label="Số và nội dung kết quả",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Ví dụ: Giấy khai sinh số 15/2026.",
    )
    reason = forms.CharField(
        label="Lý do từ chối",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi từ chối. Người nộp hồ sơ được đọc nguyên văn.",
    )

    def clean(self) -> dict[str, Any]:
        filled: dict[str, Any] = super().clean() or {}
        if "outcome" in filled:
            filled["outcome"] = Outcome(filled["outcome"])
        return filled


class AnswerForm(forms.Form):
    """What one's own agency says."""

    answer = forms.CharField(label="Ý kiến trả lời", max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))
