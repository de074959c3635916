"""From a draft to what a second person has approved: who may do what, and when."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Role, User
from news import actions
from news.actions import (
    SavedMeanwhileError,
    approve,
    approve_afterwards,
    discard,
    publish,
    publish_what_is_due,
    restore,
    save_article,
    schedule,
    send_back,
    submit,
    take_back,
    unschedule,
    withdraw_what_is_over,
)
from news.models import Article, Edition
from tests.conftest import person
from tests.country import Country
from tests.news.newsroom import at_once, corrected, draft, errors, published, shown_at

pytestmark = pytest.mark.django_db

SOON = datetime.timedelta(minutes=5)


@pytest.fixture
def second(country: Country) -> User:
    """Another editor of Phường Ba Đình."""
    return person("bien-tap-hai", country.ba_dinh, Role.EDITOR)


@pytest.fixture
def article(author: User, country: Country) -> Article:
    return draft(country.ba_dinh, author)


def stored(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def hand_over(article: Article, author: User, second: User) -> None:
    """Have an article approved."""
    submit(article, by=author)
    approve(article, by=second)


def test_what_two_have_seen_is_published(article, author, second):
    hand_over(article, author, second)

    publish(article, by=second)

    assert shown_at(article) == {"Phường Ba Đình"}
    edition = article.editions.get()
    assert (edition.state, edition.approved_by, edition.published_by) == ("published", second, second)
    assert [event.verb for event in article.events.all()] == ["published", "approved", "submitted", "written"]


def test_nobody_approves_what_they_have_written_in(country: Country, second):
    article = draft(country.ba_dinh, second)
    submit(article, by=second)

    with pytest.raises(PermissionDenied):
        approve(article, by=second)

    third = person("bien-tap-ba", country.ba_dinh, Role.EDITOR)
    take_back(article, by=third)
    article.lead = "Người thứ ba sửa một chữ."
    save_article(article, by=third)
    submit(article, by=second)
    with pytest.raises(PermissionDenied):
        approve(article, by=third)


def test_what_is_being_judged_is_not_written_in(article, author, second):
    submit(article, by=author)
    article.lead = "Sửa lén"

    with pytest.raises(ValidationError, match="lấy lại"):
        save_article(article, by=author)

    take_back(article, by=author)
    save_article(article, by=author)
    assert stored(article).open_edition.lead == "Sửa lén"


def test_a_changed_text_must_be_approved_again(article, author, second):
    hand_over(article, author, second)
    take_back(article, by=author)

    with pytest.raises(ValidationError, match="người thứ hai"):
        publish(article, by=second)


def test_it_is_sent_back_with_a_reason(article, author, second):
    submit(article, by=author)
    with pytest.raises(ValidationError, match="lý do"):
        send_back(article, by=second, reason=" ")

    send_back(article, by=second, reason="Thiếu ngày.")

    edition = stored(article).open_edition
    assert (edition.state, edition.returned_reason) == ("returned", "Thiếu ngày.")
    submit(article, by=author)
    assert stored(article).open_edition.returned_reason == ""


def test_a_stale_second_officer_is_refused(article, author, second, country: Country):
    submit(article, by=author)
    approve(article, by=second)

    with pytest.raises(ValidationError, match="Đã duyệt"):
        approve(article, by=person("ba", country.ba_dinh, Role.EDITOR))


def test_what_is_public_stays_until_the_next_edition_is_published(client, author, second, country: Country):
    article = published(country.ba_dinh, second, lead="Bão vào chiều mai.")
    article.lead = "Bão đổi hướng."
    save_article(article, by=author)
    submit(article, by=author, note="Bão đổi hướng ra bắc")
    approve(article, by=second)
    address = article.get_absolute_url()
    assert "Bão đổi hướng" not in client.get(address).content.decode()

    publish(article, by=second)

    assert "Bão đổi hướng." in client.get(address).content.decode()
    states = list(article.editions.order_by("number").values_list("state", "change_note"))
    assert states == [("superseded", ""), ("published", "Bão đổi hướng ra bắc")]


def test_what_does_not_differ_is_not_submitted(author, second, country: Country):
    article = published(country.ba_dinh, second)
    save_article(article, by=author)

    with pytest.raises(ValidationError, match="chưa khác gì"):
        submit(article, by=author)


def test_published_urgently_it_waits_for_a_second_person(article, author, second, country: Country):
    publish(article, by=second, urgent="Bão đến tối nay")
    edition = article.editions.get()
    assert list(Edition.objects.to_be_approved_afterwards()) == [edition]
    with pytest.raises(PermissionDenied):
        approve_afterwards(article, by=second)

    third = person("ba", country.ba_dinh, Role.EDITOR)
    approve_afterwards(article, by=third)

    assert not Edition.objects.to_be_approved_afterwards().exists()
    with pytest.raises(ValidationError, match="không chờ ai"):
        approve_afterwards(article, by=third)


def test_an_hour_is_kept(article, author, second, time_machine):
    hand_over(article, author, second)
    with pytest.raises(ValidationError, match="sau lúc này"):
        schedule(article, by=second, at=timezone.now())
    schedule(article, by=second, at=timezone.now() + SOON)
    assert publish_what_is_due() == 0

    time_machine.move_to(timezone.now() + SOON)

    assert (publish_what_is_due(), publish_what_is_due()) == (1, 0)
    assert shown_at(article) == {"Phường Ba Đình"}
    assert article.events.first().by is None


def test_without_its_hour_it_stays_approved(article, author, second, time_machine):
    hand_over(article, author, second)
    schedule(article, by=second, at=timezone.now() + SOON)
    unschedule(article, by=second)
    time_machine.move_to(timezone.now() + 2 * SOON)

    assert publish_what_is_due() == 0
    assert stored(article).open_edition.state == "approved"


def test_what_is_over_is_withdrawn_by_itself(second, country: Country, time_machine):
    article = published(country.ba_dinh, second)
    actions.limit(article, by=second, until=timezone.now() + SOON)
    assert withdraw_what_is_over() == 0

    time_machine.move_to(timezone.now() + SOON)

    assert (withdraw_what_is_over(), withdraw_what_is_over()) == (1, 0)
    assert shown_at(article) == set()
    assert stored(article).withdrawn_reason


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_publish_it_once(article, author, second, time_machine):
    hand_over(article, author, second)
    schedule(article, by=second, at=timezone.now() + SOON)
    time_machine.move_to(timezone.now() + SOON)

    results = at_once(publish_what_is_due, publish_what_is_due)

    assert errors(results) == []
    assert sum(results) == 1
    assert article.events.filter(verb="published").count() == 1


def test_an_old_edition_is_taken_up_again(second, country: Country):
    article = published(country.ba_dinh, second, lead="Bản đầu.")
    corrected(article, by=second, lead="Bản hai.")

    again = restore(article.editions.get(number=1), by=second)

    assert (again.number, again.state, again.lead) == (3, "draft", "Bản đầu.")
    with pytest.raises(ValidationError, match="soạn dở"):
        restore(article.editions.get(number=1), by=second)
    discard(article, by=second)
    assert stored(article).open_edition is None


def test_what_was_published_stays_as_it_was(second, country: Country):
    article = published(country.ba_dinh, second)

    with pytest.raises(IntegrityError, match="is public"), transaction.atomic():
        article.editions.update(lead="Viết lại lịch sử")
    with pytest.raises(IntegrityError, match="is public"), transaction.atomic():
        article.editions.all().delete()


@pytest.mark.parametrize("facts", [{"state": "approved"}, {"state": "scheduled"}, {"state": "published"}])
def test_the_database_refuses_a_stage_that_nobody_led_to(facts, article):
    with pytest.raises(IntegrityError), transaction.atomic():
        article.editions.update(**facts)


def test_the_second_of_two_savings_is_told(article, author, second):
    seen = stored(article).open_edition.seen
    article.lead = "Một"
    save_article(article, by=author, seen=seen)

    article.lead = "Hai"
    with pytest.raises(SavedMeanwhileError, match="đã lưu bài này"):
        save_article(article, by=second, seen=seen)

    assert stored(article).open_edition.lead == "Một"


@pytest.mark.django_db(transaction=True)
def test_of_two_savings_at_the_same_time_one_wins_and_one_is_told(article, author, second):
    for round_ in range(20):
        seen = stored(article).open_edition.seen
        mine, hers = stored(article).as_written(), stored(article).as_written()
        mine.lead, hers.lead = f"Của tôi {round_}", f"Của chị {round_}"

        results = at_once(
            lambda mine=mine, seen=seen: save_article(mine, by=author, seen=seen),
            lambda hers=hers, seen=seen: save_article(hers, by=second, seen=seen),
        )

        assert [type(error) for error in errors(results)] == [SavedMeanwhileError]
