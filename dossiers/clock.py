"""The clock of a dossier: its events as the deadline engine understands them, and what that says of its end."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from deadlines.calendars import WorkCalendar
from deadlines.clock import Clock, ClockEvent, What
from deadlines.loading import current_calendar
from deadlines.reading import Reading, due_of, read
from dossiers.models import Dossier, DossierEvent

Verb = DossierEvent.Verb

# What each act does to the clock. An apology gives the citizen a new date; it does not make a late dossier punctual, so
# the end by law is reckoned without it (`Dossier.due_at`), and the new date stands beside (`promised_at`).
EFFECTS = {
    Verb.ACCEPTED: What.STARTED,
    Verb.SUPPLEMENT_ASKED: What.PAUSED,
    Verb.SUPPLEMENTED: What.RESTARTED,
    Verb.PAYMENT_ASKED: What.PAUSED,
    Verb.PAID: What.RESUMED,
    Verb.STOPPED: What.PAUSED,
    Verb.RESUMED: What.RESUMED,
    Verb.FINISHED: What.STOPPED,
    Verb.WITHDRAWN: What.STOPPED,
    Verb.CLOSED: What.STOPPED,
}


def clock_of(dossier: Dossier, events: Iterable[DossierEvent] | None = None) -> Clock | None:
    """Return the clock of a dossier; None before it is accepted, or if its procedure states no limit in figures.

    One query unless `events` are given, in order.
    """
    if dossier.limit is None:
        return None
    told = [event for event in (dossier.events.all() if events is None else events) if event.verb in EFFECTS]
    begun = list(_from_acceptance(told))
    return Clock(dossier.limit, tuple(begun)) if begun else None


def _from_acceptance(events: list[DossierEvent]) -> Iterable[ClockEvent]:
    """Leave out what came before the dossier was taken in: online, papers may be asked for before that."""
    began = False
    paused = False
    for event in events:
        what = EFFECTS[Verb(event.verb)]
        if not began:
            if what not in (What.STARTED, What.RESTARTED):
                continue
            what, began = What.STARTED, True
        elif what is What.STARTED:
            continue
        if what is What.PAUSED and paused:  # asked for papers after it was stopped: it stands still already
            continue
        paused = what is What.PAUSED or (paused and what not in (What.RESUMED, What.RESTARTED))
        yield ClockEvent(event.happened_at, what)


def reckoned(
    dossier: Dossier, *, events: Iterable[DossierEvent] | None = None, calendar: WorkCalendar | None = None
) -> datetime.datetime | None:
    """Return when the limit of a dossier ends by law, as its events and the calendar are now. Raises DeadlineError.

    `events` in order, for a dossier that has none yet in the database.
    """
    clock = clock_of(dossier, events)
    return due_of(clock, calendar or current_calendar()) if clock else None


def reading_of(dossier: Dossier, at: datetime.datetime) -> Reading | None:
    """Return what the clock of a dossier shows at a moment, with the derivation in words. None if it has no clock."""
    clock = clock_of(dossier)
    if clock is None or at < clock.events[0].at:
        return None
    return read(clock, at, current_calendar())
