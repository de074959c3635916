"""The dossiers behind a number, without anything that leads to a person: not even the running number of the code."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, F, Q, QuerySet, When
from django.http import Http404
from django.utils import timezone

from dossiers.models import Dossier, State
from results.definitions import Measure
from results.models import WorkDay
from results.reading import Scope

ON_PAGE = 50
MOST_PAGES = 40  # 2,000 dossiers of one office: what is more is told by a narrower period


@dataclass(frozen=True, slots=True)
class Shown:
    """One dossier as anyone may see it."""

    code: str
    procedure: str
    received: datetime.datetime
    due: datetime.datetime | None
    finished: datetime.datetime | None
    days: int | None  # working days from receipt to result
    state: Any
    is_late: bool


def dossiers_of(scope: Scope, measure: Measure, number: int) -> tuple[Any, list[Shown]]:
    """Return a page of the dossiers behind a number, those of the agency alone. Raises Http404 for no such page."""
    rows = _found(scope, measure).order_by("-received_at", "-pk").select_related("version")[: ON_PAGE * MOST_PAGES]
    pages = Paginator(rows.only(*_READ), ON_PAGE)
    if number > pages.num_pages:
        raise Http404("Danh sách không có trang đó.")
    page = pages.page(number)
    return page, _shown(list(page.object_list), scope.now)


_READ = ("code", "state", "received_at", "due_at", "finished_at", "version__name")


def _found(scope: Scope, measure: Measure) -> QuerySet[Dossier]:
    rows = Dossier.objects.filter(measure.behind, decider=scope.agency)
    if scope.version:
        rows = rows.filter(version__procedure=scope.version.procedure_id)
    elif scope.field:
        rows = rows.filter(version__procedure__versions__field=scope.field, version__procedure__versions__valid_to=None)
    if measure.code == "qua-han-chua-xong":
        return rows.filter(due_at__lt=scope.now)
    if measure.now:
        return rows
    return _in_period(rows, scope, measure.moment)


def _in_period(rows: QuerySet[Dossier], scope: Scope, moment: str) -> QuerySet[Dossier]:
    if moment == "satisfaction__said_on":
        return rows.filter(satisfaction__said_on__gte=scope.period.first, satisfaction__said_on__lt=scope.period.end)
    if moment == "judged_at":
        on_time = When(finished_at__lte=F("due_at"), then=F("finished_at"))
        rows = rows.annotate(judged_at=Case(on_time, default=F("due_at")))
    rows = rows.filter(**{f"{moment}__gte": scope.period.begins_at, f"{moment}__lt": scope.period.ends_at})
    still_in_time = Q(finished_at=None, due_at__gte=scope.now)
    return rows.exclude(still_in_time) if moment in ("due_at", "judged_at") else rows


def masked(code: str) -> str:
    """Return a code without its running number: "000.03.12.H26-261102-••••"."""
    begin, _dash, _number = code.rpartition("-")
    return f"{begin}-••••"


def _shown(dossiers: list[Dossier], now: datetime.datetime) -> list[Shown]:
    days = {timezone.localdate(at) for one in dossiers for at in (one.received_at, one.finished_at) if at}
    numbers = dict(WorkDay.objects.filter(day__in=days).values_list("day", "number"))
    return [
        Shown(
            masked(one.code),
            one.version.name,
            one.received_at,
            one.due_at,
            one.finished_at,
            _between(numbers, one),
            State(one.state).label,
            one.is_overdue,
        )
        for one in dossiers
    ]


def _between(numbers: dict[datetime.date, int], one: Dossier) -> int | None:
    if one.finished_at is None:
        return None
    begun, reached = (numbers.get(timezone.localdate(at)) for at in (one.received_at, one.finished_at))
    return reached - begun if begun is not None and reached is not None else None
