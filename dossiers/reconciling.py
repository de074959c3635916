"""Holding what a feed has sent against what stands here: so many a day, and what does not agree."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from dossiers.models import Dossier, Feed, FeedEvent, FeedEventQuerySet, State

MOST_DAYS = 92
MOST_LISTED = 1_000


def within(feed: Feed, first: datetime.date, last: datetime.date) -> FeedEventQuerySet:
    """Return the events of a feed that happened from one day to another, both included."""
    zone = timezone.get_current_timezone()
    since = datetime.datetime.combine(first, datetime.time.min, zone)
    until = datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time.min, zone)
    return FeedEvent.objects.filter(feed=feed, happened_at__gte=since, happened_at__lt=until)


def reconciled(feed: Feed, first: datetime.date, last: datetime.date) -> dict[str, Any]:
    """Return the report on those days. Four queries, however many events; no word on who applied."""
    events = within(feed, first, last)
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "days": _days(events),
        "states": _states(events),
        "mismatches": _left(events),
        "changed_since": _changed(feed, events),
    }


def _days(events: FeedEventQuerySet) -> list[dict[str, Any]]:
    counts = {name: Count("pk", filter=Q(state=name)) for name in ("done", "waiting", "refused")}
    days = events.order_by().annotate(day=TruncDate("happened_at")).values("day").annotate(**counts).order_by("day")
    return [{**row, "day": row["day"].isoformat()} for row in days]


def _dossiers(events: FeedEventQuerySet) -> QuerySet[Dossier]:
    return Dossier.objects.filter(pk__in=events.done().order_by().values("written__dossier"))


def _states(events: FeedEventQuerySet) -> list[dict[str, Any]]:
    counts = _dossiers(events).order_by().values("state").annotate(dossiers=Count("pk")).order_by("state")
    return [
        {"state": State(row["state"]).national_word, "label": State(row["state"]).label, "dossiers": row["dossiers"]}
        for row in counts
    ]


def _left(events: FeedEventQuerySet) -> list[dict[str, Any]]:
    left = events.exclude(state=FeedEvent.State.DONE).order_by("happened_at", "pk")[:MOST_LISTED]
    return [
        {
            "external_id": one.external_id,
            "code": one.code_key,
            "sequence": one.sequence,
            "kind": one.kind,
            "happened_at": timezone.localtime(one.happened_at).isoformat(),
            "state": one.state,
            "fault": one.fault,
            "reason": one.reason,
        }
        for one in left
    ]


def _changed(feed: Feed, events: FeedEventQuerySet) -> list[dict[str, Any]]:
    """Return the dossiers that others, a desk or the clock, have since brought into another state."""
    last = FeedEvent.objects.done().filter(feed=feed, code_key=OuterRef("code_key")).order_by("-sequence")
    told = _dossiers(events).annotate(last_sent=Subquery(last.values("written__state")[:1]))
    rows = told.exclude(state=F("last_sent")).order_by("code_key").values_list("code", "last_sent", "state")
    return [
        {"code": code, "last_sent": State(sent).national_word, "now": State(now).national_word}
        for code, sent, now in rows[:MOST_LISTED]
    ]
