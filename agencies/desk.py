"""What stands on somebody's desk when they open the admin: what waits for them, what they can begin, what happened.

Each app registers its part in its `admin/desk.py`; the front page of the admin (portal/admin_site.py) shows all of it
and knows none. Every part asks a fixed number of queries, and for nothing outside what is entrusted to the person.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Count, Model, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce

from agencies.models import Agency, Role, User

ROWS = 5  # of a task that are shown; the list behind it has all
HAPPENINGS = 8
LOOKED_THROUGH = 20_000  # of the latest acts anywhere, for those that concern a person: bounds the work, not the day


class Person:
    """The person at the desk, with what every part asks about them, asked once."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def places(self) -> list[Agency]:
        """The agencies at which the person holds a role today; for an operator, the Government."""
        if self.user.is_superuser:
            return list(Agency.objects.filter(parent=None))
        held = self.user.memberships.in_force().order_by().values("agency")
        return list(Agency.objects.filter(pk__in=held).in_tree_order())


def entrusted(person: Person, roles: frozenset[Role] = frozenset(Role)) -> QuerySet[Any]:
    """Return the keys of the agencies where a person holds one of `roles`, there or above."""
    return Agency.objects.entrusted_to(person.user, roles).order_by().values("pk")


def first_of(waiting: QuerySet[Any]) -> tuple[int, list[Any]]:
    """Return how many rows wait, and the first few of them, in one query."""
    rows = list(waiting.annotate(rows_in_all=Window(Count("pk")))[:ROWS])
    return (rows[0].rows_in_all if rows else 0), rows


def latest(events: type[Model]) -> Any:
    """Return, for a query, the key after which the latest LOOKED_THROUGH rows of a log come: rows come in order."""
    newest = events._default_manager.order_by("-pk").values("pk")[:1]
    return Coalesce(Subquery(newest), 0) - LOOKED_THROUGH


@dataclass(frozen=True)
class Row:
    """One of the things that wait."""

    label: str
    address: str
    note: str = ""
    percent: int | None = None


@dataclass(frozen=True)
class Task:
    """Something that waits for the person: how many, what to do about them, the first few, and the list of all."""

    title: str
    advice: str
    address: str
    rank: int  # 1: somebody waits for it; 2: a day is near; 3: whenever there is time
    count: int = 0
    rows: tuple[Row, ...] = ()


def task_of(waiting: QuerySet[Any], row: Callable[[Any], Row], **told: Any) -> Task:
    """Return the task that rows are which wait: `row` shows one of the first few; what else a task says is `told`."""
    count, found = first_of(waiting)
    return Task(count=count, rows=tuple(map(row, found)), **told)


def tasks_of_each(
    waiting: Sequence[tuple[Task, QuerySet[Any]]], shown: QuerySet[Any], row: Callable[[Any], Row]
) -> Iterator[Task]:
    """Yield tasks with the rows of one model that each is about, in two queries, however many tasks there are.

    The first counts them all and finds the keys of the first few of each; the second reads these from `shown`.
    """
    found = _first_of_each([rows for _task, rows in waiting])
    known = shown.in_bulk([key for _count, keys in found.values() for key in keys]) if found else {}
    for number, (task, _rows) in enumerate(waiting):
        count, keys = found.get(number, (0, []))
        yield replace(task, count=count, rows=tuple(row(known[key]) for key in keys if key in known))


def _first_of_each(kinds: list[QuerySet[Any]]) -> dict[int, tuple[int, list[int]]]:
    """Return by the number of a kind how many rows it has, and the keys of the first few in their order, if any."""
    parts = [
        rows.annotate(kind=Value(number), in_all=Window(Count("pk"))).values_list("kind", "in_all", "pk")[:ROWS]
        for number, rows in enumerate(kinds)
    ]
    found: dict[int, tuple[int, list[int]]] = {}
    for number, count, key in parts[0].union(*parts[1:], all=True) if parts else ():
        found.setdefault(number, (count, []))[1].append(key)
    return found


@dataclass(frozen=True)
class Offer:
    """Something that the person often begins."""

    label: str
    address: str
    main: bool = False


@dataclass(frozen=True)
class Happening:
    """Something that was done at one of the person's places."""

    at: datetime.datetime
    who: str
    what: str
    about: str
    address: str


Tasks = Callable[[Person], Iterable[Task]]
Offers = Callable[[Person], Iterable[Offer]]
Happenings = Callable[[Person], Iterable[Happening]]

_tasks: list[Tasks] = []
_offers: list[Offers] = []
_happenings: list[Happenings] = []

Part = TypeVar("Part", bound=Callable[[Person], Iterable[object]])


def _registering(parts: list[Part]) -> Callable[[Part], Part]:
    def register(part: Part) -> Part:
        parts.append(part)
        return part

    return register


waits = _registering(_tasks)
offers = _registering(_offers)
happened = _registering(_happenings)


def tasks_of(person: Person) -> list[Task]:
    """Return what waits for a person: of each kind, if there is any; what others wait for first."""
    tasks = [task for part in _tasks for task in part(person) if task.count]
    return sorted(tasks, key=lambda task: task.rank)


def offers_to(person: Person) -> list[Offer]:
    """Return what a person can begin, what they begin most often first."""
    return sorted((offer for part in _offers for offer in part(person)), key=lambda offer: not offer.main)


def happenings_for(person: Person) -> list[Happening]:
    """Return what was done lately at a person's places, newest first."""
    told = [happening for part in _happenings for happening in part(person)]
    return sorted(told, key=lambda happening: happening.at, reverse=True)[:HAPPENINGS]
