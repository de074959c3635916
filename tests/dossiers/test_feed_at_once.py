"""Two batches at once, on two real connections; and a worker that died midway."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connection

from dossiers.actions import open_feed, sweep, take_in
from dossiers.actions.feeding import _keep
from dossiers.feed_format import read_event
from dossiers.models import DossierEvent, Feed, FeedEvent, State
from tests.country import Country
from tests.dossiers.conftest import at
from tests.dossiers.feeds import history, the_dossier

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("now")]


@pytest.fixture
def now():
    with time_machine.travel(at("2026-11-02 10:00"), tick=False):
        yield


@pytest.fixture
def feed(transactional_db, version, country: Country, operator) -> Feed:
    feed = Feed(agency=country.ba_dinh, name="Một cửa")
    open_feed(feed, by=operator)
    return feed


def test_the_same_batch_twice_at_once(feed: Feed):
    begin = Barrier(2)

    def send(events: list) -> set[str]:
        try:
            begin.wait(10)
            return {answer.state for answer in take_in(feed, events)}
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, [history(), list(reversed(history()))]))

    assert DossierEvent.objects.count() == 10
    assert the_dossier().state == State.RETURNED
    assert not FeedEvent.objects.exclude(state="done").exists()
    assert all(states <= {"done", "waiting"} for states in answers)


def test_halves_of_one_life_at_once(feed: Feed):
    begin = Barrier(2)

    def send(events: list) -> None:
        try:
            begin.wait(10)
            take_in(feed, events)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(send, [history()[::2], history()[1::2]]))
    sweep()

    assert [one.verb for one in the_dossier().events.all()] == [one["kind"] for one in history()]


def test_what_a_worker_promised_before_it_died_the_sweeper_does(feed: Feed):
    _keep(feed, [read_event(one) for one in history()])
    assert not DossierEvent.objects.exists()

    sweep()

    assert the_dossier().state == State.RETURNED


def test_what_takes_too_long_is_promised_and_done_by_the_sweeper(feed: Feed):
    answers = take_in(feed, history(), within=-1)

    assert {(one.state, one.reason) for one in answers} == {("waiting", "Đã nhận, sẽ được ghi trong ít phút.")}
    sweep()
    assert the_dossier().state == State.RETURNED
    assert {(one.state, one.reason) for one in take_in(feed, history())} == {("done", "")}
