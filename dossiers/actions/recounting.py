"""Reckoning open dossiers anew when the working calendar is corrected, in sets: few at once, many by a worker."""

from __future__ import annotations

import datetime
import logging
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from deadlines.calendars import ZONE, WorkCalendar
from deadlines.errors import DeadlineError
from deadlines.hooks import Correction
from deadlines.loading import current_calendar
from dossiers.actions.stepping import Verb
from dossiers.clock import reckoned
from dossiers.models import OPEN, Dossier, DossierEvent, Recount, State
from dossiers.notices import tell_many

AT_ONCE = 500  # dossiers: so many wait while somebody saves a holiday, more are left to a worker
AT_A_TIME = 500
RECKON = "dossiers.reckon_anew"

logger = logging.getLogger(__name__)


def calendar_corrected(correction: Correction) -> int:
    """Reckon what a correction of the calendar concerns; return how many dates change, or may, if they are many."""
    days = correction.before.differences(correction.after)
    if not days and correction.before.rules == correction.after.rules:
        return 0
    since = days[0] if correction.before.rules == correction.after.rules else None
    concerned = _concerned(since).count()
    if not concerned:
        return 0
    recount = Recount.objects.create(note=correction.note[:500], since=since, concerned=concerned)
    if concerned > AT_ONCE:
        transaction.on_commit(lambda: _ring(recount.pk), robust=True)
        return concerned
    _piece(recount, correction.after)
    return recount.changed


def reckon_anew(pk: int) -> None:
    """Go through what one correction concerns, piece by piece. May be called any number of times, at once."""
    while _next_piece(pk):
        pass


@transaction.atomic
def _next_piece(pk: int) -> bool:
    """Reckon the next dossiers of a recount; tell whether there may be more. One worker at a time."""
    recount = Recount.objects.under_way().select_for_update(skip_locked=True).filter(pk=pk).first()
    return recount is not None and _piece(recount, current_calendar())


def _piece(recount: Recount, calendar: WorkCalendar) -> bool:
    left = _concerned(recount.since).filter(pk__gt=recount.reached).order_by("pk").select_for_update()
    dossiers = list(left.prefetch_related("decider", "events")[:AT_A_TIME])
    recount.changed += _reckoned(dossiers, recount, calendar)
    recount.reached = dossiers[-1].pk if dossiers else recount.reached
    more = len(dossiers) == AT_A_TIME
    recount.done_at = None if more else timezone.now()
    recount.save()
    return more


def _reckoned(dossiers: list[Dossier], recount: Recount, calendar: WorkCalendar) -> int:
    """Give dossiers the dates that they have by `calendar`, an event for each that changes; return how many do."""
    changed, events = [], []
    for dossier in dossiers:
        before, dossier.due_at = dossier.due_at, _due(dossier, calendar)
        if dossier.due_at == before:
            continue
        changed.append(dossier)
        details: dict[str, Any] = {"before": before, "after": dossier.due_at, "recount": recount.pk}
        events.append(
            DossierEvent(
                dossier=dossier,
                verb=Verb.RECKONED,
                state=dossier.state,
                agency=dossier.decider,
                reason=f"Lịch làm việc thay đổi: {recount.note}",
                details=details,
            )
        )
    Dossier.objects.bulk_update(changed, ["due_at"])
    tell_many(DossierEvent.objects.bulk_create(events))
    return len(changed)


def _due(dossier: Dossier, calendar: WorkCalendar) -> datetime.datetime | None:
    """Return when the limit of a dossier ends by `calendar`; as it was, where that can no longer be said."""
    try:
        return reckoned(dossier, calendar=calendar)
    except DeadlineError:
        return dossier.due_at


def _concerned(since: datetime.date | None) -> QuerySet[Dossier]:
    """Return the dossiers whose clocks have not stopped, and end no earlier than on the first day that changed."""
    going_on = Dossier.objects.filter(state__in=(*OPEN, State.STOPPED), closed_at=None, due_at__isnull=False)
    if since is None:
        return going_on
    return going_on.filter(due_at__gte=datetime.datetime.combine(since, datetime.time.min, tzinfo=ZONE))


def _ring(pk: int) -> None:
    try:
        current_app.send_task(RECKON, args=[pk])
    except OperationalError as error:
        logger.warning("No worker was told of recount %s, the sweeper will find it: %s", pk, error)
