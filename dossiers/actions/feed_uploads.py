"""Bringing in events by a table: tried first, row by row; then all, or none, or those that can be."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from agencies.actions import require
from agencies.imports import Fault, Outcome, RowOutcome, Table
from agencies.models import User
from dossiers.actions.feeding import Answer, take_in
from dossiers.actions.feeds import locked_feed
from dossiers.feed_tables import events_in, unknown_columns
from dossiers.models import Feed, FeedAct, FeedEvent
from dossiers.rights import DESK

REFUSED = FeedEvent.State.REFUSED


def upload(feed: Feed, table: Table, *, by: User, write: bool = False, skip_bad: bool = False) -> Outcome:
    """Do with each row what the same event does that a system sends; without `write` it is only tried, and taken back.

    What waits for others is no fault. Raises PermissionDenied unless `by` administers the agency or sits at its desk;
    ValidationError for a feed that is closed, or a table that cannot be understood.
    """
    require(by, DESK, feed.agency)
    events = events_in(table, feed)
    known = set(feed.events.values_list("external_id", flat=True).filter(external_id__in=_names(events)))
    answers, written = _tried(feed, events, by=by, write=write)
    if write and not written and skip_bad:
        good = [event for event, answer in zip(events, answers, strict=True) if answer.state != REFUSED]
        written = bool(good) and _tried(feed, good, by=by, write=True)[1]
    rows = [
        RowOutcome(row.number, row.cells, event["external_id"] not in known, faults=_faults(answer))
        for row, event, answer in zip(table.rows, events, answers, strict=True)
    ]
    return Outcome(rows, unknown_columns(table), written)


@transaction.atomic
def _tried(feed: Feed, events: list[dict[str, Any]], *, by: User, write: bool) -> tuple[list[Answer], bool]:
    """Do all of them, and take it back if one is refused, or if it was only to be tried."""
    feed = locked_feed(feed, by, DESK)
    answers = take_in(feed, events)
    written = write and all(answer.state != REFUSED for answer in answers)
    if written:
        FeedAct.objects.create(feed=feed, verb=FeedAct.Verb.UPLOADED, by=by, details={"events": len(events)})
    else:
        transaction.set_rollback(True)
    return answers, written


def _names(events: list[dict[str, Any]]) -> list[str]:
    return [str(one["external_id"]) for one in events]


def _faults(answer: Answer) -> tuple[Fault, ...]:
    return (Fault("", answer.reason),) if answer.state == REFUSED else ()
