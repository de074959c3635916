"""The people of the tests, and what holds for every test. The servers that they run on: tests/world.py."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from agencies.models import Agency, Membership, Role, User
from tests.country import Country, small_country
from tests.kept import QUICK_PASSWORDS, Kept

pytest_plugins = ["tests.world", "tests.door"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take longest, so that no worker is left alone with one of them at the end."""
    items.sort(key=lambda item: not any(item.get_closest_marker(mark) for mark in ("processes", "browser")))


@pytest.fixture(scope="session")
def _all_media(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def _media_apart(settings, _all_media: Path) -> None:
    """Let no test write among the files of the demo or of another test. Few write any: the folder comes with them."""
    settings.MEDIA_ROOT = _all_media / uuid4().hex
    settings.FEEDBACK_ROOT = _all_media / uuid4().hex


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """Hash passwords cheaply."""
    settings.PASSWORD_HASHERS = QUICK_PASSWORDS


@pytest.fixture
def country(kept: Kept, db) -> Country:
    """A country of eight agencies (tests/country.py)."""
    kept.found_country()
    return small_country()


def person(username: str, agency: Agency | None, role: Role | None) -> User:
    """Return the account of somebody who works for `agency`, in `role` there if any: a new one, unless it is kept."""
    if known := User.objects.filter(username=username).first():
        return known
    user = User.objects.create_user(username, password="mat-khau-thu", agency=agency, is_staff=True)
    if role:
        Membership.objects.create(user=user, agency=agency, role=role)
    return user


def the_operator() -> User:
    """Return the account of her who keeps the portal running: a new one, unless it is kept."""
    known = User.objects.filter(username="van-hanh").first()
    return known or User.objects.create_superuser("van-hanh", password="mat-khau-thu")


@pytest.fixture
def operator(country: Country) -> User:
    """She keeps the portal running and may do everything."""
    return the_operator()


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
