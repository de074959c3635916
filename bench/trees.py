"""Trees to measure in: their numbers read, spoiled, compared; and trees of any size that no country has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from agencies.models import Agency
from bench.stage import tidy

CHILDREN = 20

Numbers = dict[int, tuple[int, int, int, int]]

# One statement, so the database arranges the tree once. Agency i stands below agency (i - 2) / CHILDREN + 1.
PLANT = """
    INSERT INTO agencies_agency (id, kind, fields_of_work, name, short_name, slug, sort_key, parent_id, closed_reason,
                                 tree_id, lft, rght, level, path)
    SELECT i, CASE WHEN i = 1 THEN 'government' ELSE 'commune' END, '{}', 'Cơ quan ' || i, 'Cơ quan ' || i,
           CASE WHEN i = 1 THEN '' ELSE 'co-quan-' || i END, lpad(i::text, 9, '0'),
           CASE WHEN i > 1 THEN (i - 2) / %s + 1 END, '', 0, 0, 0, 0, ''
    FROM generate_series(1, %s) AS i
"""


def plant(size: int) -> None:
    """Put a tree of `size` agencies into an empty database: each has 20 below it, as far as they reach."""
    with connection.cursor() as cursor:
        cursor.execute(PLANT, [CHILDREN, size])
        cursor.execute("SELECT setval(pg_get_serial_sequence('agencies_agency', 'id'), %s)", [size])
    tidy()


@contextmanager
def without_triggers() -> Iterator[None]:
    """Let rows be written as if the database kept nothing by itself: no triggers, no foreign keys checked."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET session_replication_role")


def spoil() -> None:
    """Put every number of the tree wrong, and sweep up the rows that died of it."""
    with without_triggers():
        Agency.objects.update(tree_id=0, lft=0, rght=0, level=0)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM agencies_agency")


def numbers() -> Numbers:
    """Return tree_id, lft, rght and level of every agency."""
    rows = Agency.objects.order_by().values_list("pk", "tree_id", "lft", "rght", "level")
    return {pk: tuple(row) for pk, *row in rows}
