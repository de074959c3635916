"""Which deadlines change when the calendar is corrected: the seam at which open clocks are reckoned anew."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from deadlines.calendars import WorkCalendar
from deadlines.clock import Clock
from deadlines.errors import ClockError, OutsideCalendarError
from deadlines.reading import due_of

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Change(Generic[Key]):
    """One clock that ends at another moment than before; `after` is None if it can no longer be reckoned."""

    key: Key
    before: datetime.datetime
    after: datetime.datetime | None


def affected(
    open_clocks: Iterable[tuple[Key, Clock]], before: WorkCalendar, after: WorkCalendar
) -> Iterator[Change[Key]]:
    """Yield those of the open clocks, each with its key, that end at another moment by `after` than by `before`.

    Clocks that could not be reckoned by `before` are left out. Reads `open_clocks` once, so they may be thousands.
    """
    days = before.differences(after)
    if not days and before.rules == after.rules:
        return
    for key, clock in open_clocks:
        try:
            was = due_of(clock, before)
        except (ClockError, OutsideCalendarError):
            continue
        if before.rules == after.rules and was.date() < days[0]:
            continue
        now = _due_now(clock, after)
        if now != was:
            yield Change(key, was, now)


def _due_now(clock: Clock, calendar: WorkCalendar) -> datetime.datetime | None:
    try:
        return due_of(clock, calendar)
    except (ClockError, OutsideCalendarError):
        return None
