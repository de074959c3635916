"""When a limit ends, and why. Every choice here stands with its source in docs/decisions/0020."""

from __future__ import annotations

import calendar as gregorian
import datetime
from typing import NamedTuple

from deadlines.calendars import MINUTE, DayKind, WorkCalendar, local, moment_of, since_midnight
from deadlines.limits import BY_DATE, Limit, Unit
from deadlines.reasons import Derivation, Reason, Why
from deadlines.rules import RuleCode

FIRST_DAY = "BLDS 2015 Điều 147(2)"  # the day of the event is not counted
FROM_THE_MOMENT = "BLDS 2015 Điều 147(1)"
NO_SUCH_DAY = "BLDS 2015 Điều 148(3)"
NEXT_WORKING_DAY = "BLDS 2015 Điều 148(5)"
HOUR = 60 * MINUTE


class Start(NamedTuple):
    """From when a limit counts: received when, why later than that, the first day that counts, the first moment."""

    received: datetime.datetime
    later: Why | None
    day: datetime.date
    at: datetime.datetime


class Deadline(NamedTuple):
    """The end of a limit. `nominal` is the last day before a day off moved it; `at` is the moment, in Việt Nam."""

    at: datetime.datetime
    limit: Limit
    start: Start
    nominal: datetime.date
    calendar: WorkCalendar

    @property
    def derivation(self) -> Derivation:
        """Why it ends then. Made when asked for: reckoning alone does not pay for words."""
        return Derivation((*self.beginning(), *self.ending(), Reason(Why.DUE, at=self.at), self.sources()))

    def beginning(self) -> tuple[Reason, ...]:
        """Return what is said of the receipt, of the days off that follow, and of the first day that counts."""
        start = self.start
        told = [Reason(Why.RECEIVED, at=start.received)]
        if start.later is Why.AFTER_CUT_OFF:
            cut_off = moment_of(start.received.date(), _cut_off(start.received, self.calendar))
            told.append(Reason(start.later, at=cut_off))
        elif start.later:
            told.append(Reason(start.later))
        if self.limit.unit is not Unit.HOURS:
            told += _special_days(start.received.date(), self.at.date(), self.calendar)
            told.append(Reason(Why.COUNTED_FROM, day=start.day))
        return (*told, Reason(Why.LIMIT, limit=self.limit))

    def ending(self) -> tuple[Reason, ...]:
        """Return what is said of the last day."""
        told = []
        if self.limit.unit is Unit.MONTHS and self.nominal.day != _eve(self.start.day).day:
            told.append(Reason(Why.END_OF_MONTH, day=self.nominal))
        if self.nominal != self.at.date() and self.limit.unit in BY_DATE:
            told.append(Reason(Why.LAST_DAY_OFF, day=self.nominal))
        return tuple(told)

    def sources(self) -> Reason:
        """Return the articles that were applied, each once."""
        return Reason(Why.SOURCES, sources=tuple(dict.fromkeys(self._sources())))

    def _sources(self) -> list[str]:
        received, calendar = self.start.received.date(), self.calendar
        found = []
        if self.start.later is Why.AFTER_CUT_OFF:
            found.append(calendar.rule(RuleCode.FORWARDING, received).source)
        elif self.start.later:
            found.append(calendar.rule(RuleCode.LAST_HOUR, received).source)
        found.append(FIRST_DAY if self.limit.unit.ends_with_a_day and self.limit.value else FROM_THE_MOMENT)
        by_reason = {Why.END_OF_MONTH: NO_SUCH_DAY, Why.LAST_DAY_OFF: NEXT_WORKING_DAY}
        found += [by_reason[reason.why] for reason in self.ending()]
        for reason in _special_days(received, self.at.date(), calendar) if self.limit.unit is not Unit.HOURS else ():
            found += [one.source for one in reason.days]
        return found


def due(received_at: datetime.datetime, limit: Limit, calendar: WorkCalendar) -> Deadline:
    """Return when a limit ends that begins with a receipt.

    Raises OutsideCalendarError, RuleMissingError, and ValueError for a moment without a zone.
    """
    start = started(local(received_at), limit, calendar)
    if limit.unit is Unit.HOURS:
        at = start.at + datetime.timedelta(hours=limit.value)
        calendar.number(at.date())
        return Deadline(at, limit, start, at.date(), calendar)
    if limit.unit is Unit.WORKING_HOURS:
        at = calendar.moment(calendar.coordinate(start.at) + limit.value * HOUR)
        return Deadline(at, limit, start, at.date(), calendar)
    nominal = _last_day(start, limit, calendar)
    return Deadline(calendar.closing(worked_day(nominal, calendar)), limit, start, nominal, calendar)


