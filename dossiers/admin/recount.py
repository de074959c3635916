"""What became of open dossiers when the working calendar was corrected: for those who keep it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_datetime

from agencies.admin.scoped import ScopedAdmin, staff
from deadlines.hooks import may_keep
from dossiers.models import Recount

SHOWN = 500


@admin.register(Recount)
class RecountAdmin(ScopedAdmin):
    """Each correction that concerned open dossiers. Whoever does not keep the calendar finds none of them."""

    actions = None
    list_display = ("note", "since", "ordered_at", "concerned", "changed", "done_at")
    when_empty = "Chưa lần sửa lịch làm việc nào làm thay đổi hồ sơ đang giải quyết."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found = admin.ModelAdmin.get_queryset(self, request)
        return found if may_keep(staff(request)) else found.none()

    def _may(self, request: HttpRequest, roles: frozenset[Any], row: Any) -> bool:
        return may_keep(staff(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the dossiers: they are its history."""
        return self.change_view(request, object_id)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """List the dossiers that have another date since."""
        if not may_keep(staff(request)):
            raise Http404
        recount: Recount = self.get_object(request, object_id)
        moved = [
            (event.dossier, parse_datetime(event.details["before"]), parse_datetime(event.details["after"]))
            for event in recount.events().select_related("dossier__decider")[:SHOWN]
        ]
        context = {"title": "Tính lại thời hạn", "recount": recount, "moved": moved, "most": SHOWN}
        told = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, "admin/dossiers/recount.html", told)
