"""Taking a push back: gone from the public when it commits, the ledger follows."""

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction

from agencies.actions import found_agency
from agencies.models import Agency
from news.actions import advance, delivery, order_push, pin, pushes, recall
from news.models import Placement, Push, PushPiece, Target
from tests.country import Country
from tests.news.newsroom import at_once, errors, ledger, published, shown_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    monkeypatch.setattr(pushes, "PIECE_SIZE", 2)


@pytest.fixture
def push(editor, country: Country) -> Push:
    """A push of the Government that has come everywhere."""
    push = order_push(published(country.government, editor), by=editor)
    advance(push.pk)
    return Push.objects.get(pk=push.pk)


def test_it_is_gone_below_at_once_before_any_worker_looks(client, push: Push, editor, country: Country):
    recall(push, by=editor, reason="Nhầm bản")

    assert shown_at(push.article) == {"Chính phủ"}
    assert client.get(push.article.url_at(country.ba_dinh)).status_code == 410
    assert client.get(push.article.get_absolute_url()).status_code == 200


def test_the_ledger_follows(push: Push, editor):
    recall(push, by=editor, reason="Nhầm bản")

    advance(push.pk)

    assert list(ledger(push).values()) == ["recalled"] * 7
    assert not Push.objects.unfinished().exists()


def test_what_was_founded_after_the_push_is_recalled_with_the_rest(push: Push, editor, operator, country: Country):
    ward = Agency(kind="commune", name="Phường Mới", short_name="Phường Mới", slug="phuong-moi", parent=country.hue)
    found_agency(ward, by=operator)
    assert ledger(push)["Phường Mới"] == "shown"

    recall(push, by=editor, reason="Nhầm bản")
    advance(push.pk)

    assert ledger(push)["Phường Mới"] == "recalled"


def test_the_reason_is_kept(push: Push, editor):
    recalled = recall(push, by=editor, reason="Nhầm bản")

    assert (recalled.recall_reason, recalled.is_recalled) == ("Nhầm bản", True)
    assert push.article.events.first().details == {"push": push.pk, "reason": "Nhầm bản"}


def test_without_a_reason_it_stays(push: Push, editor):
    with pytest.raises(ValidationError, match="lý do"):
        recall(push, by=editor, reason=" ")

    assert len(shown_at(push.article)) == 8


def test_those_below_do_not_recall_what_came_from_above(push: Push, administrator, author, outsider):
    for nobody in (administrator, author, outsider):
        with pytest.raises(PermissionDenied):
            recall(push, by=nobody, reason="Không thích")

    assert len(shown_at(push.article)) == 8


def test_recalling_twice_keeps_the_first_reason(push: Push, editor):
    recall(push, by=editor, reason="Nhầm bản")

    with pytest.raises(ValidationError, match="trước đó"):
        recall(push, by=editor, reason="Khác")

    push.refresh_from_db()
    assert push.recall_reason == "Nhầm bản"
    assert push.article.events.filter(verb="recalled").count() == 1


def test_recalled_before_delivery_nothing_is_placed(editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)
    recall(push, by=editor, reason="Nhầm bản")

    advance(push.pk)

    assert ledger(push) == {}
    assert not Push.objects.unfinished().exists()


def test_recalled_half_way_what_was_placed_is_cleared(editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)
    delivery._do_a_piece(push.pk)

    recall(push, by=editor, reason="Nhầm bản")
    advance(push.pk)

    assert list(ledger(push).values()) == ["recalled"] * 2


def test_pushed_anew_it_takes_over_what_was_left(push: Push, editor, country: Country):
    recall(push, by=editor, reason="Nhầm nhánh")

    anew = order_push(push.article, by=editor, target=Target(branches=[country.hue]))
    advance(anew.pk)
    advance(push.pk)

    assert shown_at(push.article) == {"Chính phủ", "Thành phố Huế", "Phường Thuận Hóa"}
    assert ledger(anew) == {"Thành phố Huế": "shown", "Phường Thuận Hóa": "shown"}
    assert set(ledger(push).values()) == {"recalled"}
    assert Placement.objects.filter(article=push.article).count() == 8


@pytest.mark.parametrize("cleared_before", [True, False])
def test_a_pin_does_not_outlive_the_push_it_was_for(
    cleared_before, push: Push, editor, administrator, country: Country
):
    placement = Placement.objects.get(agency=country.ba_dinh, push=push)
    pin(placement, by=administrator, position=1)
    recall(push, by=editor, reason="Nhầm bản")
    if cleared_before:
        advance(push.pk)

    advance(order_push(push.article, by=editor).pk)

    placement.refresh_from_db()
    assert (placement.state, placement.rank) == ("shown", 0)


@pytest.mark.django_db(transaction=True)
def test_a_recall_does_not_wait_for_a_worker(push: Push, editor):
    with transaction.atomic():
        list(PushPiece.objects.select_for_update())
        list(Placement.objects.select_for_update())

        assert errors(at_once(lambda: recall(push, by=editor, reason="Nhầm bản"))) == []


def before(fragment: str, act: Callable[[], object]):
    """Return a wrapper of queries that calls `act` once, just before the first query with `fragment`."""
    waiting = [act]

    def wrapper(execute, sql, params, many, context):
        if fragment in sql and waiting:
            waiting.pop()()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_comes_late_does_not_undo_a_newer_push(editor, country: Country):
    """It has taken up the first push when that is recalled, and the article pushed anew and delivered."""
    article = published(country.government, editor)
    first = order_push(article, by=editor)

    def push_anew() -> None:
        recall(first, by=editor, reason="Nhầm")
        advance(order_push(article, by=editor).pk)

    with before("SKIP LOCKED", lambda: at_once(push_anew)):
        advance(first.pk)

    assert len(shown_at(article)) == 8
    assert ledger(first) == {}


@pytest.mark.django_db(transaction=True)
def test_a_new_push_waits_for_a_worker_that_still_delivers_the_old_one(editor, country: Country):
    article = published(country.government, editor)
    first = order_push(article, by=editor)
    outcome: list[object] = []

    def push_anew() -> None:
        recall(first, by=editor, reason="Nhầm")
        outcome.append("recalled")
        advance(order_push(article, by=editor).pk)

    act = threading.Thread(target=lambda: outcome.extend(at_once(push_anew)))

    def let_the_editor_act() -> None:
        act.start()
        act.join(timeout=0.3)
        assert outcome == ["recalled"]  # and the new order waits

    with before("INSERT INTO news_placement", let_the_editor_act):
        advance(first.pk)
    act.join(timeout=10)
    advance(first.pk)

    assert outcome == ["recalled", None]
    assert len(shown_at(article)) == 8
    assert not Push.objects.unfinished().exists()