def started(received: datetime.datetime, limit: Limit, calendar: WorkCalendar) -> Start:
    """Return from when a limit counts that begins with a receipt, by the rules of the day of receipt."""
    day = received.date()
    if limit.unit is Unit.HOURS:
        return Start(received, None, day, received)
    if limit.unit is Unit.WORKING_DAYS and limit.value == 0:
        return _started_at_once(received, calendar)
    later = _why_later(received, calendar)
    if limit.unit is Unit.WORKING_HOURS:
        first = calendar.working_day(day) if later else day
        at = calendar.opening(first) if later else max(received, calendar.opening(day))
        return Start(received, later, first, at)
    if limit.unit is Unit.WORKING_DAYS:
        first = calendar.working_day(day)
        return Start(received, later, first, calendar.opening(first))
    return Start(received, later, calendar.working_day(day) if later else _next(day), received)


def _started_at_once(received: datetime.datetime, calendar: WorkCalendar) -> Start:
    """Return the start of what is done within the day: after the cut-off, within the next working day."""
    day = received.date()
    later = _why_later(received, calendar)
    if later is not Why.ON_DAY_OFF and since_midnight(received) > _cut_off(received, calendar):
        later = Why.AFTER_CUT_OFF
    if later is None:
        return Start(received, None, day, max(received, calendar.opening(day)))
    first = calendar.working_day(day)
    return Start(received, later, first, calendar.opening(first))


def _why_later(received: datetime.datetime, calendar: WorkCalendar) -> Why | None:
    """Return why a receipt does not count on its own day; None if it does. The edge belongs to the last hour."""
    hours = calendar.hours_of(received.date())
    if hours is None:
        return Why.ON_DAY_OFF
    moment = since_midnight(received)
    if moment >= hours.spans[-1][1] * MINUTE:
        return Why.AFTER_HOURS
    last = calendar.rule(RuleCode.LAST_HOUR, received.date()).value * HOUR
    return Why.IN_LAST_HOUR if hours.length - hours.worked(moment) <= last else None


def _cut_off(received: datetime.datetime, calendar: WorkCalendar) -> int:
    """Return the microsecond of the day after which a receipt is passed on the next working day."""
    return calendar.rule(RuleCode.FORWARDING, received.date()).value * MINUTE


def _last_day(start: Start, limit: Limit, calendar: WorkCalendar) -> datetime.date:
    if limit.unit is Unit.WORKING_DAYS:
        return calendar.working_day(_eve(start.day), max(limit.value, 1))
    if limit.unit is Unit.CALENDAR_DAYS:
        return _eve(start.day) + datetime.timedelta(days=limit.value)
    return months_later(_eve(start.day), limit.value)


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, or the last of that month if it has no such day (BLDS 148(3))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def worked_day(day: datetime.date, calendar: WorkCalendar) -> datetime.date:
    """Return a day, or the next working day if it is off (BLDS 148(5))."""
    return day if calendar.is_working(day) else calendar.working_day(day)


def forwarded_by(received_at: datetime.datetime, calendar: WorkCalendar) -> datetime.datetime:
    """Return by when a receipt at the desk is passed on: that day, or first thing on the next working day.

    Source: NĐ 61/2018/NĐ-CP Điều 18(2). 15:00 itself is not "after 15:00".
    """
    received = local(received_at)
    day = received.date()
    if calendar.is_working(day) and since_midnight(received) <= _cut_off(received, calendar):
        return calendar.closing(day)
    return calendar.opening(calendar.working_day(day))


def apology_by(due_at: datetime.datetime, calendar: WorkCalendar) -> datetime.datetime:
    """Return the last moment for the apology and the new date: so many working days before the end.

    Source: NĐ 61/2018/NĐ-CP Điều 19(9).
    """
    day = local(due_at).date()
    days = calendar.rule(RuleCode.APOLOGY, day).value
    return calendar.closing(calendar.working_day(_eve(worked_day(day, calendar)), 1 - days))


def _special_days(after: datetime.date, until: datetime.date, calendar: WorkCalendar) -> list[Reason]:
    """Return reasons that name the holidays and make-up days after one day and up to another."""
    between = [calendar.special.get(calendar.day(n)) for n in range(calendar.number(after), calendar.number(until) + 1)]
    off = tuple(one for one in between if one and one.kind is DayKind.DAY_OFF and one.day.weekday() < 5)
    worked = tuple(one for one in between if one and one.kind is DayKind.MAKE_UP)
    told = [Reason(Why.DAYS_OFF, days=off)] if off else []
    return told + ([Reason(Why.MAKE_UP_DAYS, days=worked)] if worked else [])


def _eve(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=1)


def _next(day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(days=1)
