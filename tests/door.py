"""Fixtures: the page cache as production has it, except that a version is never believed for long."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from agencies.sites import forget_sites
from news.views.viewing import known_views
from portal.page_cache.door import Door
from portal.page_cache.memory import Memory
from portal.page_cache.shelf import Shelf
from portal.page_cache.versions import Versions
from tests.visitor import CountedDjango, Visitor


@pytest.fixture(autouse=True)
def _sites_of_this_test() -> None:
    """Remember no site of another test's database."""
    forget_sites()


@pytest.fixture
def django() -> Iterator[CountedDjango]:
    """Django as the server calls it, except that it leaves the test's connection open, as the test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield CountedDjango()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def shelf(world) -> Shelf:
    """The Redis of the tests, below a name that no other test uses."""
    return Shelf(settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://"), uuid.uuid4().hex)


@pytest.fixture
def door(django: CountedDjango, shelf: Shelf) -> Door:
    return Door(django, memory=Memory(10_000_000), shelf=shelf, versions=Versions(believed=0))


@pytest.fixture
def visitor(door: Door) -> Visitor:
    """Somebody at the door."""
    return Visitor(door)


@pytest.fixture(autouse=True)
def _counts_of_this_test() -> None:
    """Remember no article of another test's database."""
    known_views.cache_clear()
