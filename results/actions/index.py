"""Keeping the service index: counting it by the hour, and closing the months that are over."""

from __future__ import annotations

import datetime
from collections import Counter

from django.db import connection, transaction
from django.utils import timezone

from agencies.actions import statistics_changed
from agencies.models import Agency
from results.index.counting import COLUMNS, Counts, Key, count_all
from results.index.scoring import in_force
from results.models import COLUMN_OF, FrozenScore, IndexCounts, IndexRule
from results.periods import month_after, this_month

CLOSES_ON = 10  # day of the following month: a rule of this portal, since QĐ 766 was not at hand
LOCK = 20220623  # of the advisory lock that whoever keeps the index holds
BATCH = 5_000


@transaction.atomic
def reckon() -> int:
    """Bring the counts of the index up to date; return of how many agencies and months they have changed."""
    _hold()
    found = count_all()
    kept = {(row.agency_id, row.month): row for row in IndexCounts.objects.iterator()}
    changed = [key for key in {*found, *kept} if _differs(kept.get(key), found.get(key))]
    IndexCounts.objects.bulk_create(
        [_row(key, found.get(key, Counter())) for key in changed],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["agency", "month"],
        update_fields=COLUMNS,
    )
    statistics_changed(*Agency.objects.filter(pk__in={agency for agency, _month in changed}))
    return len(changed)


def _differs(row: IndexCounts | None, counts: Counts | None) -> bool:
    counts = counts or Counter()
    return row is None or any(getattr(row, column) != counts[column] for column in COLUMNS)


def _row(key: Key, counts: Counts) -> IndexCounts:
    agency, month = key
    return IndexCounts(agency_id=agency, month=month, **{column: counts[column] for column in COLUMNS})


def close_months() -> list[datetime.date]:
    """Close every month whose day has come and that has figures; return those that were closed now."""
    today = timezone.localdate()
    months = IndexCounts.objects.filter(month__lt=this_month()).order_by("month").values_list("month", flat=True)
    due = [one for one in months.distinct() if today >= month_after(one).replace(day=CLOSES_ON)]
    return [month for month in due if close(month)]


@transaction.atomic
def close(month: datetime.date) -> int:
    """Keep the points of a month as they stand; return how many rows were written: none if it was closed before.

    Raises ValueError for a month that is not over.
    """
    if month >= this_month():
        raise ValueError(f"Tháng {month:%m/%Y} chưa hết.")
    _hold()
    if FrozenScore.objects.filter(month=month).exists():
        return 0
    now, rules = timezone.now(), _measured_rules(month)
    counts = list(IndexCounts.objects.filter(month=month))
    rows = [_frozen(one, rule, now) for one in counts for rule in rules]
    FrozenScore.objects.bulk_create(rows, batch_size=BATCH)
    statistics_changed(*Agency.objects.filter(pk__in=[one.agency_id for one in counts]))
    return len(rows)


def _measured_rules(month: datetime.date) -> list[IndexRule]:
    last_day = month_after(month) - datetime.timedelta(days=1)
    return [rule for rule in in_force(IndexRule.objects.all(), last_day) if rule.is_measured]


def _frozen(counts: IndexCounts, rule: IndexRule, now: datetime.datetime) -> FrozenScore:
    numerator, denominator = (getattr(counts, COLUMN_OF[code]) for code in (rule.numerator, rule.denominator))
    return FrozenScore(
        agency_id=counts.agency_id,
        month=counts.month,
        criterion=rule.criterion,
        numerator=numerator,
        denominator=denominator,
        points=rule.points_for(numerator, denominator),
        most=rule.most,
        closed_at=now,
    )


def _hold() -> None:
    """Let no other worker keep the index until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
