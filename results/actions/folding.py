"""Bringing the tallies up to date with the dossiers; one worker at a time, any number of times."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone

from agencies.actions import statistics_changed
from agencies.models import Agency
from deadlines.calendars import WorkCalendar
from deadlines.hooks import Correction
from deadlines.loading import current_calendar
from results.counting import COUNT_ANEW, FOLD, PASSED
from results.models import FeedbackChange, Folding, Tally, TallyChange, WorkDay

AT_A_TIME = 100_000  # changes in one transaction: a second or two
LOCK = 20180423  # of the advisory lock that whoever writes tallies holds


def tree_changed(_agency: Agency) -> None:
    """Ask for all tallies to be counted anew: branches are made of other agencies than before."""
    _count_all_anew()


def calendar_corrected(_correction: Correction) -> int:
    """Ask for all tallies to be counted anew: days are worked that were not. No deadline changes by that."""
    _count_all_anew()
    return 0


def _count_all_anew() -> None:
    TallyChange.objects.create(sign=0)
    FeedbackChange.objects.create(agency_id=None)


def fold() -> int:
    """Add to the tallies what has changed, and have the pages that show it made anew; return how many changes.

    Within a call the pages of a site are asked to be made anew once, however much happened there.
    """
    number_days()
    folded = 0
    while True:
        taken, anew = _fold_some()
        folded += taken
        if anew:
            count_anew()
        if taken < AT_A_TIME:
            return folded


@transaction.atomic
def _fold_some() -> tuple[int, bool]:
    _hold()
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(FOLD, [AT_A_TIME])
        taken, anew, agencies = cursor.fetchone()
        cursor.execute(PASSED, [_last_time() or now, now])
        passed = [pk for (pk,) in cursor.fetchall()]
    _say(Agency.objects.filter(pk__in={*agencies, *passed}), now)
    return taken, anew


@transaction.atomic
def count_anew() -> int:
    """Forget all tallies and count every dossier; return how many tallies there are.

    Pages show the old numbers until it is through; acts go on meanwhile and are folded afterwards.
    """
    _hold()
    now = timezone.now()
    WorkDay.objects.all().delete()
    number_days()
    Tally.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem TO '256MB'")
        cursor.execute(COUNT_ANEW)
        kept = int(cursor.fetchone()[0])
    _say(Agency.objects.all(), now)
    return kept


def number_days() -> None:
    """Number the days of the calendar, if it has days that have no number yet.

    Numbers once given stay until everything is counted anew, or what was added by one would be taken away by another.
    """
    calendar = current_calendar()
    last = WorkDay.objects.order_by("-day").first()
    if last is None or last.day < calendar.last:
        WorkDay.objects.bulk_create(_numbered(calendar, last), batch_size=1_000, ignore_conflicts=True)


def _numbered(calendar: WorkCalendar, last: WorkDay | None) -> list[WorkDay]:
    day = last.day + datetime.timedelta(days=1) if last else calendar.first
    number = last.number if last else 0
    days = []
    while day <= calendar.last:
        number += calendar.is_working(day)
        days.append(WorkDay(day=day, number=number))
        day += datetime.timedelta(days=1)
    return days


def _hold() -> None:
    """Let no other worker write tallies until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _last_time() -> datetime.datetime | None:
    return Folding.objects.filter(pk=Folding.DOSSIERS).values_list("folded_at", flat=True).first()


def _say(agencies: Iterable[Agency], now: datetime.datetime) -> None:
    """Write down until when the tallies are right, and have the pages of these agencies made anew."""
    Folding.objects.update_or_create(pk=Folding.DOSSIERS, defaults={"folded_at": now})
    statistics_changed(*agencies)
