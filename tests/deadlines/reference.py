"""The same answers, slowly and obviously: walking day by day and minute by minute, straight from the rules.

Shares no table and no arithmetic with `deadlines`; asks a calendar only what is special about a day, and its hours.
"""

from __future__ import annotations

import datetime

from deadlines.calendars import ZONE, DayKind, WorkCalendar
from deadlines.limits import Limit, Unit

DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)


def is_worked(day: datetime.date, calendar: WorkCalendar) -> bool:
    special = calendar.special.get(day)
    if special and special.kind is DayKind.DAY_OFF:
        return False
    if special and special.kind is DayKind.MAKE_UP:
        return True
    return day.strftime("%a") not in ("Sat", "Sun")


def spans(day: datetime.date, calendar: WorkCalendar) -> list[tuple[datetime.datetime, datetime.datetime]]:
    midnight = datetime.datetime.combine(day, datetime.time(), ZONE)
    hours = calendar.hours[0]
    for later in calendar.hours:
        if later.begins <= day:
            hours = later
    return [(midnight + begin * MINUTE, midnight + end * MINUTE) for begin, end in hours.spans]


def is_worked_minute(moment: datetime.datetime, calendar: WorkCalendar) -> bool:
    """Tell whether the minute that begins at `moment` is worked."""
    day = moment.date()
    return is_worked(day, calendar) and any(begin <= moment < end for begin, end in spans(day, calendar))


def minutes_between(start: datetime.datetime, end: datetime.datetime, calendar: WorkCalendar) -> int:
    count, moment = 0, start
    while moment < end:
        count += is_worked_minute(moment, calendar)
        moment += MINUTE
    return count


def after_minutes(start: datetime.datetime, minutes: int, calendar: WorkCalendar) -> datetime.datetime:
    """Return the end of the last of so many worked minutes since `start`."""
    moment = start
    while minutes:
        minutes -= is_worked_minute(moment, calendar)
        moment += MINUTE
    return moment


def next_worked(day: datetime.date, calendar: WorkCalendar) -> datetime.date:
    day += DAY
    while not is_worked(day, calendar):
        day += DAY
    return day


def closing(day: datetime.date, calendar: WorkCalendar) -> datetime.datetime:
    return spans(day, calendar)[-1][1]


def counts_today(received: datetime.datetime, calendar: WorkCalendar) -> bool:
    """Tell whether a receipt is on a working day, and more than an hour of work is left."""
    day = received.date()
    if not is_worked(day, calendar):
        return False
    return minutes_between(received, closing(day, calendar), calendar) > 60


def due(received: datetime.datetime, limit: Limit, calendar: WorkCalendar) -> datetime.datetime:
    """Return when a limit ends. `received` is on a full minute."""
    day, today = received.date(), counts_today(received, calendar)
    if limit.unit is Unit.HOURS:
        return received + datetime.timedelta(hours=limit.value)
    if limit.unit is Unit.WORKING_HOURS:
        begin = received if today else spans(next_worked(day, calendar), calendar)[0][0]
        return after_minutes(begin, limit.value * 60, calendar)
    if limit.unit is Unit.WORKING_DAYS:
        if limit.value == 0:
            on_time = today and received.time() <= datetime.time(15)
            return closing(day if on_time else next_worked(day, calendar), calendar)
        for _ in range(limit.value):
            day = next_worked(day, calendar)
        return closing(day, calendar)
    eve = day if today else next_worked(day, calendar) - DAY
    last = _last_date(eve, limit)
    return closing(last if is_worked(last, calendar) else next_worked(last, calendar), calendar)


def _last_date(eve: datetime.date, limit: Limit) -> datetime.date:
    if limit.unit is Unit.CALENDAR_DAYS:
        return eve + limit.value * DAY
    year, month = eve.year, eve.month
    for _ in range(limit.value):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    for day in (eve.day, 30, 29, 28):
        try:
            return datetime.date(year, month, min(eve.day, day))
        except ValueError:
            continue
    raise AssertionError


def due_with_pauses(
    received: datetime.datetime,
    limit: Limit,
    pauses: list[tuple[datetime.datetime, datetime.datetime]],
    calendar: WorkCalendar,
) -> datetime.datetime:
    """Return when a limit of working days ends, by counting its minutes one by one and skipping those of pauses."""
    day = next_worked(received.date(), calendar)
    left = minutes_between(
        datetime.datetime.combine(day, datetime.time(), ZONE), due(received, limit, calendar), calendar
    )
    moment = datetime.datetime.combine(day, datetime.time(), ZONE)
    while left:
        paused = any(start <= moment < end for start, end in pauses)
        left -= is_worked_minute(moment, calendar) and not paused
        moment += MINUTE
    return moment
