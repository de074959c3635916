"""Counting what the formulas of the index are applied to, for every agency and month at once."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from typing import Any

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from agencies.models import Agency
from dossiers.models import Dossier
from feedback.models import Feedback
from results.index.measures import complete_versions, filed_online, online_versions
from results.models import COLUMN_OF, FeedbackTally, Tally
from results.periods import begin_of, this_month

COLUMNS = tuple(COLUMN_OF.values())
Key = tuple[int, datetime.date]  # agency, month
Counts = Counter[str]  # column → how many


def count_all() -> dict[Key, Counts]:
    """Return the counts of every agency with all that stands below it, and of every month in which there are any."""
    return rolled_up(_own_counts(), dict(Agency.objects.values_list("pk", "parent_id")))


def rolled_up(own: dict[Key, Counts], parents: dict[int, int | None]) -> dict[Key, Counts]:
    """Add what agencies decided themselves to all that stand above them: shares of a branch are ratios of sums."""
    found: dict[Key, Counts] = defaultdict(Counter)
    for (agency, month), counts in own.items():
        above: int | None = agency
        while above is not None:
            found[above, month].update(counts)
            above = parents[above]
    return {key: counts for key, counts in found.items() if any(counts.values())}


def _own_counts() -> dict[Key, Counts]:
    found: dict[Key, Counts] = defaultdict(Counter)
    tallies = Tally.objects.filter(whole_branch=False)
    _add(found, _from_tallies(tallies.all_procedures()))
    for column, versions in (("complete", complete_versions()), ("offered", online_versions())):
        of_these = tallies.by_procedure().filter(procedure__in=versions.values("procedure")).order_by()
        _add(found, of_these.values("agency_id", "month").annotate(**{column: Sum("received")}))
    _add(found, _filed())
    _add(found, _passed_this_month())
    _add(found, _owed())
    _add(found, _owed_this_month())
    return found


def _add(found: dict[Key, Counts], rows: Any) -> None:
    for row in rows:
        key = row.pop("agency_id"), row.pop("month")
        found[key].update(row)


def _from_tallies(tallies: QuerySet[Tally]) -> Any:
    """Yield rows; of the months that are over every dossier that still runs has missed its limit."""
    over = tallies.filter(month__lt=this_month()).annotate(judged=F("on_time") + F("late") + F("running"))
    current = tallies.filter(month__gte=this_month()).annotate(judged=F("on_time") + F("late"))
    names = ("agency_id", "month", "received", "on_time", "judged", "satisfied", "rated")
    return [*over.values(*names), *current.values(*names)]


def _filed() -> list[dict[str, Any]]:
    months = filed_online().order_by().annotate(agency_id=F("decider_id"), begun=TruncMonth("received_at"))
    rows = months.values("agency_id", "begun").annotate(filed=Count("pk"))
    return [{"agency_id": row["agency_id"], "month": row["begun"].date(), "filed": row["filed"]} for row in rows]


def _passed_this_month() -> list[dict[str, Any]]:
    """Return how many open dossiers have passed their limit since the month began."""
    now = timezone.now()
    passed = Dossier.objects.running().filter(due_at__gte=begin_of(this_month()), due_at__lt=now).order_by()
    rows = passed.values("decider_id").annotate(judged=Count("pk"))
    return [{"agency_id": row["decider_id"], "month": this_month(), "judged": row["judged"]} for row in rows]


def _owed() -> list[dict[str, Any]]:
    """Return how many answers were given in time, and how many limits ended: kept, missed, or let pass till now."""
    tallies = FeedbackTally.objects.filter(whole_branch=False)
    missed = F("on_time") + F("late") + F("lost")
    over = tallies.filter(month__lt=this_month()).annotate(answered_=F("on_time"), owed_=missed + F("running"))
    current = tallies.filter(month__gte=this_month()).annotate(answered_=F("on_time"), owed_=missed)
    rows = [*over.values("agency_id", "month", "answered_", "owed_")]
    rows += current.values("agency_id", "month", "answered_", "owed_")
    return [{name.removesuffix("_"): value for name, value in row.items()} for row in rows]


def _owed_this_month() -> list[dict[str, Any]]:
    """Return how many open reports and proposals have passed their limit since the month began."""
    passed = Feedback.objects.overdue().filter(due_at__gte=begin_of(this_month())).order_by()
    rows = passed.values("holder_id").annotate(owed=Count("pk"))
    return [{"agency_id": row["holder_id"], "month": this_month(), "owed": row["owed"]} for row in rows]
