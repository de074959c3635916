"""Queries that Django puts into SQL once, for the pages that are asked for most.

Putting a query of several joins into SQL takes Django three times as long as PostgreSQL takes to answer it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# What stands for the values while the query is put into SQL: numbers that nothing else in a query is.
FIRST_PLACE = -7_340_001


class Prepared:
    """Rows of a `values_list` query, asked again and again with other numbers (keys, for the most part)."""

    def __init__(self, query: Callable[..., QuerySet], numbers: int) -> None:
        """Prepare `query(*numbers)`; it is called once, when it is first asked for."""
        self._query = query
        self._places = [FIRST_PLACE - place for place in range(numbers)]

    def rows(self, *numbers: int) -> list[tuple[Any, ...]]:
        """Return the rows for these numbers."""
        sql, known = self._prepared
        given = dict(zip(self._places, numbers, strict=True))
        params = [given.get(param, param) if isinstance(param, int) else param for param in known]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    @cached_property
    def _prepared(self) -> tuple[str, list[Any]]:
        sql, params = self._query(*self._places).query.sql_with_params()
        if any(list(params).count(place) != 1 for place in self._places):
            raise ValueError("Each number must stand in the query once.")
        return sql, list(params)
