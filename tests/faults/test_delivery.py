"""A push survives whatever dies under it: afterwards every agency below has its one placement."""

from __future__ import annotations

import signal
import socket
import time
import urllib.error
import urllib.request

import psutil
import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from agencies.models import Agency
from agencies.tree import tree_faults
from embedded.children import wait_until
from news import doorbell
from news.actions import order_push, recall
from news.models import Article, Placement, Push, PushPiece
from tests.faults.conftest import FaultWorld

# One world to hurt, and so one worker that hurts it.
pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("faults"), pytest.mark.timeout(120, func_only=True)]


@pytest.fixture(autouse=True)
def _tree_stays_whole(faults: FaultWorld):
    yield
    connections["default"].close()
    assert tree_faults() == []


def delivered_pieces(push: Push) -> int:
    return push.pieces.filter(state=PushPiece.State.DELIVERED).count()


def half_way(faults: FaultWorld, push: Push) -> None:
    """Wait until a worker is inside a piece, with some done before and some left."""
    faults.until(faults.waiting, seconds=15)
    assert 0 < delivered_pieces(push) < push.pieces.count() - 1


def test_without_faults_one_worker_delivers_in_a_second_or_so(faults: FaultWorld):
    faults.worker()
    push = order_push(faults.article(), by=faults.operator)

    faults.delivered(push, seconds=10)


def test_a_worker_killed_inside_a_piece_is_replaced_by_the_next(faults: FaultWorld):
    first = faults.worker()
    article = faults.article()
    with faults.holding_back(article):
        push = order_push(article, by=faults.operator)
        half_way(faults, push)
        first.kill()  # parent and child
    assert Push.objects.get(pk=push.pk).state == Push.State.ORDERED

    faults.worker()
    faults.sweep()

    faults.delivered(push, seconds=15)


def test_a_worker_whose_child_is_killed_inside_a_piece_goes_on(faults: FaultWorld):
    worker = faults.worker()
    article = faults.article()
    with faults.holding_back(article):
        push = order_push(article, by=faults.operator)
        half_way(faults, push)
        (child,) = psutil.Process(worker.pid).children()
        child.send_signal(signal.SIGKILL)
        assert wait_until(lambda: not child.is_running(), seconds=5)

    # The message comes back by itself, but may find the piece still in the hands of the dead child's session.
    faults.until(lambda: faults.waiting() == 0, seconds=10)
    faults.sweep()

    faults.delivered(push, seconds=15)
    assert worker.alive()


def test_with_no_worker_the_order_stays_a_promise(faults: FaultWorld):
    push = order_push(faults.article(), by=faults.operator)
    assert push.progress()["shown"] == 0

    faults.worker()

    faults.delivered(push, seconds=15)


def test_the_clock_finds_what_a_flushed_redis_has_forgotten(faults: FaultWorld, tmp_path):
    push = order_push(faults.article(), by=faults.operator)
    faults.world.valkey.flush()
    faults.worker()

    faults.beat(tmp_path)

    faults.delivered(push, seconds=40)


def test_redis_flushed_inside_a_piece_takes_nothing_away(faults: FaultWorld):
    faults.worker()
    article = faults.article()
    with faults.holding_back(article):
        push = order_push(article, by=faults.operator)
        half_way(faults, push)
        faults.world.valkey.flush()

    faults.delivered(push, seconds=15)


def test_without_redis_staff_publish_push_and_recall_as_ever(faults: FaultWorld, tmp_path):
    worker, beat = faults.worker(), faults.beat(tmp_path)
    browser = Client()
    browser.force_login(faults.operator)
    faults.world.valkey.kill()

    began = time.monotonic()
    article = write_and_publish(browser, faults.root)
    push = push_to_everybody(browser, article)
    assert time.monotonic() - began < 3
    faults.until(lambda: b"onnection" in worker.log.read_bytes(), seconds=10)  # it has noticed
    assert Push.objects.get(pk=push.pk).state == Push.State.ORDERED
    faults.world.valkey.start()

    faults.delivered(push, seconds=60)
    assert worker.alive()
    assert beat.alive()


def test_without_redis_a_recall_is_seen_at_once_and_the_ledger_follows_later(faults: FaultWorld):
    worker = faults.worker()
    push = order_push(faults.article(), by=faults.operator)
    faults.delivered(push, seconds=15)
    faults.world.valkey.kill()

    began = time.monotonic()
    recall(push, by=faults.operator, reason="Nhầm bản")
    assert time.monotonic() - began < 1
    assert not Placement.objects.visible().filter(push=push).exists()
    faults.world.valkey.start()
    faults.sweep()

    faults.until(lambda: not Push.objects.unfinished().exists(), seconds=40)
    assert not Placement.objects.filter(push=push).exclude(state=Placement.State.RECALLED).exists()
    assert worker.alive()


def test_a_redis_that_hangs_holds_nobody_up_for_long(faults: FaultWorld):
    article = faults.article()
    psutil.Process(faults.world.valkey.pid).suspend()
    try:
        began = time.monotonic()
        push = order_push(article, by=faults.operator)
        assert time.monotonic() - began < 3
    finally:
        psutil.Process(faults.world.valkey.pid).resume()

    doorbell.ring(push.pk)  # and the line to it works again
    faults.worker()
    faults.delivered(push, seconds=15)


def test_a_message_that_comes_twice_to_two_workers_at_once_places_once(faults: FaultWorld):
    faults.worker()
    faults.worker()
    article = faults.article()
    with faults.holding_back(article, nth=300), faults.holding_back(article, nth=500):
        push = order_push(article, by=faults.operator)
        doorbell.ring(push.pk)
        faults.until(lambda: faults.waiting() == 2, seconds=15)  # each inside a piece of its own

    faults.delivered(push, seconds=15)


@pytest.mark.parametrize("immediate", [False, True], ids=["in order", "as a crash"])
def test_postgres_restarted_inside_a_piece(immediate, faults: FaultWorld):
    worker = faults.worker()
    port = free_port()
    faults.web(port)
    faults.until(lambda: status_of(port) == 200, seconds=20)
    article = faults.article()
    with faults.holding_back(article):
        push = order_push(article, by=faults.operator)
        half_way(faults, push)
        faults.world.postgres.restart(immediate=immediate)
    connections["default"].close()

    assert status_of(port) == 200  # the first request: the web server's own line to the database was cut
    faults.sweep()

    faults.delivered(push, seconds=20)
    assert worker.alive()


def write_and_publish(browser: Client, origin: Agency) -> Article:
    fields = {"origin": origin.pk, "title": "Công điện khẩn", "lead": "Bão vào chiều mai.", "body": "Về nơi trú ẩn."}
    assert browser.post(reverse("admin:news_article_add"), fields).status_code == 302
    article = Article.objects.get(title="Công điện khẩn")
    urgent = reverse("admin:news_article_urgent", args=[article.pk])
    assert browser.post(urgent, {"reason": "Bão đến tối nay", "note": ""}).status_code == 302
    return Article.objects.published().get(pk=article.pk)


def push_to_everybody(browser: Client, article: Article) -> Push:
    response = browser.post(
        reverse("admin:news_article_push", args=[article.pk]),
        {"obligation": "compulsory", "to": "everyone", "_order": "Phát hành"},
    )
    assert response.status_code == 302
    return Push.objects.get(article=article)


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


def status_of(port: int) -> int | None:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/tin-tuc/", timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None
