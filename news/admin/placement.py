"""What stands on each site: the ledger of delivery, and pinning."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.admin.scoped import ScopedAdmin, ScopedExport, WithinFilter, staff
from news.actions import EDITORS, READERS, pin
from news.models import ArticleEvent, Placement
from news.resources import PlacementResource


@admin.register(Placement)
class PlacementAdmin(ScopedExport, ScopedAdmin):
    """The articles on the sites entrusted to a person. Rows are written by publishing and pushing, never by hand."""

    view_roles = READERS
    change_roles = EDITORS
    resource_classes = [PlacementResource]
    list_display = ("article", "agency", "origin", "state", "on_top", "published_at", "placed_at")
    list_filter = (WithinFilter, "state", "pinned")
    list_select_related = ("article__origin", "agency")
    list_display_links = None
    search_fields = ("article__title",)
    search_help_text = "Tìm theo tiêu đề bài. Chọn các dòng rồi chọn việc “Ghim lên đầu trang” hoặc “Bỏ ghim”."
    when_empty = "Chưa có bài nào trên các trang. Bài đến đây khi được xuất bản hoặc phát hành xuống."
    ordering = ("-pk",)
    actions = ("pin_selected", "unpin_selected")

    def events_of(self, row: Placement) -> QuerySet[ArticleEvent]:
        return row.article.events.filter(details__agency=row.agency_id)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "push__id__exact" or super().lookup_allowed(lookup, value, request)

    @admin.display(description="cơ quan đăng", ordering="article__origin")
    def origin(self, placement: Placement) -> str:
        return str(placement.article.origin)

    @admin.display(description="ghim", ordering="pinned")
    def on_top(self, placement: Placement) -> str:
        return "Đã ghim" if placement.pinned else ""

    @admin.action(description="Ghim lên đầu trang", permissions=["change"])
    def pin_selected(self, request: HttpRequest, queryset: QuerySet[Placement]) -> None:
        self._pin(request, queryset, pinned=True)

    @admin.action(description="Bỏ ghim", permissions=["change"])
    def unpin_selected(self, request: HttpRequest, queryset: QuerySet[Placement]) -> None:
        self._pin(request, queryset, pinned=False)

    @transaction.atomic
    def _pin(self, request: HttpRequest, queryset: QuerySet[Placement], *, pinned: bool) -> None:
        for placement in queryset.select_related("article", "agency"):
            pin(placement, by=staff(request), pinned=pinned)
        messages.success(request, "Đã ghim." if pinned else "Đã bỏ ghim.")
