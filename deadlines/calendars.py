"""The working calendar: which days are worked, and from when to when. Immutable; everything is looked up in tables.

Working time is a coordinate: the microseconds worked since the first day. Sums up to each day are kept, so that a
moment becomes a coordinate, and a coordinate a moment, without walking over days.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, pairwise
from types import MappingProxyType
from zoneinfo import ZoneInfo

from deadlines.errors import OutsideCalendarError, RuleMissingError
from deadlines.rules import Rule

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MINUTE = 60_000_000  # microseconds
WEEKEND = (5, 6)


class DayKind(StrEnum):
    """What is said of a day beyond its weekday."""

    DAY_OFF = "day_off"
    MAKE_UP = "make_up"  # worked although it is a weekend
    ORDINARY = "ordinary"  # as its weekday says: what was loaded about it is not so


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not what its weekday says, why, and who says so."""

    day: datetime.date
    kind: DayKind
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Hours:
    """Office hours from a day on: spans in minutes of the day, (480, 720) is 08:00–12:00."""

    begins: datetime.date
    spans: tuple[tuple[int, int], ...]
    source: str
    length: int = field(init=False)  # microseconds of working time in a day

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", sum(end - begin for begin, end in self.spans) * MINUTE)
        edges = [edge for span in self.spans for edge in span]
        in_order = all(before < after for before, after in pairwise(edges))
        if not edges or not in_order or edges[0] < 0 or edges[-1] > 24 * 60:
            raise ValueError("Office hours must follow each other within a day.")

    def worked(self, moment: int) -> int:
        """Return the microseconds worked up to `moment`, in microseconds of the day."""
        worked = 0
        for begin, end in self.spans:
            if moment <= begin * MINUTE:
                break
            worked += min(moment, end * MINUTE) - begin * MINUTE
        return worked

    def reached(self, worked: int) -> int:
        """Return the earliest microsecond of the day at which so much has been worked."""
        for begin, end in self.spans:
            if worked <= (end - begin) * MINUTE:
                return begin * MINUTE + worked
            worked -= (end - begin) * MINUTE
        raise ValueError("More than a day of work.")


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """The days from `first` to `last`, with the office hours and rules of each. Make one, share it, never change it."""

    first: datetime.date
    last: datetime.date
    special: Mapping[datetime.date, SpecialDay]
    hours: tuple[Hours, ...]
    rules: tuple[Rule, ...] = ()
    # The tables, by day since the first: hours of the day (None: not worked), and sums before it.
    _of_day: tuple[Hours | None, ...] = field(init=False, repr=False)
    _days_before: tuple[int, ...] = field(init=False, repr=False)
    _time_before: tuple[int, ...] = field(init=False, repr=False)
    _worked: tuple[int, ...] = field(init=False, repr=False)
    _by_code: Mapping[str, list[Rule]] = field(init=False, repr=False)

    @classmethod
    def of(
        cls,
        first: datetime.date,
        last: datetime.date,
        special: Iterable[SpecialDay],
        hours: Iterable[Hours],
        rules: Iterable[Rule] = (),
    ) -> WorkCalendar:
        """Return a calendar of what is said of days, of office hours and of rules, in any order."""
        by_day = MappingProxyType({one.day: one for one in special})
        return cls(first, last, by_day, tuple(sorted(hours, key=lambda one: one.begins)), tuple(rules))

    def __post_init__(self) -> None:
        days = [self.first + datetime.timedelta(days=n) for n in range((self.last - self.first).days + 1)]
        of_day = tuple(self._hours_on(day) if self._is_worked(day) else None for day in days)
        lengths = [hours.length if hours else 0 for hours in of_day]
        object.__setattr__(self, "_of_day", of_day)
        object.__setattr__(self, "_days_before", (0, *accumulate(hours is not None for hours in of_day)))
        object.__setattr__(self, "_time_before", (0, *accumulate(lengths)))
        object.__setattr__(self, "_worked", tuple(n for n, hours in enumerate(of_day) if hours))
        latest_first = sorted(self.rules, key=lambda rule: rule.begins, reverse=True)
        by_code = {rule.code: [one for one in latest_first if one.code == rule.code] for rule in self.rules}
        object.__setattr__(self, "_by_code", by_code)

    def _is_worked(self, day: datetime.date) -> bool:
        special = self.special.get(day)
        if special is None or special.kind is DayKind.ORDINARY:
            return day.weekday() not in WEEKEND
        return special.kind is DayKind.MAKE_UP

    def _hours_on(self, day: datetime.date) -> Hours:
        begun = [hours for hours in self.hours if hours.begins <= day]
        return begun[-1] if begun else self.hours[0]

    def rule(self, code: str, on: datetime.date) -> Rule:
        """Return the rule of a code in force on a day, of several the one begun last. Raises RuleMissingError."""
        for rule in self._by_code.get(code, ()):
            if rule.in_force(on):
                return rule
        raise RuleMissingError(code, on)

    def number(self, day: datetime.date) -> int:
        """Return the number of a day since the first. Raises OutsideCalendarError."""
        number = day.toordinal() - self.first.toordinal()
        if not 0 <= number < len(self._of_day):
            raise OutsideCalendarError(day, self.first, self.last)
        return number

    def day(self, number: int) -> datetime.date:
        """Return the day of a number."""
        return self.first + datetime.timedelta(days=number)

    def is_working(self, day: datetime.date) -> bool:
        """Tell whether a day is worked."""
        return self._of_day[self.number(day)] is not None

    def hours_of(self, day: datetime.date) -> Hours | None:
        """Return the office hours of a day, None if it is not worked."""
        return self._of_day[self.number(day)]

    def working_day(self, after: datetime.date, count: int = 1) -> datetime.date:
        """Return the `count`-th working day after a day. Raises OutsideCalendarError."""
        place = self._days_before[self.number(after) + 1] + count - 1
        if not 0 <= place < len(self._worked):
            raise OutsideCalendarError(None, self.first, self.last)
        return self.day(self._worked[place])

    def working_days(self, after: datetime.date, until: datetime.date) -> int:
        """Return how many days after `after` up to and with `until` are worked; negative the other way round."""
        return self._days_before[self.number(until) + 1] - self._days_before[self.number(after) + 1]

    def opening(self, day: datetime.date) -> datetime.datetime:
        """Return the moment at which the offices open on a working day."""
        return moment_of(day, self._open(day).spans[0][0] * MINUTE)

    def closing(self, day: datetime.date) -> datetime.datetime:
        """Return the moment at which the offices close on a working day."""
        return moment_of(day, self._open(day).spans[-1][1] * MINUTE)

    def _open(self, day: datetime.date) -> Hours:
        hours = self.hours_of(day)
        if hours is None:
            raise ValueError(f"{day} is not worked.")
        return hours

    def coordinate(self, moment: datetime.datetime) -> int:
        """Return the working time from the first day to `moment`, in microseconds. Raises OutsideCalendarError."""
        here = local(moment)
        number = self.number(here.date())
        hours = self._of_day[number]
        return self._time_before[number] + (hours.worked(since_midnight(here)) if hours else 0)

    def moment(self, coordinate: int) -> datetime.datetime:
        """Return the earliest moment of a coordinate: the end of a day rather than the beginning of the next."""
        number = bisect_left(self._time_before, coordinate) - 1
        if not 0 <= coordinate <= self._time_before[-1]:
            raise OutsideCalendarError(None, self.first, self.last)
        hours = self._of_day[max(number, 0)]
        if hours is None:  # before anything was worked
            return self.opening(self.day(self._worked[0]))
        return moment_of(self.day(number), hours.reached(coordinate - self._time_before[number]))

    def differences(self, other: WorkCalendar) -> list[datetime.date]:
        """Return the days, in order, whose working time differs between two calendars, where both have them."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        days = (first + datetime.timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if _spans(self.hours_of(day)) != _spans(other.hours_of(day))]


def _spans(hours: Hours | None) -> tuple[tuple[int, int], ...]:
    return hours.spans if hours else ()


def local(moment: datetime.datetime) -> datetime.datetime:
    """Return a moment as clocks in Việt Nam show it. Raises ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return moment if moment.tzinfo is ZONE else moment.astimezone(ZONE)


def since_midnight(moment: datetime.datetime) -> int:
    """Return the microseconds of the day at a local moment."""
    return (moment.hour * 3600 + moment.minute * 60 + moment.second) * 1_000_000 + moment.microsecond


def moment_of(day: datetime.date, microseconds: int) -> datetime.datetime:
    """Return the moment so many microseconds into a day in Việt Nam, which has had no other time since 1975."""
    seconds, rest = divmod(microseconds, 1_000_000)
    minutes, second = divmod(seconds, 60)
    if minutes == 24 * 60:
        return datetime.datetime(day.year, day.month, day.day, tzinfo=ZONE) + datetime.timedelta(days=1)
    return datetime.datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, second, rest, tzinfo=ZONE)
