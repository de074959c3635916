"""A closed month of the demo that was corrected since: the answers of some applicants were entered late."""

from __future__ import annotations

import datetime

from dossiers.models import Dossier, Level, Satisfaction, State
from results.actions import fold, reckon
from results.models import FrozenScore
from results.periods import begin_of, month_after

OFFICE = "ha-noi/phuong-ba-dinh"
ANSWERS = 5


def enter_answers_late() -> None:
    """Enter what some applicants of Ba Đình said on paper in the month that was closed last, and count once more.

    The points of the month stay as they were closed; what they would be now stands beside them.
    """
    month = FrozenScore.objects.order_by("-month").values_list("month", flat=True).first()
    if month is None:
        return
    silent = _returned_in(month)[:ANSWERS]
    Satisfaction.objects.bulk_create(
        Satisfaction(dossier=one, **dict.fromkeys(("overall", "convenience", "timeliness", "attitude"), Level.NOT))
        for one in silent
    )
    last_day = month_after(month) - datetime.timedelta(days=1)
    Satisfaction.objects.filter(pk__in=[one.pk for one in silent]).update(said_on=last_day)
    fold()
    reckon()


def _returned_in(month: datetime.date) -> list[Dossier]:
    since, until = begin_of(month), begin_of(month_after(month))
    done = Dossier.objects.filter(decider__path=OFFICE, state=State.RETURNED, satisfaction=None)
    return list(done.filter(returned_at__gte=since, returned_at__lt=until).order_by("pk"))
