"""An emergency banner is on every page below within two seconds: with real web servers, a real worker and the clock."""

from __future__ import annotations

import datetime
import time
import urllib.request
from collections.abc import Iterator

import pytest
from django.utils import timezone

from agencies.actions import end_banner, raise_banner
from agencies.models import Agency, AgencyKind, Banner
from tests.faults.conftest import FaultWorld
from tests.faults.test_delivery import free_port, status_of

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("faults"), pytest.mark.timeout(120, func_only=True)]

STORM = "Bão số 5 vào bờ tối nay. Ở trong nhà."
AT_MOST = 2  # seconds, from the order to every page
CLOCK = 10  # seconds between two looks of the clock (agencies.keep_time)


@pytest.fixture
def province(faults: FaultWorld) -> Agency:
    return Agency.objects.filter(kind=AgencyKind.PROVINCE).in_tree_order().first()


@pytest.fixture
def pages(faults: FaultWorld, province: Agency) -> Iterator[list[str]]:
    """The addresses of pages below the province, on two web servers that have given out each of them before."""
    below = Agency.objects.below(province).live().in_tree_order()
    paths = [site.get_absolute_url() for site in (province, *below[:4], below.last())]
    ports = [free_port(), free_port()]
    for port in ports:
        faults.web(port)
    for port in ports:
        faults.until(lambda port=port: status_of(port) == 200, seconds=30)
    found = [f"http://127.0.0.1:{port}{path}{leaf}" for port in ports for path in paths for leaf in ("", "tin-tuc/")]
    assert not any(shows(address) for address in found)
    yield found
    for raised in Banner.objects.in_force():
        end_banner(raised, by=faults.operator)


@pytest.fixture
def clock(faults: FaultWorld, tmp_path) -> None:
    """A worker, and beat to tell it the time."""
    faults.worker()
    faults.beat(tmp_path)


def shows(address: str) -> bool:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return STORM in answer.read().decode()


def banner(agency: Agency, *, begins: float = 0, lasts: float = 3600) -> Banner:
    starts_at = timezone.now() + datetime.timedelta(seconds=begins)
    ends_at = starts_at + datetime.timedelta(seconds=lasts)
    return Banner(agency=agency, level="emergency", text=STORM, starts_at=starts_at, ends_at=ends_at)


def seconds_until(pages: list[str], *, shown: bool, began: float) -> float:
    """Look at the pages until each does, or does not, show the banner; return how long after `began` the last did."""
    waiting = pages
    while waiting := [address for address in waiting if shows(address) != shown]:
        assert time.monotonic() - began < 60, waiting
        time.sleep(0.02)
    return time.monotonic() - began


def test_raised_and_ended_by_hand_every_page_follows_in_two_seconds(faults: FaultWorld, province, pages):
    began = time.monotonic()
    raised = raise_banner(banner(province), by=faults.operator)
    assert seconds_until(pages, shown=True, began=began) < AT_MOST

    began = time.monotonic()
    end_banner(raised, by=faults.operator)
    assert seconds_until(pages, shown=False, began=began) < AT_MOST


@pytest.mark.usefixtures("clock")
def test_by_the_clock_it_comes_and_goes_at_its_hour(faults: FaultWorld, province, pages):
    began = time.monotonic()
    raised = raise_banner(banner(province, begins=3, lasts=CLOCK + 8), by=faults.operator)

    assert seconds_until(pages, shown=True, began=began + 3) < CLOCK + AT_MOST
    assert timezone.now() >= raised.starts_at
    assert seconds_until(pages, shown=False, began=began + 3 + CLOCK + 8) < CLOCK + AT_MOST
    assert timezone.now() >= raised.ends_at


def test_without_redis_a_banner_is_raised_and_seen_all_the_same(faults: FaultWorld, province, pages):
    faults.world.valkey.kill()
    try:
        began = time.monotonic()
        raise_banner(banner(province), by=faults.operator)
        assert seconds_until(pages, shown=True, began=began) < AT_MOST
    finally:
        faults.world.valkey.start()
