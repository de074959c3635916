"""What staff fill in to write, push, recall and withdraw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agencies.models import AdministrativeLevel, Agency, AgencyKind
from news.models import Article


class ArticleForm(forms.ModelForm):
    """One article."""

    class Meta:
        model = Article
        fields = (
            "origin",
            "title",
            "lead",
            "body",
            "keywords",
            "author",
            "source",
            "photo",
            "photo_alt",
            "photo_caption",
        )
        widgets = {"lead": forms.Textarea(attrs={"rows": 3}), "body": forms.Textarea(attrs={"rows": 20})}


class ReasonForm(forms.Form):
    """Why something public is taken away. The reason is kept for good."""

    reason = forms.CharField(label="Lý do", max_length=250, widget=forms.Textarea(attrs={"rows": 3}))


class PushForm(forms.Form):
    """Whom an article is pushed to: everybody below, or some levels, kinds and branches."""

    everyone = forms.TypedChoiceField(
        label="Phát hành tới",
        choices=[("1", "Tất cả cơ quan cấp dưới"), ("", "Chỉ những nơi chọn dưới đây")],
        coerce=bool,
        empty_value=False,
        required=False,
        initial="1",
        widget=forms.RadioSelect,
    )
    levels = forms.MultipleChoiceField(
        label="Cấp", required=False, choices=AdministrativeLevel, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label="Loại cơ quan", required=False, choices=AgencyKind, widget=forms.CheckboxSelectMultiple
    )
    branches = forms.ModelMultipleChoiceField(
        label="Nhánh",
        required=False,
        queryset=Agency.objects.none(),
        help_text="Mỗi nhánh là một cơ quan cùng mọi đơn vị bên dưới. Không chọn nhánh nào: mọi nhánh.",
    )

    def __init__(self, *args: Any, origin: Agency, **kwargs: Any) -> None:
        """Offer the levels, kinds and branches that there are below `origin`."""
        super().__init__(*args, **kwargs)
        below = Agency.objects.live().below(origin)
        present = {AgencyKind(kind) for kind in below.order_by().values_list("kind", flat=True).distinct()}
        levels = {kind.administrative_level for kind in present}
        self.fields["kinds"].choices = [(kind.value, kind.label) for kind in AgencyKind if kind in present]  # type: ignore[attr-defined]
        self.fields["levels"].choices = [(level.value, level.label) for level in AdministrativeLevel if level in levels]  # type: ignore[attr-defined]
        self.fields["branches"].queryset = below  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Turn levels into the kinds they are made of. Refuses "only" with nothing chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("everyone"):
            return {**cleaned, "kinds": [], "branches": []}
        chosen = {AgencyKind(kind) for kind in cleaned.get("kinds", [])}
        for level in cleaned.get("levels", []):
            chosen.update(AgencyKind.of_level(AdministrativeLevel(level)))
        branches = list(cleaned.get("branches", []))
        if not chosen and not branches and not self.errors:
            raise ValidationError("Hãy chọn ít nhất một cấp, một loại cơ quan hoặc một nhánh.")
        return {**cleaned, "kinds": sorted(chosen), "branches": branches}
