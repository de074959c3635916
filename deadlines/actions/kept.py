"""What every act upon the calendar begins and ends with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction

from deadlines.calendars import WorkCalendar
from deadlines.errors import DeadlineError
from deadlines.hooks import Correction, Person, calendar_changed, may_keep
from deadlines.loading import read_calendar
from deadlines.models import CalendarEvent
from deadlines.models.hours import GENERAL

RAISE = """
    INSERT INTO deadlines_calendarversion AS known (id, number)
    VALUES (1, floor(extract(epoch FROM clock_timestamp()) * 1000000))
    ON CONFLICT (id) DO UPDATE SET number = greatest(known.number + 1, excluded.number)
"""


@dataclass
class Act:
    """What is being done; `changed` are the deadlines that apps above said to have changed with it."""

    verb: CalendarEvent.Verb
    about: str
    by: Person | None
    reason: str
    changed: int = 0


def require_keeper(by: Person) -> None:
    """Raise PermissionDenied unless `by` may correct the calendar."""
    if not may_keep(by):
        raise PermissionDenied("Chỉ người vận hành cổng và quản trị trang của Chính phủ được sửa lịch làm việc.")


@contextmanager
def changing(act: Act, details: dict[str, str], schedule: str = GENERAL) -> Iterator[Act]:
    """Change the calendar inside, in one transaction: one at a time, with an event, a version, and the apps told.

    Raises ValidationError for an act without a reason.
    """
    if not act.reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do: người khác sẽ cần biết vì sao."})
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(RAISE)  # first: it keeps others out until the end, so that "before" is what they left
        before = _calendar(schedule)
        yield act
        CalendarEvent.objects.create(
            verb=act.verb, about=act.about, by_id=act.by.pk if act.by else None, reason=act.reason, details=details
        )
        after = _calendar(schedule)
        if before and after:
            act.changed = calendar_changed(Correction(before, after, act.reason))


def _calendar(schedule: str) -> WorkCalendar | None:
    """Return the calendar, None where none can be made yet."""
    try:
        return read_calendar(schedule)
    except DeadlineError:
        return None
