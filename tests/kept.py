"""Rows that the tests find again and again are kept in a schema of the test database, and copied from there.

Two states are kept: what the migrations leave behind (categories, the rules of law, permissions), to which every test
that commits returns, and the small country above it. Copying takes milliseconds, and founding eight agencies with all
that watches over them takes a tenth of a second, some thousands of times.

Triggers rest meanwhile, since they did their work when the rows were first written: the role of the tests must be a
superuser, as that of the embedded server and that of PostgreSQL's image are.
"""

from __future__ import annotations

from django.db import connection, transaction

from tests.country import found_small_country

UNTOUCHED = "django_migrations"


def our_tables() -> list[str]:
    """Return the names of the tables that hold rows of ours."""
    return sorted(set(connection.introspection.table_names()) - {UNTOUCHED})


def columns(table: str) -> str:
    """Return the columns that can be written, as they stand in an INSERT."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
            [table],
        )
        return cursor.fetchone()[0]


def run(*statements: str) -> None:
    """Run these with all triggers at rest."""
    words = ["SET LOCAL session_replication_role = replica", *statements, "SET LOCAL session_replication_role = origin"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join(words))


def rows(table: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns(table)} FROM {table}")
        return sorted(cursor.fetchall(), key=repr)


def copy(name: str, tables: list[str]) -> list[str]:
    """Copy what stands in these tables into the schema `name`; return the statements that bring it back."""
    run(f"CREATE SCHEMA {name}", *(f"CREATE TABLE {name}.{table} AS TABLE {table}" for table in tables))
    return [
        f"INSERT INTO {table} ({columns(table)}) OVERRIDING SYSTEM VALUE SELECT {columns(table)} FROM {name}.{table}"
        for table in tables
    ]


class Kept:
    """Both states of the test database of this worker."""

    def __init__(self) -> None:
        """Keep the rows that the migrations made, then found the country, keep that too, and go back."""
        tables = our_tables()
        before = {table: rows(table) for table in tables}
        self._clear = [f"DELETE FROM {table}" for table in tables]
        self._beginning = copy("beginning", [table for table in tables if before[table]])
        found_small_country()
        after = {table: rows(table) for table in tables}
        changed = [table for table in tables if before[table] != after[table]]
        assert not any(before[table] for table in changed), "the country changes rows that it finds"
        self._country = copy("small_country", changed)
        self.begin_anew()

    def begin_anew(self) -> None:
        """Leave in the database what the migrations left there, and nothing else."""
        run(*self._clear, *self._beginning)

    def found_country(self) -> None:
        """Put the small country into a database without agencies."""
        run(*self._country)
