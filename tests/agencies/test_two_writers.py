"""Two processes found and move agencies at once: the tree stays valid, which django-mptt alone does not survive."""

from __future__ import annotations

import multiprocessing
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from agencies.models import Agency, AgencyEvent, AgencyKind, User
from agencies.tree import tree_faults
from tests.agencies.writers import write
from tests.country import found, small_country
from tests.kept import Kept

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]

ROUNDS = 250  # for each of the two: 500 in all


@pytest.fixture
def towns(kept: Kept) -> None:
    """A tree of about two hundred agencies, committed, and its operator."""
    kept.found_country()
    country = small_country()
    User.objects.create_superuser("van-hanh")
    for number in range(100):
        found(AgencyKind.COMMUNE, f"Xã Thứ {number}", country.ha_noi)
        found(AgencyKind.COMMUNE, f"Phường Thứ {number}", country.hue)


def at_once(*, raw: bool) -> list[int | None]:
    """Let two processes write; return their exit codes."""
    keys = ("NAME", "HOST", "PORT", "USER", "PASSWORD", "OPTIONS")
    database: dict[str, Any] = {key: connection.settings_dict[key] for key in keys}
    spawn = multiprocessing.get_context("spawn")
    writers = [
        spawn.Process(target=write, args=(database, seed, ROUNDS), kwargs={"raw": raw}, daemon=True) for seed in (1, 2)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=180)
    return [writer.exitcode for writer in writers]


@pytest.mark.parametrize("raw", [False, True], ids=["through the actions", "every other one past them"])
def test_two_writers_leave_a_valid_tree(towns, raw: bool):
    before = Agency.objects.count()

    assert at_once(raw=raw) == [0, 0]  # nobody met a deadlock or lost an act

    founded = Agency.objects.filter(name__regex=r"^Xã [12] [0-9]+$")
    assert tree_faults() == []
    call_command("check_tree")
    assert Agency.objects.count() == before + founded.count()
    assert founded.count() > ROUNDS * 0.8
    if not raw:
        events = AgencyEvent.objects.filter(verb=AgencyEvent.Verb.CREATED)
        assert set(events.values_list("agency", flat=True)) == set(founded.values_list("pk", flat=True))
