"""Holding the tallies against the dossiers, not trusting what adds them up (results/counting.py): a second opinion."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from django.utils import timezone

from agencies.models import Agency
from deadlines.loading import current_calendar
from dossiers.models import Dossier, Level, Satisfaction, State
from results.models import COUNTS, Tally

Key = tuple[int, bool, int | None, datetime.date, str]  # agency, whole branch, procedure, month, count
Contribution = tuple[str, datetime.date, int]  # count, any day of the month, how much


def tally_faults() -> list[str]:
    """Return one sentence for each number of a tally that the dossiers do not bear out. Reads every dossier."""
    expected, found = expected_tallies(), stored_tallies()
    return [
        f"agency {key[0]}{' and below' if key[1] else ''}, procedure {key[2] or 'any'}, {key[3]:%Y-%m}: "
        f"{key[4]} is {found[key]} and should be {expected[key]}"
        for key in sorted({*expected, *found}, key=repr)
        if expected[key] != found[key]
    ]


def stored_tallies() -> Counter[Key]:
    """Return the numbers that are kept, without zeros."""
    rows = Tally.objects.values_list("agency_id", "whole_branch", "procedure_id", "month", *COUNTS)
    return Counter(
        {
            (agency, branch, procedure, month, name): count
            for agency, branch, procedure, month, *counts in rows.iterator()
            for name, count in zip(COUNTS, counts, strict=True)
            if count
        }
    )


def expected_tallies() -> Counter[Key]:
    """Count every dossier, one after the other, walking up the tree by parents."""
    tallies: Counter[Key] = Counter()
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    branches = set(parents.values())
    dossiers = Dossier.objects.select_related("version").defer("version__record")
    rated = dict(Satisfaction.objects.values_list("dossier_id", "overall"))
    said = dict(Satisfaction.objects.values_list("dossier_id", "said_on"))
    for dossier in dossiers.iterator():
        rating = [("rated", said[dossier.pk], 1)] if dossier.pk in rated else []
        if rated.get(dossier.pk, 0) >= Level.QUITE:
            rating.append(("satisfied", said[dossier.pk], 1))
        for count, day, amount in [*contributions(dossier), *rating]:
            for agency, branch in _places(dossier.decider_id, parents, branches):
                for procedure in (dossier.version.procedure_id, None):
                    tallies[agency, branch, procedure, day.replace(day=1), count] += amount
    return Counter({key: count for key, count in tallies.items() if count})


def contributions(dossier: Dossier) -> Iterator[Contribution]:
    """Yield what one dossier adds to which count in the month of which day."""
    state = State(dossier.state)
    if state not in (State.REGISTERED, State.DENIED):
        day = timezone.localdate(dossier.received_at)
        yield "received", day, 1
        if dossier.supplemented:
            yield "supplemented", day, 1
        standing = _standing(dossier, state)
        if standing:
            yield standing, day, 1
    if dossier.finished_at is not None:
        yield from _of_finished(dossier, dossier.finished_at)
    elif dossier.due_at is not None and state in (State.ACCEPTED, State.PROCESSING):
        yield "running", timezone.localdate(dossier.due_at), 1


def _standing(dossier: Dossier, state: State) -> str:
    if state in (State.ACCEPTED, State.PROCESSING):
        return "in_progress"
    if state == State.WAITING:
        return "waiting"
    stopped = state == State.STOPPED and dossier.closed_at is None
    return "paused" if stopped or state == State.PAYING else ""


def _of_finished(dossier: Dossier, finished_at: datetime.datetime) -> Iterator[Contribution]:
    day = timezone.localdate(finished_at)
    yield "done", day, 1
    yield "working_days", day, working_days(timezone.localdate(dossier.received_at), day)
    if dossier.due_at is not None and finished_at <= dossier.due_at:
        yield "on_time", day, 1
    elif dossier.due_at is not None:
        yield "late", timezone.localdate(dossier.due_at), 1


def working_days(since: datetime.date, until: datetime.date) -> int:
    """Count the working days after `since` up to `until`, one after the other."""
    calendar = current_calendar()
    days = (since + datetime.timedelta(days=number) for number in range(1, (until - since).days + 1))
    return sum(calendar.is_working(day) for day in days)


def _places(agency: int, parents: dict[int, int | None], branches: set[int | None]) -> Iterator[tuple[int, bool]]:
    """Yield the agency alone, then every branch that it stands in."""
    yield agency, False
    above: int | None = agency
    while above is not None:
        if above in branches:
            yield above, True
        above = parents[above]
