"""Ordering a push: whom it concerns, and what is refused."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from kombu.exceptions import OperationalError

from agencies.models import Agency, AgencyKind
from news import doorbell
from news.actions import order_push, recall, withdraw
from news.models import Push, Target
from tests.country import Country
from tests.news.newsroom import at_once, draft, errors, published

pytestmark = pytest.mark.django_db


def names(push: Push) -> set[str]:
    return {agency.short_name for agency in push.targets()}


def test_it_concerns_everybody_below(editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)

    assert len(names(push)) == 7
    assert "Chính phủ" not in names(push)
    assert push.target_in_words() == "mọi cơ quan cấp dưới"


def test_it_concerns_nobody_beside_or_above(administrator, country: Country):
    push = order_push(published(country.ha_noi, administrator), by=administrator)

    assert names(push) == {"Sở Y tế", "Phường Ba Đình", "Phường Hoàn Kiếm"}


def test_kinds_narrow_it(editor, country: Country):
    push = order_push(
        published(country.government, editor), by=editor, target=Target(kinds=[AgencyKind.COMMUNE, "ministry"])
    )

    assert names(push) == {"Bộ Y tế", "Phường Ba Đình", "Phường Hoàn Kiếm", "Phường Thuận Hóa"}


def test_a_branch_is_an_agency_and_all_below_it(editor, country: Country):
    push = order_push(published(country.government, editor), by=editor, target=Target(branches=[country.hue]))

    assert names(push) == {"Thành phố Huế", "Phường Thuận Hóa"}


def test_several_branches_add_up_even_one_inside_another(editor, country: Country):
    branches = [country.ha_noi, country.ba_dinh, country.health_ministry]

    push = order_push(published(country.government, editor), by=editor, target=Target(branches=branches))

    assert names(push) == {"Bộ Y tế", "Thành phố Hà Nội", "Sở Y tế", "Phường Ba Đình", "Phường Hoàn Kiếm"}


def test_kinds_and_branches_narrow_each_other(editor, country: Country):
    article = published(country.government, editor)

    push = order_push(article, by=editor, target=Target(kinds=["commune"], branches=[country.ha_noi]))

    assert names(push) == {"Phường Ba Đình", "Phường Hoàn Kiếm"}
    assert push.target_in_words() == "UBND xã, phường, đặc khu; trong nhánh: Thành phố Hà Nội"


def test_closed_agencies_are_left_out(editor, country: Country):
    Agency.objects.filter(pk=country.hoan_kiem.pk).update(live_to=datetime.date(2026, 1, 1), closed_reason="Sáp nhập")

    push = order_push(published(country.government, editor), by=editor, target=Target(branches=[country.ha_noi]))

    assert names(push) == {"Thành phố Hà Nội", "Sở Y tế", "Phường Ba Đình"}


def test_the_order_is_written_down(editor, country: Country):
    article = published(country.government, editor)

    push = order_push(article, by=editor, target=Target(kinds=["commune"], branches=[country.hue]))

    event = article.events.first()
    assert (event.verb, event.by) == ("pushed", editor)
    target = "UBND xã, phường, đặc khu; trong nhánh: Thành phố Huế"
    assert event.details == {"push": push.pk, "obligation": "compulsory", "target": target}
    assert (push.state, push.ordered_by) == (Push.State.ORDERED, editor)


def test_a_draft_is_refused(editor, country: Country):
    with pytest.raises(ValidationError, match="xuất bản"):
        order_push(draft(country.government, editor), by=editor)


def test_a_withdrawn_article_is_refused(editor, country: Country):
    article = published(country.government, editor)
    withdraw(article, by=editor, reason="Sai")

    with pytest.raises(ValidationError, match="xuất bản"):
        order_push(article, by=editor)


def test_a_second_push_is_refused_while_one_is_in_force(editor, country: Country):
    article = published(country.government, editor)
    order_push(article, by=editor, target=Target(branches=[country.hue]))

    with pytest.raises(ValidationError, match="Hãy thu hồi trước"):
        order_push(article, by=editor)


def test_after_a_recall_it_may_be_pushed_anew(editor, country: Country):
    article = published(country.government, editor)
    recall(order_push(article, by=editor), by=editor, reason="Nhầm nhánh")

    assert order_push(article, by=editor, target=Target(branches=[country.hue])).state == Push.State.ORDERED


def test_an_order_that_concerns_nobody_is_refused_and_leaves_nothing(administrator, country: Country):
    article = published(country.ba_dinh, administrator)

    with pytest.raises(ValidationError, match="Không có cơ quan nào"):
        order_push(article, by=administrator)

    assert not Push.objects.exists()


@pytest.mark.parametrize("branch", ["hue", "government", "ha_noi"])
def test_a_branch_that_is_not_below_is_refused(branch, administrator, country: Country):
    article = published(country.ha_noi, administrator)

    with pytest.raises(ValidationError, match="không nằm dưới"):
        order_push(article, by=administrator, target=Target(branches=[country.ba_dinh, getattr(country, branch)]))


def test_the_database_keeps_one_push_in_force(editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)

    with pytest.raises(IntegrityError, match="push_one_in_force"), transaction.atomic():
        Push.objects.create(article=push.article, ordered_by=editor)


@pytest.mark.django_db(transaction=True)
def test_of_two_orders_at_once_one_is_refused(editor, country: Country):
    article = published(country.government, editor)

    results = at_once(lambda: order_push(article, by=editor), lambda: order_push(article, by=editor))

    assert [type(error) for error in errors(results)] == [ValidationError]
    assert Push.objects.count() == 1


def test_the_doorbell_rings_only_after_the_commit(
    monkeypatch, editor, country: Country, django_capture_on_commit_callbacks
):
    rung: list[int] = []
    monkeypatch.setattr(doorbell, "ring", lambda push_pk, _task: rung.append(push_pk))

    with django_capture_on_commit_callbacks(execute=True):
        push = order_push(published(country.government, editor), by=editor)
        assert rung == []

    assert rung == [push.pk]


def test_without_redis_the_order_stands_and_one_line_is_logged(
    monkeypatch, caplog, editor, country: Country, django_capture_on_commit_callbacks
):
    def nobody_there(push_pk: int, _task: str) -> None:
        raise OperationalError("Connection refused")

    monkeypatch.setattr(doorbell, "ring", nobody_there)

    with django_capture_on_commit_callbacks(execute=True):
        push = order_push(published(country.government, editor), by=editor)

    (record,) = caplog.records
    assert record.levelname == "WARNING"
    assert record.exc_info is None
    assert f"news.advance {push.pk}" in record.getMessage()
    assert list(Push.objects.unfinished()) == [push]


@pytest.mark.django_db(transaction=True)
def test_a_doorbell_that_fails_in_a_way_nobody_foresaw_does_not_fail_the_order(monkeypatch, editor, country: Country):
    def broken(push_pk: int, _task: str) -> None:
        raise RuntimeError("no foreseen failure")

    monkeypatch.setattr(doorbell, "ring", broken)

    push = order_push(published(country.government, editor), by=editor)

    assert list(Push.objects.unfinished()) == [push]
