"""Bringing the tallies of reports and proposals up to date; one worker at a time, any number of times."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import accumulate

from django.db import connection, transaction
from django.utils import timezone

from agencies.actions import changed_together, section_changed
from agencies.models import Agency
from agencies.publication import FEEDBACK, STATISTICS
from feedback.models import Feedback
from results.actions.folding import number_days
from results.feedback.counting import ADD_UP, counted
from results.models import FeedbackTally, Folding

LOCK = 20080214  # of the advisory lock that whoever writes these tallies holds
TAKE = "WITH taken AS (DELETE FROM results_feedbackchange RETURNING agency_id) SELECT DISTINCT agency_id FROM taken"


@transaction.atomic
def fold_feedback() -> int:
    """Count the agencies anew in which something has changed, and have pages made anew; return how many they were."""
    number_days()
    _hold()
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(TAKE)
        taken = {key for (key,) in cursor.fetchall()}
    agencies = Agency.objects.all() if None in taken else Agency.objects.filter(pk__in=taken)
    changed = list(agencies.only("pk", "path"))
    if None in taken:
        _count_all()
    elif changed:
        _count(changed)
    passed = Feedback.objects.open().filter(due_at__gte=_last_time() or now, due_at__lt=now).values("holder")
    _say({*changed, *Agency.objects.filter(pk__in=passed).only("pk", "path")}, now)
    return len(changed)


def _count(changed: list[Agency]) -> None:
    keys = [agency.pk for agency in changed]
    branches = _branches_of(changed)
    FeedbackTally.objects.filter(agency__in=keys, whole_branch=False).delete()
    FeedbackTally.objects.filter(agency__in=branches, whole_branch=True).delete()
    with connection.cursor() as cursor:
        cursor.execute(counted(some=True), {"some": keys})
        cursor.execute(ADD_UP, {"branches": branches})


def _count_all() -> None:
    FeedbackTally.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem TO '256MB'")
        cursor.execute(counted(some=False))
        cursor.execute(ADD_UP, {"branches": list(Agency.objects.values_list("pk", flat=True))})


def _branches_of(agencies: Iterable[Agency]) -> list[int]:
    """Return the keys of agencies and of all above them, whose paths are how their own begin."""
    paths = {""}
    for agency in agencies:
        paths.update(accumulate(agency.path.split("/"), "{}/{}".format))
    return list(Agency.objects.filter(path__in=paths).values_list("pk", flat=True))


def _hold() -> None:
    """Let no other worker write these tallies until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _last_time() -> datetime.datetime | None:
    return Folding.objects.filter(pk=Folding.FEEDBACK).values_list("folded_at", flat=True).first()


def _say(agencies: Iterable[Agency], now: datetime.datetime) -> None:
    """Write down until when the tallies are right, and have the pages of these agencies' statistics made anew."""
    Folding.objects.update_or_create(pk=Folding.FEEDBACK, defaults={"folded_at": now})
    with changed_together():
        for agency in agencies:
            section_changed(agency, FEEDBACK, STATISTICS)
