"""Who leads agencies, as those keep it who speak for them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from agencies.actions import SPEAKERS
from agencies.admin.imports import WithImport
from agencies.admin.scoped import ScopedExport, WithinFilter, staff
from sections.actions import save_leader
from sections.models import Leader
from sections.resources import LeaderResource


class CurrentFilter(admin.SimpleListFilter):
    """Narrows a list of leaders to those of today."""

    title = "giữ chức"
    parameter_name = "giu-chuc"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("nay", "Đang giữ chức"), ("khac", "Đã thôi hoặc chưa đến ngày")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list. Raises Http404 for what neither of the choices is."""
        current = Leader.objects.current().values("pk")
        match self.value():
            case None:
                return queryset
            case "nay":
                return queryset.filter(pk__in=current)
            case "khac":
                return queryset.exclude(pk__in=current)
        raise Http404


@admin.register(Leader)
class LeaderAdmin(ScopedExport, WithImport):
    """The leaders of the agencies entrusted to a person. Nobody is deleted: an office ends on a day."""

    change_roles = add_roles = SPEAKERS
    resource_classes = [LeaderResource]
    import_resource = LeaderResource
    import_advice = (
        "Ngày viết như 23/04/2015. Thứ tự là số, số nhỏ đứng trước.",
        "Cùng cơ quan, họ tên, chức vụ và ngày bắt đầu là cùng một người: dòng ấy được cập nhật.",
        "Ô trống xóa nội dung cũ; cột không có trong tệp thì giữ nguyên.",
    )
    import_sample = {
        "agency": "ha-noi/phuong-ba-dinh",
        "name": "Nguyễn Văn Mẫu",
        "position": "Chủ tịch",
        "starts_on": "01/07/2025",
        "order": "1",
    }
    list_display = ("name", "position", "agency", "starts_on", "ends_on", "order", "updated_at")
    list_filter = (CurrentFilter, WithinFilter)
    list_select_related = ("agency",)
    search_fields = ("name", "position")
    search_help_text = "Tìm theo họ tên hoặc chức vụ."
    when_empty = "Chưa ghi lãnh đạo nào. Bấm “Thêm vào lãnh đạo” hoặc nhập từ tệp."
    ordering = ("agency", "order", "pk")
    autocomplete_fields = ("agency",)
    fieldsets = (
        (None, {"fields": ("agency", "name", "position", "duties", "biography")}),
        ("Thời gian và thứ tự", {"fields": ("starts_on", "ends_on", "order")}),
        ("Liên hệ (không bắt buộc)", {"fields": ("phone", "email")}),
        ("Tiếng Anh", {"fields": ("position_en", "duties_en", "biography_en")}),
    )

    def save_model(self, request: HttpRequest, obj: Leader, form: Any, change: bool) -> None:  # noqa: FBT001
        save_leader(obj, by=staff(request))
