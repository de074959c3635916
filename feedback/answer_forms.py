"""What answering and publishing ask: the words, the cases that one answer settles, the files that everybody sees."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import Truncator

from agencies.models import Agency
from feedback.actions import is_about_regulation
from feedback.models import MAX_ANSWER, MAX_TEXT, MAX_TITLE, AnswerTemplate, Enclosure, Feedback, Outcome, State
from feedback.staff_forms import ActForm
from procedures.models import Procedure

JOINT = 30  # other cases that one answer is offered for


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
        kept: dict[str, Any] = {name: filled[name] for name in ("seen", "title", "text") if name in filled}
        return {**kept, "shown": shown}
