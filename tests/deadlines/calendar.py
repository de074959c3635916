"""A calendar for tests that need no database: what the package knows, the usual hours, the usual rules."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable
from functools import cache

from deadlines.calendars import ZONE, Hours, SpecialDay, WorkCalendar
from deadlines.rules import Rule
from deadlines.seeding import DATA, YEARS, known_days

FIRST, LAST = datetime.date(YEARS[0], 1, 1), datetime.date(YEARS[-1], 12, 31)
USUAL = ((8 * 60, 12 * 60), (13 * 60 + 30, 17 * 60 + 30))
EARLY = ((7 * 60 + 30, 11 * 60 + 30), (13 * 60, 17 * 60))


def rules() -> list[Rule]:
    """Return the rules as they are loaded."""
    with (DATA / "rules.csv").open(encoding="utf-8", newline="") as file:
        return [
            Rule(row["code"], int(row["value"]), row["unit"], row["source"], datetime.date.fromisoformat(row["begins"]))
            for row in csv.DictReader(file)
        ]


def calendar_of(days: Iterable[SpecialDay], spans: tuple[tuple[int, int], ...] = USUAL) -> WorkCalendar:
    """Return a calendar of these days off and make-up days."""
    return WorkCalendar.of(FIRST, LAST, days, [Hours(FIRST, spans, "thử")], rules())


@cache
def usual() -> WorkCalendar:
    """Return the calendar as it is loaded."""
    return calendar_of(known_days(YEARS))


@cache
def early() -> WorkCalendar:
    """Return the same for offices that close at 17:00."""
    return calendar_of(known_days(YEARS), EARLY)


def at(text: str) -> datetime.datetime:
    """Return the moment "2026-04-29 16:40" in Việt Nam."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=ZONE)
