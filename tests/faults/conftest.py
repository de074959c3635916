"""A world of its own to hurt: the real country in it, real workers, and this process acting as the web server does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import environ
import psycopg2
import pytest
from celery import Celery
from django.conf import settings
from django.db import connections

from agencies.models import Agency, User
from embedded import places
from embedded.children import Child, wait_until
from embedded.world import World, running
from news import doorbell
from news.actions import pushes
from news.models import Article, Placement, Push
from tests.news.newsroom import published

PIECE_SIZE = 200  # about nineteen pieces, to be killed between


class FaultWorld:
    """The servers, the programs that were started in them, and what the tests ask of both."""

    def __init__(self, world: World, app: Celery) -> None:
        self.world = world
        self.app = app
        self.root = Agency.objects.get(parent=None)
        self.operator = User.objects.get(is_superuser=True)
        self.settings: dict[str, str] = {}  # what programs find in their environment besides
        self._children: list[Child] = []

    def worker(self) -> Child:
        """Start a worker with one process, and wait until it is ready."""
        child = self._celery("worker", "-c", "1", "-n", f"w{len(self._children)}@%h")
        assert wait_until(lambda: b"ready." in child.log.read_bytes(), seconds=30), child.log.read_text()
        return child

    def beat(self, directory: Path) -> Child:
        """Start the clock, with the schedule of the settings."""
        return self._celery("beat", "--schedule", str(directory / "schedule"))

    def web(self, port: int) -> Child:
        """Start a web server with one process."""
        size = ("--workers", "1", "--blocking-threads", "1")
        return self._start("granian", "--interface", "wsgi", "--port", str(port), *size, "portal.wsgi:application")

    def stop_programs(self) -> None:
        """End everything that was started, by its process group."""
        for child in self._children:
            child.kill()

    def article(self, title: str = "Công điện về bão số 5") -> Article:
        """Return a published article of the Government."""
        return published(self.root, self.operator, title)

    def sweep(self) -> None:
        """Do what the clock does every 15 seconds."""
        self.app.send_task("news.sweep")

    @contextmanager
    def holding_back(self, article: Article, nth: int = 1_000) -> Iterator[None]:
        """Let delivery come as far as the `nth` agency and wait there, for a row written and not committed."""
        agency = Agency.objects.order_by("pk").values_list("pk", flat=True)[nth]
        with closing(psycopg2.connect(self.world.database_url)) as line, line.cursor() as cursor:
            cursor.execute(
                "INSERT INTO news_placement (article_id, agency_id, state, rank, published_at, placed_at)"
                " VALUES (%s, %s, 'shown', 0, now(), now())",
                [article.pk, agency],
            )
            yield

    def waiting(self) -> int:
        """Return how many database sessions wait for another."""
        with closing(psycopg2.connect(self.world.database_url)) as line, line.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            return cursor.fetchone()[0]

    def until(self, condition: Callable[[], object], *, seconds: float) -> None:
        """Wait until `condition` holds; show what the programs printed when it does not."""
        if not wait_until(lambda: bool(condition()), seconds=seconds):
            printed = "\n".join(child.log.read_text()[-3000:] for child in self._children if child.log)
            pytest.fail(f"not within {seconds} seconds; the programs printed:\n{printed}")

    def delivered(self, push: Push, *, seconds: float) -> None:
        """Wait until `push` is delivered; everybody below must have exactly one placement."""
        self.until(lambda: Push.objects.get(pk=push.pk).state == Push.State.DELIVERED, seconds=seconds)
        there = list(Placement.objects.visible().filter(push=push).values_list("agency", flat=True))
        assert len(there) == len(set(there))
        assert set(there) == set(Agency.objects.below(self.root).values_list("pk", flat=True))
        assert not Push.objects.unfinished().exists()

    def _celery(self, *arguments: str) -> Child:
        return self._start("celery", "-A", "portal", *arguments, "--loglevel", "INFO")

    def _start(self, module: str, *arguments: str) -> Child:
        number = len(self._children)
        child = Child(
            f"{module}-{number}",
            [sys.executable, "-m", module, *arguments],
            log=places.log_file(self.world.name, f"{module}-{number}-{time.monotonic_ns()}"),
            environment={**environment(self.world), **self.settings},
            directory=places.CHECKOUT,
        )
        self._children.append(child)
        child.start()
        return child


def environment(world: World) -> dict[str, str]:
    """Return what a program of the portal needs to live in `world`."""
    return {**os.environ, **world.environment(), "DEVELOPMENT": "1", "PYTHONUNBUFFERED": "1"}


@contextmanager
def django_in(world: World) -> Iterator[None]:
    """Have this process use the database of `world`, whatever it used before."""
    ours = connections["default"].settings_dict
    before = {**ours}
    connections["default"].close()
    ours.update({**environ.Env.db_url_config(world.database_url), "CONN_MAX_AGE": 0})
    try:
        yield
    finally:
        connections["default"].close()
        ours.update(before)


@pytest.fixture(scope="session")
def hurt_country(django_db_blocker) -> Iterator[World]:
    """The servers of the world "faults", with the 3,786 agencies of 2025 and one operator."""
    # Of its own for each process that runs tests, should these ever be spread over several.
    name = "-".join(filter(None, ("faults", os.environ.get("PYTEST_XDIST_WORKER"))))
    with running(name, durable=False) as world:
        for command in ("migrate", "flush --no-input", "load_units"):
            argv = [sys.executable, "manage.py", *command.split(), "--verbosity", "0"]
            subprocess.run(argv, cwd=places.CHECKOUT, env=environment(world), check=True)
        with django_db_blocker.unblock(), django_in(world):
            User.objects.create_superuser("van-hanh", password="mat-khau-thu")
        yield world


@pytest.fixture
def faults(hurt_country: World, django_db_blocker, monkeypatch) -> Iterator[FaultWorld]:
    """The world to hurt, with both servers up and nothing running in it yet."""
    app = Celery("web", set_as_current=False)
    app.config_from_object(settings, namespace="CELERY")
    app.conf.broker_url = hurt_country.redis_url
    monkeypatch.setattr(doorbell, "current_app", app)
    monkeypatch.setattr(pushes, "PIECE_SIZE", PIECE_SIZE)
    hurt_country.start()
    hurt_country.valkey.flush()
    with ExitStack() as end:
        end.enter_context(django_db_blocker.unblock())
        end.enter_context(django_in(hurt_country))
        faults = FaultWorld(hurt_country, app)
        end.callback(hurt_country.start)
        end.callback(faults.stop_programs)
        yield faults
