"""Delivering what was ordered: piece by piece, by any number of workers, exactly once for each agency."""

import datetime
import itertools
import threading

import pytest
from django.db import connection, transaction

from agencies.actions import hold_tree, revise_agency
from agencies.models import Agency
from news.actions import advance, delivery, order_push, pushes, recall
from news.models import Placement, Push, PushPiece, Target
from news.tasks import sweep
from tests.country import Country
from tests.news.newsroom import at_once, errors, ledger, published, shown_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    monkeypatch.setattr(pushes, "PIECE_SIZE", 2)


def test_every_agency_below_gets_one_placement(editor, country: Country):
    article = published(country.government, editor)
    push = order_push(article, by=editor)

    advance(push.pk)

    push.refresh_from_db()
    assert push.state == Push.State.DELIVERED
    assert push.delivered_at
    assert len(shown_at(article)) == 8
    said = {"targets": 7, "shown": 7, "percent": 100, "state": "Đã đến đủ", "done": True}
    assert push.progress() == {**said, "offered": 0, "waiting": 0, "refused": 0, "hidden": 0}


def test_the_pieces_leave_no_agency_out_not_even_one_to_come(editor, country: Country):
    push = order_push(published(country.government, editor), by=editor, target=Target(kinds=["commune", "ministry"]))

    ranges = list(push.pieces.order_by("first_agency").values_list("first_agency", "last_agency"))

    assert len(ranges) == 2
    assert ranges[0][0] == 1
    assert ranges[-1][1] == pushes.LAST_ID
    assert all(after[0] == before[1] + 1 for before, after in itertools.pairwise(ranges))


def test_until_it_comes_nobody_sees_it_and_the_order_says_so(editor, country: Country):
    article = published(country.government, editor)

    push = order_push(article, by=editor)

    assert shown_at(article) == {"Chính phủ"}
    said = {"targets": 7, "shown": 0, "percent": 0, "state": "Đang phát hành", "done": False}
    assert push.progress() == {**said, "offered": 0, "waiting": 0, "refused": 0, "hidden": 0}


def test_half_way_the_count_says_half(editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)

    delivery._do_a_piece(push.pk)

    assert push.progress()["shown"] == 2
    assert push.progress()["percent"] == 28


def test_the_count_takes_few_queries_however_many_agencies(editor, country: Country, django_assert_num_queries):
    advance(order_push(published(country.government, editor), by=editor).pk)
    push = Push.objects.select_related("article__origin").get()

    with django_assert_num_queries(4):
        push.progress()


def test_advancing_again_changes_nothing(editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)
    advance(push.pk)
    before = list(Placement.objects.order_by("pk").values())

    advance(push.pk)

    assert list(Placement.objects.order_by("pk").values()) == before


def test_a_message_about_a_push_that_is_not_there_is_no_fault(db):
    advance(1)


def test_a_worker_that_died_before_its_last_word_is_finished_by_the_next(editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)
    while delivery._do_a_piece(push.pk):
        pass
    assert list(Push.objects.unfinished()) == [push]

    advance(push.pk)

    assert not Push.objects.unfinished().exists()


def test_the_sweeper_rings_for_what_is_left_and_for_nothing_else(monkeypatch, editor, country: Country):
    rung: list[int] = []
    monkeypatch.setattr("news.tasks.ring", rung.append)
    done = order_push(published(country.government, editor, "Xong"), by=editor)
    advance(done.pk)
    waiting = order_push(published(country.government, editor, "Chờ"), by=editor)
    taken_back = order_push(published(country.government, editor, "Thu hồi"), by=editor)
    advance(taken_back.pk)
    recall(taken_back, by=editor, reason="Nhầm")

    sweep()

    assert set(rung) == {waiting.pk, taken_back.pk}


def test_an_agency_that_closed_between_order_and_delivery_gets_nothing(editor, country: Country):
    article = published(country.government, editor)
    push = order_push(article, by=editor)
    Agency.objects.filter(pk=country.hoan_kiem.pk).update(live_to=datetime.date(2026, 1, 1), closed_reason="Sáp nhập")

    advance(push.pk)

    assert "Phường Hoàn Kiếm" not in shown_at(article)


@pytest.mark.parametrize(("branch", "expected"), [("hue", True), ("ha_noi", False)])
def test_the_tree_at_delivery_counts(branch, expected, editor, operator, country: Country):
    article = published(country.government, editor)
    push = order_push(article, by=editor, target=Target(branches=[getattr(country, branch)]))
    ward = Agency.objects.get(pk=country.hoan_kiem.pk)
    ward.parent = country.hue

    revise_agency(ward, by=operator)
    advance(push.pk)

    assert ("Phường Hoàn Kiếm" in shown_at(article)) is expected


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_place_it_once_everywhere(editor, country: Country):
    article = published(country.government, editor)
    push = order_push(article, by=editor)

    results = at_once(*[lambda: advance(push.pk)] * 4)

    push.refresh_from_db()
    assert errors(results) == []
    assert push.state == Push.State.DELIVERED
    assert len(shown_at(article)) == 8
    assert Placement.objects.count() == 8


@pytest.mark.django_db(transaction=True)
def test_a_worker_leaves_alone_the_piece_that_another_is_at(editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)

    with transaction.atomic():
        held = PushPiece.objects.select_for_update().filter(push=push).order_by("pk").first()
        assert errors(at_once(lambda: advance(push.pk))) == []

    push.refresh_from_db()
    assert push.state == Push.State.ORDERED
    assert list(PushPiece.objects.left()) == [held]


@pytest.mark.django_db(transaction=True)
def test_delivery_waits_while_the_tree_changes(editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)
    worker = threading.Thread(target=lambda: (advance(push.pk), connection.close()))

    with transaction.atomic():
        hold_tree()
        worker.start()
        worker.join(timeout=0.3)
        assert worker.is_alive()
        assert Placement.objects.filter(push=push).count() == 0
    worker.join(timeout=10)

    assert Placement.objects.filter(push=push).count() == 7


@pytest.mark.django_db(transaction=True)
def test_recalls_new_orders_and_workers_at_once_end_in_the_last_order(editor, country: Country):
    article = published(country.government, editor)
    push = order_push(article, by=editor)

    for turn in range(10):
        last = Push.objects.get(pk=push.pk)

        def change(last: Push = last, turn: int = turn) -> Push:
            recall(last, by=editor, reason=f"Lần {turn}")
            return order_push(article, by=editor)

        results = at_once(change, *[lambda: [advance(pk) for pk in Push.objects.values_list("pk", flat=True)]] * 3)

        assert errors(results) == []
        push = results[0]
    for pk in Push.objects.values_list("pk", flat=True):
        advance(pk)

    assert set(ledger(push).values()) == {"shown"}
    assert len(shown_at(article)) == 8
    assert not Push.objects.unfinished().exists()
