""" "You said, we changed": writing down that a rule was changed, and telling everyone who had raised it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db.models import ManyToManyField, QuerySet
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest

from agencies.admin.scoped import ScopedAdmin, WithinFilter, staff
from feedback.actions import tell_of_change
from feedback.models import Feedback, FeedbackEvent, RuleChange
from feedback.rights import OFFICERS, READERS
from procedures.models import Procedure

TOLD_AT_ONCE = (
    "Lưu là báo tin ngay cho người gửi các phản ánh được chọn, và hiện ở trang “Đã sửa theo kiến nghị”. "
    "Đã báo thì không sửa được."
)


class KeyedCases(AutocompleteSelectMultiple):
    """The stock widget, which cannot show again what was sent if that was no key at all."""

    def optgroups(self, name: str, value: Any, attr: dict[str, Any] | None = None) -> Any:
        return super().optgroups(name, [key for key in value if str(key).isdecimal()], attr)


class RuleChangeForm(forms.ModelForm):
    """What was changed; the procedure by its code."""

    code = forms.CharField(
        label="Mã thủ tục liên quan", required=False, max_length=20, help_text="Nếu có. Ví dụ: 1.001193."
    )

    def clean_code(self) -> str:
        """Find the procedure by its code."""
        code: str = self.cleaned_data["code"].strip()
        self.instance.procedure = Procedure.objects.filter(code=code).first() if code else None
        if code and self.instance.procedure is None:
            raise forms.ValidationError("Không có thủ tục mang mã này.")
        return code


@admin.register(RuleChange)
class RuleChangeAdmin(ScopedAdmin):
    """Rules that were changed. Once told, it stays as it was told: a mistake is corrected by telling again."""

    form = RuleChangeForm
    view_roles = READERS
    change_roles = add_roles = OFFICERS
    actions = None
    list_display = ("title", "agency", "document", "in_force_from", "told_at")
    list_filter = (WithinFilter,)
    list_select_related = ("agency",)
    search_fields = ("title", "document")
    search_help_text = "Tìm theo điều đã thay đổi hoặc văn bản."
    when_empty = "Chưa có quy định nào được ghi là đã sửa theo kiến nghị."
    autocomplete_fields = ("agency", "cases")
    ordering = ("-told_at", "-pk")
    ADDED = ("agency", "title", "before", "after", "document", ("in_force_from", "in_force_to"), "code", "cases")
    TOLD = (
        *("agency", "title", "before", "after", "document", "in_force_from", "in_force_to"),
        *("procedure", "codes", "by", "told_at"),
    )

    def get_fieldsets(self, request: HttpRequest, obj: RuleChange | None = None) -> Any:
        """Say, before it is told, that it cannot be taken back."""
        return [(None, {"fields": self.TOLD if obj else self.ADDED, "description": "" if obj else TOLD_AT_ONCE})]

    def get_readonly_fields(self, request: HttpRequest, obj: RuleChange | None = None) -> Any:
        return self.TOLD if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("agency", "procedure", "by")

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField:
        """Offer and accept only the cases within the person's reach."""
        kwargs["queryset"] = self.admin_site._registry[Feedback].get_queryset(request)
        kwargs["widget"] = KeyedCases(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[return-value]

    def save_model(self, request: HttpRequest, obj: RuleChange, form: Any, change: bool) -> None:  # noqa: FBT001
        tell_of_change(obj, form.cleaned_data["cases"], by=staff(request))

    @admin.display(description="phản ánh, kiến nghị đã nêu")
    def codes(self, change: RuleChange) -> str:
        return ", ".join(change.cases.values_list("code", flat=True))

    def events_of(self, row: RuleChange) -> QuerySet[Any]:
        raised = FeedbackEvent.objects.filter(feedback__in=row.cases.all(), verb=FeedbackEvent.Verb.RULE_CHANGED)
        return raised.filter(details__change=row.pk).order_by("-pk")
