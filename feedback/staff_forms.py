"""What each act upon a case asks of the officer who takes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin import site
from django.db.models import Q
from django.urls import reverse

from agencies.admin.scoped import KeyedAutocomplete
from agencies.models import Agency, Membership, User
from feedback.codes import parsed
from feedback.models import (
    About,
    Classification,
    Criterion,
    Feedback,
    Finding,
    HandOver,
    State,
    Subject,
)
from feedback.rights import OFFICERS

LONG = forms.Textarea(attrs={"rows": 4})
READ_BY_SENDER = "Người gửi được đọc nguyên văn."


class AgencyByTyping(KeyedAutocomplete):
    """Any agency of the country that works today, found by a part of its name. The stock list ends at one's branch."""

    def __init__(self) -> None:
        super().__init__(HandOver._meta.get_field("receiver"), site)

    def get_url(self) -> str:
        return reverse("admin:feedback_feedback_agencies")


class AgencyField(forms.ModelChoiceField):
    """A field in which an agency is chosen by typing: of those that work on the day on which the form is made."""

    widget = AgencyByTyping

    def __init__(self, label: str, *, required: bool = True, help_text: str = "") -> None:
        super().__init__(Agency.objects.none(), label=label, required=required, help_text=help_text)

    def __deepcopy__(self, memo: dict[Any, Any]) -> Any:
        field = super().__deepcopy__(memo)
        field.queryset = Agency.objects.live()
        return field


class ActForm(forms.Form):
    """What an act upon a case asks; by itself nothing. `seen` is the last act that its page knew of."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, case: Feedback, by: User, **kwargs: Any) -> None:
        """Know the case that the act is about, and who is about to do it."""
        super().__init__(data, **kwargs)
        self.case, self.by = case, by
        self.about(case)

    def about(self, case: Feedback) -> None:
        """Offer what this case allows."""

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields as the page lists them."""
        return [field for field in self.visible_fields() if not field.name.startswith("file_")]


class ReasonForm(ActForm):
    """Why, in words that the sender reads."""

    reason = forms.CharField(label="Lý do", max_length=2000, widget=LONG, help_text=READ_BY_SENDER)


class InternalReasonForm(ActForm):
    """Why, for colleagues."""

    reason = forms.CharField(
        label="Lý do", max_length=2000, widget=LONG, help_text="Chỉ cán bộ đọc; người gửi không nhận tin về việc này."
    )


class ClassifyForm(ActForm):
    """To which class a case belongs, and what follows."""

    classification = forms.ChoiceField(label="Loại", choices=Classification, widget=forms.RadioSelect)
    subject = forms.ChoiceField(
        label="Nội dung theo quy định",
        required=False,
        choices=[("", "Chọn khi xem xét hoặc chuyển"), *Subject.choices],
        help_text="Nghị định 20/2008/NĐ-CP, điều 5. Nội dung về quy định phải xem xét theo sáu tiêu chí.",
    )
    to = AgencyField(
        "Chuyển đến",
        required=False,
        help_text="Khi thuộc thẩm quyền nơi khác. Về hành vi mà bỏ trống: xem xét tại đây.",
    )
    reason = forms.CharField(
        label="Lý do",
        required=False,
        max_length=2000,
        widget=LONG,
        help_text=f"Bắt buộc khi không tiếp nhận hoặc khi chuyển. {READ_BY_SENDER}",
    )

    def about(self, case: Feedback) -> None:
        if case.about == About.CONDUCT:
            self.fields["subject"].initial = Subject.CONDUCT

    def clean(self) -> dict[str, Any]:
        """Refuse answers that say two things."""
        filled: dict[str, Any] = super().clean() or {}
        chosen = filled.get("classification")
        if chosen in (Classification.OWN, Classification.NOT_ACCEPTED) and filled.get("to"):
            self.add_error("to", "Loại này không chuyển nơi khác: bỏ trống, hoặc chọn loại khác.")
        if chosen == Classification.OWN and not filled.get("subject"):
            self.add_error("subject", "Hãy chọn nội dung theo quy định.")
        if chosen == Classification.CONDUCT and not filled.get("subject"):
            filled["subject"] = Subject.CONDUCT
        return {**filled, "classification": Classification(chosen)} if chosen else filled


class HandOverForm(ReasonForm):
    """Where it goes, and why."""

    to = AgencyField(
        "Chuyển đến",
        help_text="Cơ quan cấp dưới nhận ngay, không trả lại được. Cơ quan khác phải tiếp nhận trong hạn; "
        "trong lúc chờ, nơi chuyển vẫn giữ.",
    )
    field_order = ("to", "reason")


class OfficerForm(ActForm):
    """Who handles it."""

    officer = forms.ModelChoiceField(label="Người xử lý", queryset=User.objects.none())

    def about(self, case: Feedback) -> None:
        """Offer those who hold the role at the holder itself, and the person at work."""
        held = Membership.objects.in_force().filter(agency=case.holder_id, role__in=OFFICERS).values("user")
        people = User.objects.filter(Q(pk__in=held) | Q(pk=self.by.pk), is_active=True)
        field: Any = self.fields["officer"]
        field.queryset = people.order_by("last_name", "first_name", "username")
        field.initial = case.officer_id


class ExamineForm(ActForm):
    """What is found of each of the six criteria, with a word why."""

    def about(self, case: Feedback) -> None:
        known = {finding.criterion: finding for finding in case.findings.all()}
        for criterion in Criterion:
            found = known.get(criterion)
            self.fields[criterion.value] = forms.ChoiceField(
                label=criterion.label,
                choices=Finding.Verdict,
                widget=forms.RadioSelect,
                initial=found.verdict if found else None,
            )
            self.fields[f"{criterion.value}_note"] = forms.CharField(
                label=f"Giải thích: {criterion.label.lower()}",
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=found.note if found else "",
            )

    def clean(self) -> dict[str, Any]:
        """Gather the findings; ask for a word where something is not met."""
        filled: dict[str, Any] = super().clean() or {}
        findings = {}
        for criterion in Criterion:
            verdict, note = filled.get(criterion.value), filled.get(f"{criterion.value}_note", "")
            if verdict == Finding.Verdict.NOT_MET and not note:
                self.add_error(f"{criterion.value}_note", "Hãy giải thích vì sao chưa đáp ứng.")
            if verdict:
                findings[criterion] = (Finding.Verdict(verdict), note)
        return {"seen": filled.get("seen"), "findings": findings}


class LinkForm(ActForm):
    """Which other case says the same."""

    other = forms.CharField(
        label="Mã phản ánh cùng nội dung",
        max_length=40,
        help_text="Phản ánh đến trước, đang công khai hoặc thuộc nơi bạn xử lý. Viết mã theo cách nào cũng được.",
    )

    def clean_other(self) -> Feedback:
        """Find the case by its code."""
        try:
            code = parsed(self.cleaned_data["other"])
        except ValueError as error:
            raise forms.ValidationError("Mã có dạng PA-7K3M-9QXD.") from error
        found = Feedback.objects.select_related("holder", "same_as__holder").filter(code=code).first()
        if found is None or not self._is_known(found):
            raise forms.ValidationError("Không có phản ánh mang mã này ở nơi bạn xử lý, hay đang công khai.")
        return found

    def _is_known(self, found: Feedback) -> bool:
        first = found.same_as or found
        return first.state == State.PUBLISHED or self.by.holds(OFFICERS, first.holder)


class NoteForm(ActForm):
    """A word for colleagues."""

    text = forms.CharField(
        label="Ghi chú nội bộ",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Chỉ những người xử lý phản ánh này đọc được.",
    )
