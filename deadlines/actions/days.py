"""Saying of a day what it is: loaded for whole years, corrected by hand for one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from deadlines.actions.kept import Act, changing, require_keeper
from deadlines.calendars import SpecialDay
from deadlines.hooks import Person
from deadlines.models import CalendarDay, CalendarEvent
from deadlines.seeding import known_days, package


@dataclass(frozen=True, slots=True)
class Seeded:
    """How many days were loaded, changed, left as they were, and left as a person had corrected them."""

    created: int
    updated: int
    unchanged: int
    corrected: int


def correct_day(day: CalendarDay, *, by: Person, reason: str) -> int:
    """Keep what a person says of a day; return how many open deadlines change with it.

    Raises PermissionDenied unless `by` keeps the calendar; ValidationError for a day that cannot be, or no reason.
    """
    require_keeper(by)
    known = CalendarDay.objects.filter(day=day.day).first()
    told = {"trước": _told(known), "nay": _told(day)}
    row = known or day
    row.kind, row.name, row.source, row.origin = day.kind, day.name, day.source, CalendarDay.Origin.PERSON
    row.full_clean()
    act = Act(CalendarEvent.Verb.DAY_CORRECTED, row.day.isoformat(), by, reason)
    with changing(act, told):
        row.save()
    return act.changed


def _told(day: CalendarDay | None) -> str:
    return f"{day.name} ({day.get_kind_display()}; {day.source})" if day else "như thứ trong tuần"


def seed_days(years: Collection[int], *, by: Person | None = None) -> Seeded:
    """Load what is known of the days of some years. Running it again changes nothing; what people said stays.

    A loaded day that is no longer known becomes an ordinary one. `by` is None for the command of an operator.
    """
    if by:
        require_keeper(by)
    stored = {row.day: row for row in CalendarDay.objects.filter(day__year__in=list(years))}
    known = {one.day: one for one in known_days(years)}
    gone = [_forgotten(row) for day, row in stored.items() if day not in known and row.kind != row.Kind.ORDINARY]
    corrected = sum(row.origin == CalendarDay.Origin.PERSON for row in stored.values())
    wanted = [*known.values(), *gone]
    created = [_loaded(one) for one in wanted if one.day not in stored]
    updated = [_loaded(one, stored[one.day]) for one in wanted if one.day in stored and _differs(stored[one.day], one)]
    if created or updated:
        told = {"ngày mới": ", ".join(map(_day, created)), "đã sửa": ", ".join(map(_day, updated))}
        act = Act(CalendarEvent.Verb.LOADED, f"{min(years)}–{max(years)}", by, f"Nạp từ {package()}")
        with changing(act, told):
            CalendarDay.objects.bulk_create(created)
            CalendarDay.objects.bulk_update(updated, ["kind", "name", "source"])
    unchanged = len(stored) - corrected - len(updated)
    return Seeded(len(created), len(updated), unchanged, corrected)


def _forgotten(row: CalendarDay) -> SpecialDay:
    return SpecialDay(row.day, row.as_value().kind.ORDINARY, row.name, f"{row.source}; không còn trong {package()}")


def _loaded(one: SpecialDay, row: CalendarDay | None = None) -> CalendarDay:
    """Return the row of a loaded day, `row` itself if there is one."""
    row = row or CalendarDay(day=one.day)
    row.kind, row.name, row.source, row.origin = one.kind.value, one.name, one.source, CalendarDay.Origin.LOADED
    return row


def _differs(row: CalendarDay, one: SpecialDay) -> bool:
    """Tell whether a loaded row says something else; what a person said never differs."""
    return row.origin == CalendarDay.Origin.LOADED and row.as_value() != one


def _day(row: CalendarDay) -> str:
    return f"{row.day:%d/%m/%Y}"
