"""The reminders that were sent, and what each still waits for."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.admin.scoped import ScopedAdmin, WithinFilter
from sections.admin.rules import rules_of
from sections.models import Reminder, SectionEvent
from sections.reminding import still_waited_for


class ReminderList(ChangeList):
    """A page of the list, each reminder with the sections that it still waits for."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        waited_for = still_waited_for(self.result_list, rules_of(request))
        for reminder in self.result_list:
            reminder.waited_for = waited_for[reminder.pk]


@admin.register(Reminder)
class ReminderAdmin(ScopedAdmin):
    """The reminders to the agencies entrusted to a person. They are sent from the list of sites and never edited."""

    change_roles = add_roles = frozenset()
    list_display = ("agency", "still", "due", "by", "at")
    list_filter = (WithinFilter, "due")
    list_select_related = ("agency", "by")
    list_links = (("Nội dung bắt buộc của từng cơ quan", "admin:sections_agencycontent_changelist"),)
    when_empty = "Chưa nhắc ai. Mở “Nội dung bắt buộc”, chọn các cơ quan rồi chọn việc “Nhắc bổ sung”."
    ordering = ("-pk",)
    fields = readonly_fields = ("agency", "asked", "due", "note", "by", "at")
    actions = None

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ReminderList

    def events_of(self, row: Reminder) -> QuerySet[SectionEvent]:
        return row.agency.section_events.filter(verb=SectionEvent.Verb.REMINDED)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="các mục cần bổ sung")
    def asked(self, reminder: Reminder) -> str:
        return reminder.in_words

    @admin.display(description="còn chờ")
    def still(self, reminder: Any) -> str:
        return ", ".join(str(code.label) for code in reminder.waited_for) or "Đã bổ sung đủ"
