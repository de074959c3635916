"""What agencies add to procedures, as their administrators keep it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.admin.scoped import ScopedAdmin, WithinFilter, staff
from procedures.actions import remove_addition, save_addition
from procedures.forms import LocalAdditionForm
from procedures.models import LocalAddition, ProcedureEvent


@admin.register(LocalAddition)
class LocalAdditionAdmin(ScopedAdmin):
    """The additions of the agencies entrusted to a person. They may be taken back: the log keeps what they said."""

    form = LocalAdditionForm
    list_display = ("agency", "procedure", "reach", "address", "desk", "limit", "updated_at")
    list_filter = (WithinFilter,)
    list_select_related = ("agency", "procedure")
    search_fields = ("procedure__code", "address", "desk")
    search_help_text = "Tìm theo mã thủ tục, địa chỉ hoặc quầy."
    when_empty = "Chưa có phần bổ sung nào. Bấm “Thêm vào” để ghi nơi nhận hồ sơ, thời hạn ngắn hơn hoặc mức phí."
    ordering = ("agency", "pk")
    autocomplete_fields = ("agency",)
    fieldsets = (
        (None, {"fields": ("agency", "code", "for_all_below")}),
        ("Nơi tiếp nhận", {"fields": ("address", "desk", "hours")}),
        ("Thời hạn, phí", {"fields": ("limit_value", "limit_unit", "fee")}),
        ("Khác", {"fields": ("note",)}),
    )

    @admin.display(description="áp dụng", ordering="for_all_below")
    def reach(self, addition: LocalAddition) -> str:
        """For whom it is said."""
        return "cho mọi đơn vị bên dưới" if addition.for_all_below else "tại cơ quan"

    @admin.display(description="thời hạn")
    def limit(self, addition: LocalAddition) -> str:
        return addition.limit or "-"

    def events_of(self, row: LocalAddition) -> QuerySet[Any]:
        return ProcedureEvent.objects.filter(agency=row.agency, procedure=row.procedure)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer no deleting of many at once: each is taken back by itself, and noted."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def save_model(self, request: HttpRequest, obj: LocalAddition, form: Any, change: bool) -> None:  # noqa: FBT001 Django calls it so
        save_addition(obj, by=staff(request))

    def delete_model(self, request: HttpRequest, obj: LocalAddition) -> None:
        remove_addition(obj, by=staff(request))
