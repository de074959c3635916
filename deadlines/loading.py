"""The calendar as the tables have it now. Kept in each process by version: as long as nothing changes, one query."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from deadlines.calendars import WorkCalendar
from deadlines.errors import DeadlineError
from deadlines.models import CalendarDay, CalendarVersion, DeadlineRule, OfficeHours
from deadlines.models.hours import GENERAL

_kept: dict[str, tuple[int, WorkCalendar]] = {}


def current_calendar(schedule: str = GENERAL) -> WorkCalendar:
    """Return the calendar of a schedule of office hours, as it stands in this moment.

    One query tells whether the one in memory is still right; three more read it anew. Raises DeadlineError where
    no days are loaded, or the schedule has no hours.
    """
    number = CalendarVersion.objects.values_list("number", flat=True).first()
    kept = _kept.get(schedule)
    if kept and kept[0] == number:
        return kept[1]
    calendar = read_calendar(schedule)
    if number is not None:
        _kept[schedule] = (number, calendar)
    return calendar


def calendar_on_demand(schedule: str = GENERAL) -> Callable[[], WorkCalendar]:
    """Return a function that gives the calendar, asked for once: for a request or a task that reckons much."""
    found: list[WorkCalendar] = []

    def calendar() -> WorkCalendar:
        if not found:
            found.append(current_calendar(schedule))
        return found[0]

    return calendar


def read_calendar(schedule: str = GENERAL) -> WorkCalendar:
    """Return the calendar of the rows. Three queries. Raises DeadlineError."""
    days = [row.as_value() for row in CalendarDay.objects.all()]
    if not days:
        raise DeadlineError("Chưa nạp ngày nghỉ nào. Hãy chạy: manage.py seed_holidays")
    hours = [row.as_value() for row in OfficeHours.objects.filter(schedule=schedule)]
    if not hours:
        raise DeadlineError(f"Lịch “{schedule}” chưa có giờ làm việc.")
    first, last = _whole_years({one.day.year for one in days})
    rules = [row.as_value() for row in DeadlineRule.objects.order_by("code", "begins")]
    return WorkCalendar.of(datetime.date(first, 1, 1), datetime.date(last, 12, 31), days, hours, rules)


def _whole_years(known: set[int]) -> tuple[int, int]:
    """Return the years of the longest unbroken run: a year without a day is not loaded, for each has Tết."""
    runs: list[tuple[int, int]] = []
    for year in sorted(known):
        begun = runs.pop() if runs and runs[-1][1] == year - 1 else (year, year)
        runs.append((begun[0], year))
    return max(runs, key=lambda run: run[1] - run[0])
