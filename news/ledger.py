"""The ledger of a push (sổ theo dõi): who shows the article, since when, and who does not, by branch.

It is read from the tree as it is now: a row for each agency that the push means, with its placement if it has come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, F, FilteredRelation, Func, IntegerField, Q, QuerySet, Value

from agencies.models import Agency, AgencyKind
from agencies.models.agency import AgencyQuerySet
from news.models import Placement, Push, Target

MISSING = "missing"  # the state, in a ledger, of an agency that the push has not reached
STATES = {**dict(Placement.State.choices), MISSING: "Chưa đến"}


@dataclass(frozen=True)
class Branch:
    """One agency directly below the origin, with how many within it are meant by a push, and how many in each state."""

    agency: Agency
    targets: int
    states: dict[str, int]

    def told(self) -> list[tuple[str, str, int]]:
        """Return each state with its words and number, for the columns of a table."""
        return [(state, label, self.states.get(state, 0)) for state, label in STATES.items()]


def rows_of(push: Push, *, branch: Agency | None = None, state: str = "") -> AgencyQuerySet:
    """Return the agencies of the ledger in the order of the tree, within `branch`, in `state` ("" for all).

    Each with `placed_state` (None where the push has not come), `placed_at`, `answered_at`, `answered_by`, `reason`,
    and the key of its `placement`.
    """
    named = {
        "placement": F("placed__pk"),
        "placed_at": F("placed__placed_at"),
        "answered_at": F("placed__answered_at"),
        "answered_by": F("placed__answered_by__username"),
        "reason": F("placed__reason"),
    }
    rows: AgencyQuerySet = _narrowed(_with_placements(push), branch, state).annotate(**named).in_tree_order()
    return rows


def keys_of(push: Push, *, branch: Agency | None = None, state: str = "") -> AgencyQuerySet:
    """Return the keys of the same agencies in the same order: to be counted and cut into pages without their rows."""
    meant = _with_placements(push) if state else push.targets()
    keys: AgencyQuerySet = _narrowed(meant, branch, state).in_tree_order().values_list("pk", flat=True)
    return keys


def _narrowed(rows: Any, branch: Agency | None, state: str) -> Any:
    if branch is not None:
        rows = rows.within(branch)
    if state:
        rows = rows.filter(placed_state=None if state == MISSING else state)
    return rows


def branches_of(push: Push) -> list[Branch]:
    """Return the branches that a push concerns, in the order of the tree. Two queries, and two for the target rule.

    Paths tell the branch: to compare the ranges of all with those of all would cost twenty times as much.
    """
    counted = (
        _with_placements(push)
        .annotate(below=_slug_below(push.article.origin))
        .order_by()
        .values_list("below", "placed_state")
        .annotate(Count("pk"))
    )
    by_slug: dict[str, dict[str, int]] = {}
    for slug, state, count in counted:
        by_slug.setdefault(slug, {})[state or MISSING] = count
    children = Agency.objects.live().directly_below(push.article.origin).filter(slug__in=by_slug)
    return [Branch(child, sum(by_slug[child.slug].values()), by_slug[child.slug]) for child in children]


@dataclass(frozen=True)
class Reach:
    """Whom a target rule means: how many in all, of each kind, and which in each branch."""

    total: int
    kinds: list[tuple[str, int]]
    branches: list[tuple[Agency, list[str]]]


def reach_of(target: Target, origin: Agency) -> Reach:
    """Return whom a push with this target would reach, by the tree as it is now. Two queries."""
    meant = target.agencies_below(origin).in_tree_order().annotate(below=_slug_below(origin))
    counts: dict[str, int] = {}
    names: dict[str, list[str]] = {}
    total = 0
    for kind, name, slug in meant.values_list("kind", "short_name", "below").iterator():
        counts[kind] = counts.get(kind, 0) + 1
        names.setdefault(slug, []).append(name)
        total += 1
    children = Agency.objects.live().directly_below(origin).filter(slug__in=names)
    kinds = [(str(kind.label), counts[kind.value]) for kind in AgencyKind if kind.value in counts]
    return Reach(total, kinds, [(child, names[child.slug]) for child in children])


def in_words(row: Any) -> str:
    """Return what became of the push at the agency of a row of `rows_of`."""
    return STATES[row.placed_state or MISSING]


TOLD = ("name", "path", "placed_state", "placed_at", "answered_at", "answered_by", "reason")


def told(rows: AgencyQuerySet) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a ledger as they are exported, each cell a word or a moment; some of them at a time."""
    for name, path, state, *rest in rows.values_list(*TOLD).iterator():
        yield name, path, STATES[state or MISSING], *rest


def _with_placements(push: Push) -> QuerySet[Any]:
    ours = Q(placements__article=push.article_id, placements__push=push.pk)
    placed = FilteredRelation("placements", condition=ours)
    return push.targets().annotate(placed=placed, placed_state=F("placed__state"))


def _slug_below(origin: Agency) -> Func:
    """Return, for a query, the name in the address of the agency directly below `origin` that a path goes through."""
    place = origin.path.count("/") + 2 if origin.path else 1
    return Func(
        F("path"),
        Value("/"),
        Value(place, output_field=IntegerField()),
        function="split_part",
        output_field=CharField(),
    )
