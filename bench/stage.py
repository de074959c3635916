"""Where measurements take place: fresh databases in the bench's own world, a Celery worker, a web server."""

from __future__ import annotations

import os
import socket
import statistics
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Self

import psutil
import psycopg2
from celery import current_app
from django.core.management import call_command
from django.db import connection, connections

from bench.timing import repeated
from embedded import places
from embedded.children import Child, wait_until
from embedded.errors import EmbeddedError
from embedded.world import World

READY_SECONDS = 60


def progress(line: str) -> None:
    """Tell on stderr what is going on."""
    print(line, file=sys.stderr, flush=True)


class Stage:
    """The world as measurements use it. `quick` asks for small sizes."""

    def __init__(self, world: World, *, quick: bool) -> None:
        """Use the running `world`."""
        self.world = world
        self.quick = quick
        self._made: list[str] = []
        self._load_before = os.getloadavg()[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        """Drop every database that was made."""
        for name in list(self._made):
            self._drop(name)

    @cached_property
    def empty(self) -> str:
        """The name of a database with all tables and no agencies."""
        progress("  making the tables")
        return self._made_by("empty", None, ["migrate"])

    @cached_property
    def country_2024(self) -> str:
        """The name of a database that holds the edition of 2024."""
        progress("  loading the edition of 2024")
        return self._made_by("country_2024", self.empty, ["load_units", "--edition=2024"])

    @cached_property
    def country_2025(self) -> str:
        """The name of a database that holds the edition of 2025."""
        progress("  loading the edition of 2025")
        return self._made_by("country_2025", self.empty, ["load_units", "--edition=2025"])

    @contextmanager
    def database(self, name: str, *, like: str) -> Iterator[None]:
        """Let this process work in a copy of the database `like`; the copy is gone afterwards."""
        self._create(name, like)
        use(name)
        try:
            yield
        finally:
            self._drop(name)

    @contextmanager
    def worker(self) -> Iterator[None]:
        """Have one real Celery worker, with one process, at work on the present database."""
        argv = ["celery", "-A", "portal", "worker", "--concurrency=1", "--without-gossip", "--without-mingle"]
        with self.program("worker", [*argv, "--loglevel=WARNING"]):
            if not wait_until(lambda: bool(current_app.control.ping(timeout=0.5)), seconds=READY_SECONDS):
                raise EmbeddedError("The worker does not answer.", log=places.log_file(self.world.name, "worker"))
            yield
        self.world.valkey.flush()

    @contextmanager
    def web(self, *, workers: int) -> Iterator[int]:
        """Have granian serve the present database, all its processes ready but not asked yet; yield its port."""
        log = places.log_file(self.world.name, "web")
        log.unlink(missing_ok=True)
        port = _free_port()
        size = [f"--workers={workers}", "--blocking-threads=2", "--no-ws"]
        argv = ["granian", "--interface=wsgi", "portal.wsgi:application", "--host=127.0.0.1", f"--port={port}", *size]
        with self.program("web", argv):
            if not wait_until(lambda: _count(log, "Started worker") >= workers, seconds=READY_SECONDS):
                raise EmbeddedError("The web server does not start.", log=log)
            yield port

    @contextmanager
    def program(self, name: str, arguments: list[str]) -> Iterator[None]:
        """Have a Python program run, in the present database; it is gone afterwards, and when we die."""
        url = places.database_url(self.world.name, str(connection.settings_dict["NAME"]))
        child = Child(
            name,
            [sys.executable, "-m", *arguments],
            log=places.log_file(self.world.name, name),
            environment={**os.environ, "DATABASE_URL": url},
            directory=places.CHECKOUT,
        )
        try:
            child.start()
            yield
        finally:
            child.stop(patience=5)

    def machine(self) -> dict[str, str]:
        """Return what the figures depend on: the machine, and what one commit to its disk costs."""
        commits = repeated(50, lambda: self._order("CREATE TABLE commit (); DROP TABLE commit"))
        version = self._ask("SHOW server_version")
        return {
            "cores": str(psutil.cpu_count()),
            "load before": f"{self._load_before:.1f}",
            "Python": sys.version.split()[0],
            "PostgreSQL": version,
            "smallest commit with its connection": f"{1000 * statistics.median(commits):.1f} ms",
            "size": "quick" if self.quick else "full",
        }

    def _made_by(self, name: str, like: str | None, command: list[str]) -> str:
        self._create(name, like)
        use(name)
        call_command(*command, verbosity=0)
        tidy()
        connections.close_all()
        return name

    def _create(self, name: str, like: str | None) -> None:
        connections.close_all()
        self._order(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._order(f'CREATE DATABASE "{name}" TEMPLATE "{like or "template1"}"')
        self._made.append(name)

    def _drop(self, name: str) -> None:
        connections.close_all()
        self._order(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._made.remove(name)

    def _order(self, statement: str) -> None:
        with closing(psycopg2.connect(self.world.database_url)) as line:
            line.autocommit = True
            with line.cursor() as cursor:
                cursor.execute(statement)

    def _ask(self, question: str) -> str:
        with closing(psycopg2.connect(self.world.database_url)) as line, line.cursor() as cursor:
            cursor.execute(question)
            return str(cursor.fetchone()[0])


def use(name: str) -> None:
    """Let Django's connection of this process lead to the database `name`."""
    connections.close_all()
    connection.settings_dict["NAME"] = name


def tidy() -> None:
    """Do what autovacuum does in time: remove dead rows, gather statistics."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _count(path: Path, text: str) -> int:
    return path.read_text().count(text) if path.exists() else 0


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])
