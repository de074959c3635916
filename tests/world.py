"""The servers that the tests run on: each pytest-xdist worker has its own, so that no test meets another's rows.

A PostgreSQL and a Redis-protocol server are started from their wheels for the run; with DATABASE_URL, REDIS_URL and
DEVELOPMENT=1 set, the tests use those instead, and workers share them by the name of the test database (which
pytest-django gives) and the number of the Redis database.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

from embedded import places
from embedded.world import World, running
from tests.kept import Kept


@pytest.fixture(scope="session")
def world() -> Iterator[World | None]:
    """The running servers of this worker, or None when the environment names others."""
    if "DATABASE_URL" in os.environ:
        yield None
        return
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    with running(f"test-{worker}" if worker else "test", durable=False) as world:
        yield world


@pytest.fixture(scope="session")
def django_db_modify_db_settings(world: World | None, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Point Django and Celery to the test world before the test database is made."""
    if world is not None:
        connections.settings["default"]["OPTIONS"]["host"] = str(places.socket_dir(world.name))
        ring_at(world.redis_url)
    elif worker := os.environ.get("PYTEST_XDIST_WORKER"):
        ring_at(with_database(settings.CELERY_BROKER_URL, int(worker.removeprefix("gw"))))


def ring_at(redis_url: str) -> None:
    """Have Celery, and whatever counts in the same Redis, use this one."""
    current_app.conf.broker_url = settings.CELERY_BROKER_URL = redis_url


def with_database(redis_url: str, number: int) -> str:
    """Return the URL of another database of the same Redis: `number` after the one that it names."""
    parts = urlsplit(redis_url)
    return parts._replace(path=f"/{int(parts.path.strip('/') or 0) + number}").geturl()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Iterator[Kept]:
    """Keep what the migrations left in the test database: tests that commit return to that."""
    with django_db_blocker.unblock():
        kept = Kept(tmp_path_factory.mktemp("kept"))
    emptying = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda _self: kept.begin_anew()
    yield kept
    TransactionTestCase._fixture_teardown = emptying
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(END_ALL_OTHERS)


# Threads of the server that browsers ask keep their connections, and with them the database from being removed.
END_ALL_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="session")
def kept(django_db_setup: Kept) -> Kept:
    """The states that the database is brought into before tests."""
    return django_db_setup
