"""What editors fill in to push an article down, or to take one up from below."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.utils import timezone

from agencies.models import AdministrativeLevel, Agency, AgencyKind, FieldOfWork
from news.ledger import STATES
from news.models import OBLIGATIONS_EXPLAINED, Obligation, Push, Target

DAYS_TO_ANSWER = 7  # of a suggestion, unless another day is chosen


class PushForm(forms.Form):
    """Whom an article is pushed to, and what is left to them."""

    push: Push  # once it is ordered

    obligation = forms.ChoiceField(
        label="Mức độ",
        initial=Obligation.COMPULSORY,
        choices=[(one.value, f"{one.label}: {told}") for one, told in OBLIGATIONS_EXPLAINED.items()],
        widget=forms.RadioSelect,
    )
    answer_by = forms.DateField(
        label="Trả lời chậm nhất ngày",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=f"Chỉ dùng khi đề nghị. Bỏ trống: {DAYS_TO_ANSWER} ngày kể từ hôm nay.",
    )
    to = forms.ChoiceField(
        label="Phát hành tới",
        choices=[("everyone", "Tất cả cơ quan cấp dưới"), ("some", "Chỉ những nơi chọn dưới đây")],
        widget=forms.RadioSelect,
    )
    levels = forms.MultipleChoiceField(
        label="Cấp", required=False, choices=AdministrativeLevel, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label="Loại cơ quan", required=False, choices=AgencyKind, widget=forms.CheckboxSelectMultiple
    )
    fields_of_work = forms.MultipleChoiceField(
        label="Lĩnh vực",
        required=False,
        choices=FieldOfWork,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ví dụ: chọn Y tế để tới mọi sở y tế, dù sở có tên gọi nào.",
    )
    branches = forms.ModelMultipleChoiceField(
        label="Nhánh",
        required=False,
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Mỗi nhánh là một cơ quan cùng mọi đơn vị bên dưới. Không chọn nhánh nào: mọi nhánh.",
    )
    deeper_branches = forms.ModelMultipleChoiceField(
        label="Nhánh ở sâu hơn",
        required=False,
        queryset=Agency.objects.none(),
        help_text="Gõ tên một cơ quan không nằm ngay bên dưới, ví dụ: Phường Ba Đình.",
    )
    exceptions = forms.ModelMultipleChoiceField(
        label="Trừ nhánh",
        required=False,
        queryset=Agency.objects.none(),
        help_text="Những nơi không nhận bài dù khớp lựa chọn trên, cùng mọi đơn vị bên dưới.",
    )

    def __init__(self, *args: Any, origin: Agency, admin_site: AdminSite, **kwargs: Any) -> None:
        """Offer the levels, kinds, fields and branches that there are below `origin`."""
        super().__init__(*args, **kwargs)
        below = Agency.objects.live().below(origin)
        found = below.order_by().values_list("kind", "fields_of_work").distinct()
        kinds = {AgencyKind(kind) for kind, _ in found}
        levels = {kind.administrative_level for kind in kinds}
        worked_in = {field for _, fields in found for field in fields}
        self._offer("kinds", AgencyKind, kinds)
        self._offer("levels", AdministrativeLevel, levels)
        self._offer("fields_of_work", FieldOfWork, worked_in)
        self.fields["branches"].queryset = Agency.objects.live().directly_below(origin)  # type: ignore[attr-defined]
        for name in ("deeper_branches", "exceptions"):
            field: Any = self.fields[name]
            field.queryset = below
            field.widget = AutocompleteSelectMultiple(
                Push._meta.get_field("branches"), admin_site, choices=field.choices
            )

    def _offer(self, name: str, all_choices: Any, present: set[Any]) -> None:
        """Let a question have the answers that there are; leave out one without any."""
        self.fields[name].choices = [(one.value, one.label) for one in all_choices if one in present]  # type: ignore[attr-defined]
        if not self.fields[name].choices:  # type: ignore[attr-defined]
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Turn levels into the kinds they are made of, and refuse a choice that says two things.

        Whoever ticks a place and leaves "everyone" would reach thousands of sites by mistake: they are asked.
        """
        cleaned = super().clean() or {}
        chosen = {AgencyKind(kind) for kind in cleaned.get("kinds", [])}
        for level in cleaned.get("levels", []):
            chosen.update(AgencyKind.of_level(AdministrativeLevel(level)))
        branches = [*cleaned.get("branches", []), *cleaned.get("deeper_branches", [])]
        fields = cleaned.get("fields_of_work", [])
        some = bool(chosen or branches or fields)
        if cleaned.get("to") == "everyone" and some:
            self.add_error("to", "Bạn vừa chọn tất cả, vừa chọn riêng một số nơi. Hãy giữ một trong hai.")
        if cleaned.get("to") == "some" and not some and not self.errors:
            self.add_error("to", "Hãy chọn ít nhất một cấp, một loại cơ quan, một lĩnh vực hoặc một nhánh.")
        target = Target(sorted(chosen), sorted(fields), branches, list(cleaned.get("exceptions", [])))
        return {**cleaned, "target": target}

    def clean_answer_by(self) -> datetime.date | None:
        """Return the day, for a suggestion also if none was chosen."""
        day: datetime.date | None = self.cleaned_data["answer_by"]
        if self.cleaned_data.get("obligation") != Obligation.SUGGESTED:
            return None
        day = day or timezone.localdate() + datetime.timedelta(days=DAYS_TO_ANSWER)
        if day < timezone.localdate():
            raise forms.ValidationError("Hãy chọn ngày từ hôm nay trở đi.")
        return day


class FeatureForm(forms.Form):
    """On whose site an article from below is shown."""

    at = forms.ModelChoiceField(label="Trang của", queryset=Agency.objects.none(), empty_label=None)

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        """Offer `agencies`."""
        super().__init__(*args, **kwargs)
        self.fields["at"].queryset = agencies  # type: ignore[attr-defined]


class LedgerForm(forms.Form):
    """How the ledger of a push is narrowed, and whether it is wanted as a file. Its names stand in addresses."""

    nhanh = forms.ModelChoiceField(
        label="Nhánh", required=False, queryset=Agency.objects.none(), empty_label="Mọi nhánh"
    )
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[("", "Mọi tình trạng"), *STATES.items()]
    )
    tep = forms.ChoiceField(required=False, choices=[("", ""), ("csv", "CSV"), ("xlsx", "XLSX")])

    def __init__(self, *args: Any, push: Push, **kwargs: Any) -> None:
        """Offer the branches directly below the origin of `push`."""
        super().__init__(*args, **kwargs)
        self.fields["nhanh"].queryset = Agency.objects.live().directly_below(push.article.origin)  # type: ignore[attr-defined]
