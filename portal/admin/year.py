"""A year of the working calendar on one page: for everybody at work to see and print, for keepers to correct."""

from __future__ import annotations

import datetime
from calendar import Calendar, monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from agencies.admin.scoped import EVERYONE, staff
from deadlines.actions import seed_days
from deadlines.calendars import DayKind, WorkCalendar
from deadlines.errors import DeadlineError
from deadlines.loading import current_calendar
from deadlines.management.commands.seed_holidays import EARLIEST, LATEST
from deadlines.models import CalendarDay, OfficeHours
from deadlines.models.hours import GENERAL
from deadlines.reasons import weekday
from portal.admin.kept import KeptAdmin

WEEKDAYS = tuple(
    (short, weekday(datetime.date(2024, 1, 1 + number)))
    for number, short in enumerate(("T2", "T3", "T4", "T5", "T6", "T7", "CN"))
)


@dataclass(frozen=True)
class Day:
    """One day as the year shows it: how it looks, what a screen reader says of it, and where it is corrected."""

    day: datetime.date
    look: str  # the end of its class: worked, weekend, off, made-up
    told: str
    row: CalendarDay | None
    is_today: bool

    @property
    def address(self) -> str:
        """Where a keeper corrects it."""
        if self.row:
            return reverse("admin:deadlines_calendarday_change", args=[self.row.pk])
        return f"{reverse('admin:deadlines_calendarday_add')}?day={self.day.isoformat()}"

    @property
    def is_corrected(self) -> bool:
        """Tell whether a person said what it is."""
        return bool(self.row and self.row.origin == CalendarDay.Origin.PERSON)


@dataclass(frozen=True)
class Month:
    """One month: how many of its days are worked, and its weeks from Monday on; None where they reach beyond it."""

    number: int
    worked: int
    weeks: list[list[Day | None]]


def months_of(year: int, calendar: WorkCalendar, rows: Iterable[CalendarDay]) -> list[Month]:
    """Return the twelve months of a year that the calendar has."""
    by_day = {row.day: row for row in rows}
    today = timezone.localdate()
    months = []
    for number in range(1, 13):
        weeks = [
            [_day(day, calendar, by_day.get(day), today) if day.month == number else None for day in week]
            for week in Calendar().monthdatescalendar(year, number)
        ]
        first = datetime.date(year, number, 1)
        last = first.replace(day=monthrange(year, number)[1])
        worked = calendar.working_days(first, last) + calendar.is_working(first)
        months.append(Month(number, worked, weeks))
    return months


def _day(day: datetime.date, calendar: WorkCalendar, row: CalendarDay | None, today: datetime.date) -> Day:
    special = calendar.special.get(day)
    name = special.name if special else ""
    if special and special.kind is DayKind.DAY_OFF:
        look, kind = "off", "ngày nghỉ"
    elif special and special.kind is DayKind.MAKE_UP:
        look, kind = "made-up", "ngày làm bù"
    else:
        look, kind = ("worked", "ngày làm việc") if calendar.is_working(day) else ("weekend", "nghỉ cuối tuần")
    told = (
        f"{weekday(day)} {day.day}/{day.month}: {name}, {kind}"
        if name
        else f"{weekday(day)} {day.day}/{day.month}: {kind}"
    )
    return Day(day, look, told[:1].upper() + told[1:], row, day == today)


class WithYear(KeptAdmin):
    """Adds the page of a year."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.year_view)
        return [path("lich/", view, name="deadlines_calendarday_year"), *super().get_urls()]

    def year_view(self, request: HttpRequest) -> HttpResponse:
        """Show a year to everybody at work; load its holidays if a keeper asks for it."""
        keeps = self.keeps(request)
        if not keeps and not staff(request).holds_anywhere(EVERYONE):
            raise PermissionDenied
        year = _asked_for(request)
        if request.method == "POST":
            return self._load(request, year, keeps=keeps)
        calendar = _calendar_with(year)
        rows = list(CalendarDay.objects.filter(day__year=year))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Lịch làm việc năm {year}",
            "opts": self.opts,
            "year": year,
            "around": [one for one in (year - 1, year + 1) if EARLIEST <= one < LATEST],
            "known": calendar is not None,
            "keeps": keeps,
            "months": months_of(year, calendar, rows) if calendar else [],
            "rows": rows,
            "weekdays": WEEKDAYS,
            "hours": OfficeHours.objects.filter(schedule=GENERAL, begins__lte=timezone.localdate()).first(),
        }
        return TemplateResponse(request, "admin/deadlines/year.html", context)

    def _load(self, request: HttpRequest, year: int, *, keeps: bool) -> HttpResponse:
        if not keeps:
            raise PermissionDenied
        done = seed_days(range(year, year + 1), by=staff(request))
        messages.success(
            request,
            f"Năm {year}: nạp {done.created} ngày mới, cập nhật {done.updated}; "
            f"giữ nguyên {done.corrected} ngày do người quản trị ghi.",
        )
        return HttpResponseRedirect(f"{reverse('admin:deadlines_calendarday_year')}?nam={year}")


def _calendar_with(year: int) -> WorkCalendar | None:
    """Return the calendar, None if it does not have that year."""
    try:
        calendar = current_calendar()
    except DeadlineError:
        return None
    return calendar if calendar.first.year <= year <= calendar.last.year else None


def _asked_for(request: HttpRequest) -> int:
    """Return the year of the address, or the present one where it names none that there could be."""
    typed = request.GET.get("nam", "")
    if typed.isascii() and typed.isdecimal() and len(typed) == 4 and EARLIEST <= int(typed) < LATEST:
        return int(typed)
    return timezone.localdate().year
