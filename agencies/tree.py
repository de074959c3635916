"""Holding the tree against what it is derived from, not trusting what derives it (agencies/sql/0002_arrange.sql)."""

from __future__ import annotations

from collections import defaultdict

from django.db import connection

from agencies.models import Agency


def rebuild_tree() -> int:
    """Derive the numbers and paths of every agency anew; return how many were wrong. Takes the tree's lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agencies_arrange()")
        return int(cursor.fetchone()[0])


def tree_faults() -> list[str]:
    """Return one sentence for each agency whose place in the tree is not what its parent says.

    Walks the parents in Python and knows nothing of the query that writes the numbers: the second opinion.
    """
    children: dict[int | None, list[Agency]] = defaultdict(list)
    fields = ("id", "parent_id", "sort_key", "slug", "path", "tree_id", "lft", "rght", "level")
    for agency in Agency.objects.only(*fields).order_by("sort_key", "pk"):
        children[agency.parent_id].append(agency)
    expected: dict[int, tuple[int, int, int, int, str]] = {}
    for tree_id, root in enumerate(children[None], start=1):
        _number(root, children, expected, tree_id=tree_id, counter=0, level=0, above="")
    everyone = [agency for siblings in children.values() for agency in siblings]
    return [fault for agency in everyone if (fault := _fault(agency, expected.get(agency.pk)))]


def _number(
    agency: Agency,
    children: dict[int | None, list[Agency]],
    expected: dict[int, tuple[int, int, int, int, str]],
    *,
    tree_id: int,
    counter: int,
    level: int,
    above: str,
) -> int:
    """Number an agency and all below it, counting on from `counter`; return the last number given."""
    path = f"{above}/{agency.slug}".strip("/")
    lft = counter = counter + 1
    for child in children[agency.pk]:
        counter = _number(child, children, expected, tree_id=tree_id, counter=counter, level=level + 1, above=path)
    expected[agency.pk] = (tree_id, lft, counter + 1, level, path)
    return counter + 1


def _fault(agency: Agency, expected: tuple[int, int, int, int, str] | None) -> str:
    stored = (agency.tree_id, agency.lft, agency.rght, agency.level, agency.path)
    if expected is None:
        return f"agency {agency.pk} hangs on no root: its parents go round in a circle"
    if stored != expected:
        return f"agency {agency.pk}: (tree_id, lft, rght, level, path) is {stored} and should be {expected}"
    return ""
