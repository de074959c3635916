"""Correcting the working calendar: days, office hours, rules. Whoever does not keep it finds none of them."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.admin.scoped import staff
from deadlines.actions import correct_day, save_hours, save_rule
from deadlines.models import CalendarDay, CalendarEvent, DeadlineRule, OfficeHours
from portal.admin.kept import KeptAdmin
from portal.admin.year import WithYear


class LaterOrEarlier(admin.SimpleListFilter):
    """Narrows the list of days to a year."""

    title = "năm"
    parameter_name = "nam"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        years = CalendarDay.objects.dates("day", "year", order="DESC")
        return [(str(year.year), str(year.year)) for year in years]

    def queryset(self, request: HttpRequest, queryset: QuerySet[CalendarDay]) -> QuerySet[CalendarDay]:
        year = self.value()
        return queryset.filter(day__year=int(year)) if year and year.isdecimal() and len(year) == 4 else queryset


@admin.register(CalendarDay)
class CalendarDayAdmin(WithYear):
    """Days off and make-up days: seen as a year, corrected one by one."""

    list_display = ("day", "kind", "name", "source", "origin")
    list_filter = (LaterOrEarlier, "kind", "origin")
    search_fields = ("name", "source")
    search_help_text = "Tìm theo tên hoặc căn cứ."
    when_empty = "Chưa nạp ngày nghỉ nào."
    list_links = (("Lịch cả năm", "admin:deadlines_calendarday_year"),)
    ordering = ("-day",)
    fields = ("day", "kind", "name", "source", "reason")

    def get_readonly_fields(self, request: HttpRequest, obj: CalendarDay | None = None) -> tuple[str, ...]:
        return ("day",) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the day that was pressed in the year, and with what it will most likely be."""
        try:
            day = datetime.date.fromisoformat(request.GET.get("day", ""))
        except ValueError:
            return {"kind": CalendarDay.Kind.DAY_OFF}
        kind = CalendarDay.Kind.MAKE_UP if day.weekday() >= 5 else CalendarDay.Kind.DAY_OFF
        return {"day": day, "kind": kind}

    def save_model(self, request: HttpRequest, obj: CalendarDay, form: Any, change: bool) -> None:  # noqa: FBT001
        self.told(request, correct_day(obj, by=staff(request), reason=form.cleaned_data["reason"]))

    def events_of(self, row: CalendarDay) -> QuerySet[CalendarEvent]:
        return CalendarEvent.objects.filter(about=row.day.isoformat())


@admin.register(OfficeHours)
class OfficeHoursAdmin(KeptAdmin):
    """From when to when offices work."""

    list_display = ("schedule", "begins", "in_words", "source", "checked")
    when_empty = "Chưa ghi giờ làm việc."
    fields = (
        "schedule",
        "begins",
        ("morning_from", "morning_to"),
        ("afternoon_from", "afternoon_to"),
        "source",
        "to_check",
        "reason",
    )

    @admin.display(description="giờ làm việc")
    def in_words(self, row: OfficeHours) -> str:
        return row.in_words()

    def save_model(self, request: HttpRequest, obj: OfficeHours, form: Any, change: bool) -> None:  # noqa: FBT001
        self.told(request, save_hours(obj, by=staff(request), reason=form.cleaned_data["reason"]))

    def events_of(self, row: OfficeHours) -> QuerySet[CalendarEvent]:
        return CalendarEvent.objects.filter(verb=CalendarEvent.Verb.HOURS_SAVED, about=row.schedule)


@admin.register(DeadlineRule)
class DeadlineRuleAdmin(KeptAdmin):
    """What the law says about time: a new decree is a new row of the same code."""

    list_display = ("title", "in_words", "source", "begins", "ends", "checked")
    list_filter = ("to_check",)
    search_fields = ("title", "source", "code")
    search_help_text = "Tìm theo nội dung, căn cứ hoặc mã."
    when_empty = "Chưa có quy định nào."
    fields = ("code", "title", ("value", "unit"), "source", ("begins", "ends"), "to_check", "reason")

    @admin.display(description="giá trị")
    def in_words(self, row: DeadlineRule) -> str:
        return row.in_words()

    def get_readonly_fields(self, request: HttpRequest, obj: DeadlineRule | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def save_model(self, request: HttpRequest, obj: DeadlineRule, form: Any, change: bool) -> None:  # noqa: FBT001
        self.told(request, save_rule(obj, by=staff(request), reason=form.cleaned_data["reason"]))

    def events_of(self, row: DeadlineRule) -> QuerySet[CalendarEvent]:
        return CalendarEvent.objects.filter(verb=CalendarEvent.Verb.RULE_SAVED, about=row.code)
