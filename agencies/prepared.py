"""Queries that are made ready once, for the pages that are asked for most.

Putting a query of several joins into SQL takes Django three times as long as PostgreSQL takes to answer it, and more
than half of that goes into planning: so Django writes it once, and PostgreSQL plans it once for each connection.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import count
from typing import Any
from weakref import WeakSet

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from psycopg2.extensions import AsIs

# What stands for the values while the query is put into SQL: numbers that nothing else in a query is.
FIRST_PLACE = -7_340_001

_numbers = count(1)


class Prepared:
    """Rows of a `values_list` query, asked again and again with other numbers (keys, for the most part)."""

    def __init__(self, query: Callable[..., QuerySet], numbers: int) -> None:
        """Prepare `query(*numbers)`; it is called once, when it is first asked for."""
        self._query = query
        self._places = [FIRST_PLACE - place for place in range(numbers)]
        self._name = f"prepared_{next(_numbers)}"
        self._planned_on: WeakSet[Any] = WeakSet()  # connections

    def rows(self, *numbers: int) -> list[tuple[Any, ...]]:
        """Return the rows for these numbers."""
        with connection.cursor() as cursor:
            if may_be_planned():
                self._plan()
                places = ", ".join(["%s"] * len(numbers))
                cursor.execute(f"EXECUTE {self._name} ({places})", numbers)
            else:
                cursor.execute(*self._filled_in(numbers))
            return cursor.fetchall()

    def _plan(self) -> None:
        """Have PostgreSQL plan the query, unless it has on this connection. What it plans, no rollback takes back."""
        line = connection.connection
        if line not in self._planned_on:
            with connection.wrap_database_errors, line.cursor() as cursor:
                sql = cursor.mogrify(*self._filled_in([AsIs(f"${number}") for number in self._from_one])).decode()
                cursor.execute(f"PREPARE {self._name} AS {sql}")
            self._planned_on.add(line)

    @property
    def _from_one(self) -> range:
        return range(1, len(self._places) + 1)

    def _filled_in(self, values: list[Any] | tuple[Any, ...]) -> tuple[str, list[Any]]:
        sql, known = self._written
        given = dict(zip(self._places, values, strict=True))
        return sql, [given.get(param, param) if isinstance(param, int) else param for param in known]

    @cached_property
    def _written(self) -> tuple[str, list[Any]]:
        sql, params = self._query(*self._places).query.sql_with_params()
        if any(place not in params for place in self._places):
            raise ValueError("Each number must stand in the query.")
        return sql, list(params)


def may_be_planned() -> bool:
    """Tell whether a plan stays with us: behind a pooler the next query may meet another connection."""
    return not settings.DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"]
