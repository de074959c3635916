"""How much was worked between two moments: exactly, in hours and in working days."""

from __future__ import annotations

import datetime
from fractions import Fraction

from deadlines.calendars import WorkCalendar, local, since_midnight


def working_time_between(
    start: datetime.datetime, end: datetime.datetime, calendar: WorkCalendar
) -> datetime.timedelta:
    """Return the working time from `start` to `end`, to the microsecond; negative if `end` comes first."""
    return datetime.timedelta(microseconds=calendar.coordinate(end) - calendar.coordinate(start))


def add_working_time(start: datetime.datetime, time: datetime.timedelta, calendar: WorkCalendar) -> datetime.datetime:
    """Return the earliest moment by which `time` has been worked since `start`. Raises OutsideCalendarError."""
    return calendar.moment(calendar.coordinate(start) + time // datetime.timedelta(microseconds=1))


def handling_days(start: datetime.datetime, end: datetime.datetime, calendar: WorkCalendar) -> Fraction:
    """Return the working days from `start` to `end`, a part of a day as its share of that day's office hours.

    From 10:00 on Monday to 10:00 on Tuesday is 1. For average handling times: sums of these are exact.
    """
    return _days_until(end, calendar) - _days_until(start, calendar)


def _days_until(moment: datetime.datetime, calendar: WorkCalendar) -> Fraction:
    here = local(moment)
    day = here.date()
    whole = calendar.working_days(calendar.first, day)
    hours = calendar.hours_of(day)
    if hours is None:
        return Fraction(whole)
    return whole - 1 + Fraction(hours.worked(since_midnight(here)), hours.length)


def working_days_late(due: datetime.datetime, at: datetime.datetime, calendar: WorkCalendar) -> int:
    """Return how many working days `at` is after the day of `due`: 0 on time, and 0 later on that very day."""
    return max(0, calendar.working_days(local(due).date(), local(at).date()))
