"""What each act upon a case asks of the officer who takes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin import site
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator

from agencies.admin.scoped import KeyedAutocomplete
from agencies.models import Agency, Membership, User
from feedback.actions import is_about_regulation
from feedback.codes import parsed
from feedback.models import (
    MAX_ANSWER,
    MAX_TEXT,
    MAX_TITLE,
    About,
    AnswerTemplate,
    Classification,
    Criterion,
    Enclosure,
    Feedback,
    Finding,
    HandOver,
    Outcome,
    State,
    Subject,
)
from feedback.rights import OFFICERS
from procedures.models import Procedure

LONG = forms.Textarea(attrs={"rows": 4})
JOINT = 30  # other cases that one answer is offered for
READ_BY_SENDER = "Người gửi được đọc nguyên văn."


class AgencyByTyping(KeyedAutocomplete):
    """Any agency of the country that works today, found by a part of its name. The stock list ends at one's branch."""

    def __init__(self) -> None:
        super().__init__(HandOver._meta.get_field("receiver"), site)

    def get_url(self) -> str:
        return reverse("admin:feedback_feedback_agencies")


def agency_field(label: str, *, required: bool = True, help_text: str = "") -> forms.ModelChoiceField:
    """Return a field in which an agency is chosen by typing."""
    live = Agency.objects.live()
    field = forms.ModelChoiceField(live, label=label, required=required, help_text=help_text, widget=AgencyByTyping())
    field.widget.choices = field.choices
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
    to = agency_field(
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

    to = agency_field(
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


def templates_for(case: Feedback) -> QuerySet[AnswerTemplate]:
    """Return the words that an answer to a case may begin with: of its holder and the agencies above, nearest first."""
    above = Agency.objects.above(case.holder).order_by().values("pk")
    reaching = AnswerTemplate.objects.filter(Q(agency=case.holder_id) | Q(agency__in=above), is_active=True)
    return reaching.order_by("-agency__lft", "title")


def answered_along(case: Feedback) -> list[Feedback]:
    """Return the cases that one answer may settle with this one: same holder, being examined; linked ones first."""
    others = Feedback.objects.filter(state=State.EXAMINING, holder=case.holder_id).exclude(pk=case.pk)
    first = case.same_as_id or case.pk
    linked = list(others.filter(Q(pk=first) | Q(same_as=first)).order_by("pk")[:JOINT])
    alike = others.exclude(pk__in=[other.pk for other in linked])
    near = alike.filter(procedure=case.procedure_id) if case.procedure_id else alike.filter(subject=case.subject)
    return linked + list(near.order_by("-pk")[: JOINT - len(linked)])


class JointField(forms.ModelMultipleChoiceField):
    """Other cases, told by their codes and how they begin."""

    def label_from_instance(self, obj: Feedback) -> str:
        return f"{obj.code}: {Truncator(obj.text).words(20)}"


class AnswerForm(ActForm):
    """The answer, alone or to several cases, and what follows for the regulation."""

    template = forms.ModelChoiceField(
        label="Bắt đầu từ mẫu", queryset=AnswerTemplate.objects.none(), required=False, empty_label="Không dùng mẫu"
    )
    text = forms.CharField(
        label="Nội dung trả lời",
        max_length=MAX_ANSWER,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Người gửi được đọc, và sẽ công khai: đừng ghi tên, số điện thoại, địa chỉ của ai.",
    )
    outcome = forms.ChoiceField(
        label="Kết quả đối với quy định", required=False, choices=[("", "Không nói về quy định"), *Outcome.choices]
    )
    procedure = forms.CharField(
        label="Mã thủ tục", required=False, max_length=20, help_text="Thủ tục mà kết quả nói đến. Ví dụ: 1.001193."
    )
    clause = forms.CharField(
        label="Điều khoản",
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Ví dụ: điểm a khoản 2 Điều 5 Thông tư số 01/2026/TT-BNV.",
    )
    cases = JointField(
        label="Trả lời chung cho cả",
        queryset=Feedback.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Đang xem xét tại cơ quan; phản ánh đã gộp đứng trước.",
    )
    is_reusable = forms.BooleanField(label="Dùng làm câu hỏi, trả lời thường gặp", required=False, label_suffix="")

    def about(self, case: Feedback) -> None:
        fields: Any = self.fields
        fields["template"].queryset = templates_for(case)
        along = answered_along(case)
        fields["cases"].queryset = Feedback.objects.filter(pk__in=[other.pk for other in along])
        fields["cases"].choices = [(other.pk, fields["cases"].label_from_instance(other)) for other in along]
        fields["cases"].initial = [other.pk for other in along if case.pk == other.same_as_id]
        if not along:
            del fields["cases"]
        if not fields["template"].queryset.exists():
            del fields["template"]
        if case.procedure is not None:
            fields["procedure"].initial = case.procedure.code
        if not is_about_regulation(case):
            for name in ("outcome", "procedure", "clause"):
                del fields[name]

    def clean_procedure(self) -> Procedure | None:
        """Find the procedure by its code."""
        code = self.cleaned_data["procedure"].strip()
        found = Procedure.objects.filter(code=code).first() if code else None
        if code and found is None:
            raise forms.ValidationError("Không có thủ tục mang mã này.")
        return found


def with_template(form: Any, data: Any) -> Any:
    """Return the form unsent, as it was filled in, with the words of the chosen template before those typed."""
    typed = {name: field.widget.value_from_datadict(data, {}, name) for name, field in form.fields.items()}
    chosen = typed.get("template") or ""
    template = templates_for(form.case).filter(pk=chosen).first() if str(chosen).isdecimal() else None
    if template is not None:
        typed["text"] = "\n\n".join(words for words in (template.text, (typed.get("text") or "").strip()) if words)
    return type(form)(case=form.case, by=form.by, initial=typed)


class PublishForm(ActForm):
    """The question as everybody will read it, and which files they will see."""

    title = forms.CharField(
        label="Tiêu đề công khai", max_length=MAX_TITLE, widget=forms.TextInput(attrs={"class": "vTextField"})
    )
    text = forms.CharField(
        label="Nội dung công khai",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Giữ ý của người gửi; bỏ tên, số, địa chỉ, biển số xe và mọi điều cho biết ai gửi, hay nói về ai.",
    )
    read = forms.BooleanField(
        label="Tôi đã đọc lại: không còn tên, số điện thoại, địa chỉ của bất kỳ ai.",
        error_messages={"required": "Hãy đọc lại nội dung rồi đánh dấu vào ô này."},
    )

    def about(self, case: Feedback) -> None:
        self.fields["title"].initial = case.public_title
        self.fields["text"].initial = case.public_text or case.text
        self.files_of_case = list(case.enclosures.all())
        for enclosure in self.files_of_case:
            self.fields[f"file_{enclosure.pk}"] = forms.BooleanField(
                label=f"Công khai {enclosure.get_type_display()} {enclosure.place}",
                required=False,
                initial=enclosure.is_public,
                label_suffix="",
            )
            if enclosure.type == Enclosure.Type.JPEG:
                self.fields[f"file_{enclosure.pk}_told"] = forms.CharField(
                    label=f"Trong ảnh {enclosure.place} có gì",
                    required=False,
                    max_length=250,
                    initial=enclosure.alternative,
                    widget=forms.TextInput(attrs={"class": "vTextField"}),
                    help_text="Cho người không nhìn thấy ảnh; bắt buộc khi công khai.",
                )

    @property
    def chosen_files(self) -> list[tuple[Enclosure, list[forms.BoundField]]]:
        """The files, each with its fields."""
        return [
            (one, [self[name] for name in (f"file_{one.pk}", f"file_{one.pk}_told") if name in self.fields])
            for one in self.files_of_case
        ]

    def clean(self) -> dict[str, Any]:
        """Gather the files to be shown, with what is on each photo."""
        filled: dict[str, Any] = super().clean() or {}
        shown = {}
        for enclosure in self.files_of_case:
            if not filled.get(f"file_{enclosure.pk}"):
                continue
            shown[enclosure.pk] = filled.get(f"file_{enclosure.pk}_told", "")
            if enclosure.type == Enclosure.Type.JPEG and not shown[enclosure.pk]:
                self.add_error(f"file_{enclosure.pk}_told", "Hãy mô tả ảnh, hoặc đừng công khai ảnh này.")
        kept = {name: filled[name] for name in ("seen", "title", "text") if name in filled}
        return {**kept, "shown": shown}


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
