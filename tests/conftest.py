"""The test world and its people.

The world is a PostgreSQL and a Redis-protocol server of its own, started from their wheels for the run; with
DATABASE_URL, REDIS_URL and DEVELOPMENT=1 set, the tests use those instead.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from celery import current_app
from django.conf import settings
from django.db import connections
from django.test import Client

from agencies.models import Agency, Membership, Role, User
from embedded import places
from embedded.world import World, running
from tests.country import Country, found_small_country

pytest_plugins = ["tests.door"]


@pytest.fixture(scope="session")
def world() -> Iterator[World | None]:
    """The running servers, or None when the environment names others."""
    if "DATABASE_URL" in os.environ:
        yield None
        return
    with running("test", durable=False) as world:
        yield world


@pytest.fixture(scope="session")
def django_db_modify_db_settings(world: World | None) -> None:
    """Point Django and Celery to the test world before the test database is made."""
    if world is not None:
        connections.settings["default"]["OPTIONS"]["host"] = str(places.socket_dir("test"))
        current_app.conf.broker_url = settings.CELERY_BROKER_URL = world.redis_url


@pytest.fixture(autouse=True)
def _media_apart(settings, tmp_path) -> None:
    """Let no test write among the files of the demo."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """Hash passwords cheaply: every person of a test has one."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def country(db) -> Country:
    """A country of eight agencies (tests/country.py)."""
    return found_small_country()


def person(username: str, agency: Agency | None, role: Role | None) -> User:
    """Return a new account of somebody who works for `agency`, in `role` there if any."""
    user = User.objects.create_user(username, password="mat-khau-thu", agency=agency, is_staff=True)
    if role:
        Membership.objects.create(user=user, agency=agency, role=role)
    return user


@pytest.fixture
def operator(country: Country) -> User:
    """She keeps the portal running and may do everything."""
    return User.objects.create_superuser("van-hanh", password="mat-khau-thu")


@pytest.fixture
def editor(country: Country) -> User:
    """He edits the Government's news."""
    return person("bien-tap", country.government, Role.EDITOR)


@pytest.fixture
def administrator(country: Country) -> User:
    """She administers Hà Nội and everything below it."""
    return person("quan-tri-ha-noi", country.ha_noi, Role.ADMINISTRATOR)


@pytest.fixture
def author(country: Country) -> User:
    """He writes for the ward of Ba Đình, in Hà Nội."""
    return person("viet-bai-ba-dinh", country.ba_dinh, Role.AUTHOR)


@pytest.fixture
def outsider(country: Country) -> User:
    """She administers Huế: whatever belongs to Hà Nội must not exist for her."""
    return person("quan-tri-hue", country.hue, Role.ADMINISTRATOR)


@pytest.fixture
def sign_in():
    """Return a function that gives a browser session of a person: `sign_in(editor).get(...)`."""

    def as_person(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return as_person
