"""What stands on each site: the ledger of delivery, and what those who run the site decide of each article."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from agencies.admin.scoped import ScopedExport, WithinFilter, staff
from agencies.admin.stepping import WithSteps
from news.actions import EDITORS, READERS, accept, pin
from news.admin.deciding import DECISIONS
from news.admin.filters import AnswerFilter
from news.models import ArticleEvent, Placement
from news.resources import PlacementResource

EVENTS_SHOWN = 20


@admin.register(Placement)
class PlacementAdmin(ScopedExport, WithSteps):
    """The articles on the sites entrusted to a person. Rows are written by publishing and pushing, never by hand."""

    view_roles = READERS
    change_roles = EDITORS
    steps = DECISIONS
    step_template = "admin/news/placement_act.html"
    resource_classes = [PlacementResource]
    list_display = ("article", "agency", "origin", "obligation", "state", "on_top", "published_at", "placed_at")
    list_filter = (WithinFilter, AnswerFilter, "state", "push__obligation")
    list_select_related = ("article__origin", "agency", "push")
    search_fields = ("article__title",)
    search_help_text = "Tìm theo tiêu đề bài. Bấm vào bài để nhận đăng, ẩn, điều chỉnh hoặc xếp thứ tự."
    when_empty = "Chưa có bài nào trên các trang. Bài đến đây khi được xuất bản hoặc phát hành xuống."
    ordering = ("-pk",)
    actions = ("accept_selected", "pin_selected", "unpin_selected")

    def events_of(self, row: Placement) -> QuerySet[ArticleEvent]:
        return row.article.events.filter(details__agency=row.agency_id)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "push__id__exact" or super().lookup_allowed(lookup, value, request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show how the article came to the site and what became of it there, with what may be decided."""
        placement: Placement = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, placement):
            raise PermissionDenied
        context = {
            "title": str(placement.article),
            "placement": placement,
            "wording": getattr(placement, "wording", None),
            "steps": self.steps_open_to(request, placement),
            "events": self.events_of(placement).select_related("by")[:EVENTS_SHOWN],
        }
        return self.step_page(request, "admin/news/placement.html", context)

    def step_page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> TemplateResponse:
        common = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**common, **context})

    def step_context(self, subject: Placement) -> dict[str, Any]:
        return {"placement": subject}

    def initial_of(self, subject: Placement) -> dict[str, Any]:
        """Offer what the site has said and decided so far."""
        wording = getattr(subject, "wording", None)
        said = {name: getattr(wording, name) for name in ("title", "lead", "note")} if wording else {}
        hours = {"show_from": subject.show_from, "show_until": subject.show_until}
        return {**said, **hours, "position": subject.position or ""}

    def back_to(self, subject: Placement) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:news_placement_change", args=[subject.pk]))

    @admin.display(description="cơ quan đăng", ordering="article__origin")
    def origin(self, placement: Placement) -> str:
        return str(placement.article.origin)

    @admin.display(description="mức độ", ordering="push__obligation")
    def obligation(self, placement: Placement) -> str:
        if placement.push:
            return placement.push.get_obligation_display()
        return "Bài của trang" if placement.is_own else "Từ trang cấp dưới"

    @admin.display(description="ghim", ordering="rank")
    def on_top(self, placement: Placement) -> str:
        return f"Thứ {placement.position}" if placement.position else ""

    @admin.action(description="Nhận đăng", permissions=["change"])
    def accept_selected(self, request: HttpRequest, queryset: QuerySet[Placement]) -> None:
        """Accept each; what cannot be accepted is named, and does not hold up the rest."""
        accepted = 0
        for placement in queryset.select_related("article", "agency"):
            try:
                accept(placement, by=staff(request))
                accepted += 1
            except ValidationError as refusal:
                messages.error(request, f"{placement}: {' '.join(refusal.messages)}")
        if accepted:
            messages.success(request, f"Đã nhận đăng {accepted} bài.")

    @admin.action(description="Ghim lên đầu trang", permissions=["change"])
    def pin_selected(self, request: HttpRequest, queryset: QuerySet[Placement]) -> None:
        self._pin(request, queryset, position=1)
        messages.success(request, "Đã ghim.")

    @admin.action(description="Bỏ ghim", permissions=["change"])
    def unpin_selected(self, request: HttpRequest, queryset: QuerySet[Placement]) -> None:
        self._pin(request, queryset, position=None)
        messages.success(request, "Đã bỏ ghim.")

    @transaction.atomic
    def _pin(self, request: HttpRequest, queryset: QuerySet[Placement], *, position: int | None) -> None:
        for placement in queryset.select_related("article", "agency"):
            pin(placement, by=staff(request), position=position)
