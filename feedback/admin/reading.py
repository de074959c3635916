"""Who looked at senders' data, for those who audit it. The data itself is not here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.admin.scoped import ScopedAdmin, WithinFilter
from agencies.models import Role
from feedback.models import FeedbackEvent, SenderReading

AUDITORS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})


@admin.register(SenderReading)
class SenderReadingAdmin(ScopedAdmin):
    """The readings of cases that one's agencies hold."""

    scope = "feedback__holder"
    view_roles = AUDITORS
    change_roles = add_roles = frozenset()
    actions = None
    list_display = ("feedback", "holder", "by", "at")
    list_filter = (WithinFilter, "at")
    list_select_related = ("feedback__holder", "by")
    search_fields = ("feedback__code", "by__username")
    search_help_text = "Tìm theo mã phản ánh hoặc tên đăng nhập của người xem."
    when_empty = "Chưa ai xem dữ liệu của người gửi nào."
    ordering = ("-pk",)
    fields = ("feedback", "by", "at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="nơi giữ")
    def holder(self, reading: SenderReading) -> str:
        return reading.feedback.holder.short_name

    def events_of(self, row: SenderReading) -> QuerySet[Any]:
        """Return nothing: a reading is itself what was done."""
        return FeedbackEvent.objects.none()
