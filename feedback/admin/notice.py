"""Messages to senders: which were given up, and trying them again."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.admin.promises import PromiseAdmin, retrying
from feedback.actions import retry
from feedback.models import FeedbackEvent, Notice


@admin.register(Notice)
class NoticeAdmin(PromiseAdmin):
    """Messages about the cases that one's agencies hold. The addresses stand with the senders, not here."""

    steps = (retrying(retry, attrgetter("event.feedback.holder")),)
    step_template = "admin/feedback/notice.html"
    scope = "event__feedback__holder"
    list_select_related = ("event__feedback",)
    search_fields = ("event__feedback__code",)
    search_help_text = "Tìm theo mã phản ánh."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("event__feedback__holder")

    @admin.display(description="phản ánh")
    def about(self, notice: Any) -> str:
        return str(notice.event.feedback)

    def events_of(self, row: Notice) -> QuerySet[Any]:
        return FeedbackEvent.objects.filter(pk=row.event_id)
