"""What readers said of the pages: to be read, counted and exported, by those who can mend the pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import Truncator

from agencies.actions import SPEAKERS
from agencies.admin.scoped import ScopedAdmin, ScopedExport, WithinFilter
from agencies.models import AgencyEvent
from feedback.models import Level, PageRating
from feedback.resources import PageRatingResource

PAGES_SHOWN = 50
WORDS_IN_LIST = 30


class CommentFilter(admin.SimpleListFilter):
    """Narrows a list to the ratings in which something is written."""

    title = "ý kiến"
    parameter_name = "y-kien"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("co", "Có viết ý kiến")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.exclude(comment="") if self.value() == "co" else queryset


@admin.register(PageRating)
class PageRatingAdmin(ScopedExport, ScopedAdmin):
    """The ratings of the sites entrusted to a person. Readers write them; nobody here changes one."""

    view_roles = SPEAKERS
    change_roles = frozenset()
    add_roles = frozenset()
    resource_classes = [PageRatingResource]
    list_display = ("page", "level", "words", "agency", "language", "rated_on")
    list_filter = (WithinFilter, "level", CommentFilter, "rated_on")
    list_select_related = ("agency",)
    list_links = (("Theo trang", "admin:feedback_pagerating_by_page"),)
    search_fields = ("page", "comment")
    search_help_text = "Tìm theo địa chỉ trang hoặc chữ trong ý kiến. Ý kiến được xóa sau 24 tháng."
    when_empty = "Chưa có đánh giá nào. Người đọc đánh giá ở cuối mỗi trang."
    ordering = ("-pk",)
    fields = ("agency", "page", "language", "level", "comment", "rated_on")
    actions = None

    def events_of(self, row: PageRating) -> QuerySet[AgencyEvent]:
        """Return nothing: who rated is not known, and nobody does anything to a rating."""
        return AgencyEvent.objects.none()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="ý kiến", ordering="comment")
    def words(self, rating: PageRating) -> str:
        return Truncator(rating.comment).words(WORDS_IN_LIST)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.by_page_view)
        return [path("theo-trang/", view, name="feedback_pagerating_by_page"), *super().get_urls()]

    def by_page_view(self, request: HttpRequest) -> HttpResponse:
        """Count the ratings of each page: those that dissatisfy most readers first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pages = Paginator(self.get_queryset(request).by_page(), PAGES_SHOWN)  # type: ignore[attr-defined]
        page = pages.get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": "Đánh giá theo trang",
            "opts": self.opts,
            "page": page,
            "rows": [_row(counted) for counted in page.object_list],
            "levels": [level.label for level in Level],
        }
        return TemplateResponse(request, "admin/feedback/by_page.html", context)


def _row(counted: dict[str, Any]) -> dict[str, Any]:
    """Return a line of the table of pages."""
    return {
        **counted,
        "agency": counted["agency__short_name"],
        "counts": [counted[level.value] for level in Level],
        "percent": round(100 * counted["dissatisfied"]),
    }
