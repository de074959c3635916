"""What the clock does by itself: closing dossiers whose applicants have said nothing for too long."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from deadlines.calendars import WorkCalendar
from deadlines.loading import current_calendar
from deadlines.reckoning import due
from deadlines.rules import RuleCode
from dossiers.actions.stepping import Verb, keep_time, write
from dossiers.models import Dossier, State

AT_A_TIME = 500


def close_the_silent() -> int:
    """Close the dossiers whose applicants have not answered in time; return how many. May run twice, and at once."""
    calendar, now, closed = current_calendar(), timezone.now(), 0
    waiting = Dossier.objects.filter(state=State.WAITING, waiting_since__lt=now).order_by("waiting_since")
    for dossier in waiting.only("pk", "waiting_since")[:AT_A_TIME]:
        if dossier.waiting_since and silent_until(dossier.waiting_since, calendar) < now:
            closed += _close(dossier.pk)
    return closed


def silent_until(since: datetime.datetime, calendar: WorkCalendar) -> datetime.datetime:
    """Return until when the citizen may bring what was asked for, as the rule of that day says."""
    rule = calendar.rule(RuleCode.SILENCE_CLOSES, timezone.localdate(since))
    return due(since, rule.limit, calendar).at


@transaction.atomic
def _close(pk: int) -> int:
    """Close one dossier, unless it was answered, or closed by another worker, meanwhile."""
    dossier = Dossier.objects.locked().filter(pk=pk, state=State.WAITING).first()
    if dossier is None:
        return 0
    now = timezone.now()
    dossier.move_to(State.STOPPED, waiting_since=None, closed_at=now)
    reason = "Không nhận được giấy tờ bổ sung trong thời hạn."
    write(dossier, Verb.CLOSED, by=None, agency=dossier.receiver, at=now, reason=reason)
    keep_time(dossier)
    return 1
