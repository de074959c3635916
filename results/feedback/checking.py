"""Holding the tallies of reports and proposals against the cases, not trusting what counts them: a second opinion."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from django.utils import timezone

from agencies.models import Agency
from feedback.models import Feedback, Holding, Level, State, Verdict
from results.checking import working_days
from results.models import FEEDBACK_COUNTS, FeedbackTally

Key = tuple[int, bool, datetime.date, str]  # agency, whole branch, month, count
Fact = tuple[int, datetime.datetime, str, int]  # agency, any moment of the month, count, how much


def feedback_faults() -> list[str]:
    """Return one sentence for each number of a tally that the cases do not bear out. Reads every case."""
    expected, found = _expected(), _stored()
    return [
        f"reports, agency {key[0]}{' and below' if key[1] else ''}, {key[2]:%Y-%m}: "
        f"{key[3]} is {found[key]} and should be {expected[key]}"
        for key in sorted({*expected, *found}, key=repr)
        if expected[key] != found[key]
    ]


def _stored() -> Counter[Key]:
    rows = FeedbackTally.objects.values_list("agency_id", "whole_branch", "month", *FEEDBACK_COUNTS)
    return Counter(
        {
            (agency, branch, month, name): count
            for agency, branch, month, *counts in rows.iterator()
            for name, count in zip(FEEDBACK_COUNTS, counts, strict=True)
            if count
        }
    )


def _expected() -> Counter[Key]:
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    branches = set(parents.values())
    tallies: Counter[Key] = Counter()
    for agency, moment, count, amount in _facts():
        month = timezone.localdate(moment).replace(day=1)
        tallies[agency, False, month, count] += amount
        above: int | None = agency
        while above is not None:
            if above in branches:
                tallies[above, True, month, count] += amount
            above = parents[above]
    return Counter({key: count for key, count in tallies.items() if count})


def _facts() -> Iterator[Fact]:
    for case in Feedback.objects.defer("text", "public_text").iterator():
        yield from _of_case(case)
    for held in Holding.objects.select_related("feedback").iterator():
        end = held.until or held.feedback.answered_at
        if held.missed_at is not None:
            yield held.agency_id, held.missed_at, "lost", 1
        if end is not None:
            yield held.agency_id, end, "held", 1
            yield held.agency_id, end, "held_days", _days(held.since, end)
    for verdict in Verdict.objects.select_related("answer").iterator():
        place = verdict.answer.agency_id, verdict.at
        yield *place, "rated", 1
        yield *place, "satisfied", int(verdict.level != Level.NOT)
        yield *place, "very", int(verdict.level == Level.VERY)


def _of_case(case: Feedback) -> Iterator[Fact]:
    yield case.holder_id, case.received_at, "received", 1
    if case.answered_at is None:
        if case.due_at is not None:
            yield case.holder_id, case.due_at, "running", 1
        return
    if case.state == State.REFUSED:
        yield case.holder_id, case.answered_at, "refused", 1
    else:
        yield case.holder_id, case.answered_at, "answered", 1
        yield case.holder_id, case.answered_at, "days", _days(case.received_at, case.answered_at)
    if case.on_time:
        yield case.holder_id, case.answered_at, "on_time", 1
    else:
        yield case.holder_id, case.was_due_at or case.answered_at, "late", 1


def _days(since: datetime.datetime, until: datetime.datetime) -> int:
    return working_days(timezone.localdate(since), timezone.localdate(until))
