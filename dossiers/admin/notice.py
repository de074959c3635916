"""Messages to applicants: which were given up, and trying them again."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.admin.promises import PromiseAdmin, retrying
from dossiers.actions import retry
from dossiers.models import DossierEvent, Notice


@admin.register(Notice)
class NoticeAdmin(PromiseAdmin):
    """Messages about the dossiers that one's agencies received. The addresses stand with the applicants, not here."""

    steps = (retrying(retry, attrgetter("event.dossier.receiver")),)
    step_template = "admin/dossiers/notice.html"
    scope = "event__dossier__receiver"
    list_select_related = ("event__dossier",)
    search_fields = ("event__dossier__code",)
    search_help_text = "Tìm theo mã hồ sơ."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("event__dossier__receiver")

    @admin.display(description="hồ sơ")
    def about(self, notice: Any) -> str:
        return str(notice.event.dossier)

    def events_of(self, row: Notice) -> QuerySet[Any]:
        return DossierEvent.objects.filter(pk=row.event_id)
