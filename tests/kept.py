"""Rows that the tests find again and again are kept in a schema of the test database, and copied from there.

Two states are kept for every test: what the migrations leave behind (categories, the rules of law, permissions), to
which every test that commits returns, and the small country above it. Copying takes milliseconds, and founding eight
agencies with all that watches over them takes a tenth of a second, some thousands of times. Tests that walk through
much keep what they walk through in the same way, above the country: `Kept.keep` makes it once, `Kept.bring` copies it.

Triggers rest meanwhile, since they did their work when the rows were first written: the role of the tests must be a
superuser, as that of the embedded server and that of PostgreSQL's image are.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from tests.country import Country, found_small_country, small_country

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


def copied(name: str, tables: list[str]) -> list[str]:
    """Copy what stands in these tables into the schema `name`; return the statements that bring it back."""
    run(f"CREATE SCHEMA {name}", *(f"CREATE TABLE {name}.{table} AS TABLE {table}" for table in tables))
    return [
        f"INSERT INTO {table} ({columns(table)}) OVERRIDING SYSTEM VALUE SELECT {columns(table)} FROM {name}.{table}"
        for table in tables
    ]


QUICK_PASSWORDS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # every person of a test has one


@dataclass
class Scene:
    """What a walk of tests finds above the small country: statements that bring its rows, its files, and a handle."""

    statements: list[str]
    media: Path
    handle: bytes  # each test has a copy of its own


class Kept:
    """The states of the test database of this worker."""

    def __init__(self, media: Path) -> None:
        """Keep the rows that the migrations made, then found the country, keep that too, and go back."""
        self._media = media
        self._tables = our_tables()
        before = self._rows()
        self._clear = [f"DELETE FROM {table}" for table in self._tables]
        self._beginning = copied("beginning", [table for table in self._tables if before[table]])
        found_small_country()
        self._of_country = self._rows()
        changed = self._changed_since(before)
        assert not any(before[table] for table in changed), "the country changes rows that it finds"
        self._country = copied("small_country", changed)
        self._scenes: dict[str, Scene] = {}
        self.begin_anew()

    def _rows(self) -> dict[str, list[tuple]]:
        return {table: rows(table) for table in self._tables}

    def _changed_since(self, before: dict[str, list[tuple]]) -> list[str]:
        return [table for table, now in self._rows().items() if now != before[table]]

    def begin_anew(self) -> None:
        """Leave in the database what the migrations left there, and nothing else."""
        run(*self._clear, *self._beginning)

    def found_country(self) -> None:
        """Put the small country into a database without agencies."""
        run(*self._country)

    def keep(self, name: str, make: Callable[[Country], object]) -> None:
        """Let `make` do its work in the small country, keep the rows and files that it leaves, and go back.

        Outside of tests, since what it does is committed; nobody outside the database is told of it.
        """
        self.found_country()
        media = self._media / name
        whole = transaction.atomic()
        whole._from_testcase = True  # as TestCase says of its own: what asks to be outermost may run inside
        with (
            override_settings(MEDIA_ROOT=media, FEEDBACK_ROOT=media / "riêng", PASSWORD_HASHERS=QUICK_PASSWORDS),
            whole,
        ):
            handle = make(small_country())
            connection.run_on_commit.clear()
        changed = self._changed_since(self._of_country)
        filled = [f"DELETE FROM {table}" for table in changed if self._of_country[table]]
        self._scenes[name] = Scene(filled + copied(name, changed), media, pickle.dumps(handle))
        self.begin_anew()

    def bring(self, name: str) -> object:
        """Put what was kept by this name above the small country; return what its maker returned."""
        scene = self._scenes[name]
        run(*scene.statements)
        if scene.media.exists():
            shutil.copytree(scene.media, settings.MEDIA_ROOT, dirs_exist_ok=True)
        if (scene.media / "riêng").exists():
            shutil.move(settings.MEDIA_ROOT / "riêng", settings.FEEDBACK_ROOT)
        return pickle.loads(scene.handle)
