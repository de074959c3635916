"""Publishing on the agency's own site."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from news.actions import save_article, withdraw
from news.models import Article
from tests.country import Country
from tests.news.newsroom import at_once, draft, errors, publish_now, published, shown_at

pytestmark = pytest.mark.django_db


def test_an_editor_publishes_and_the_public_reads_it(client, administrator, author, country: Country):
    article = publish_now(draft(country.ba_dinh, author), by=administrator)

    assert article.is_published
    assert shown_at(article) == {"Phường Ba Đình"}
    assert client.get(article.get_absolute_url()).status_code == 200


def test_what_is_public_is_not_published_again(administrator, country: Country):
    article = published(country.ha_noi, administrator)

    with pytest.raises(ValidationError, match="Không có bản nào"):
        publish_now(article, by=administrator)

    assert [event.verb for event in article.events.all()] == ["published", "written"]


def test_what_was_withdrawn_can_be_published_again_with_its_first_date(administrator, country: Country):
    article = published(country.ha_noi, administrator)
    withdraw(article, by=administrator, reason="Chờ kiểm tra")

    again = publish_now(save_article(article, by=administrator), by=administrator)

    assert again.published_at == article.published_at
    assert (again.withdrawn_at, again.withdrawn_reason) == (None, "")
    assert shown_at(article) == {"Thành phố Hà Nội"}


def test_the_database_refuses_a_published_article_without_its_date(administrator, country: Country):
    article = draft(country.ha_noi, administrator)

    with pytest.raises(IntegrityError, match="article_dated_when_published"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(status="published")


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_publish_it_once(administrator, operator, country: Country):
    article = draft(country.ha_noi, administrator)

    results = at_once(lambda: publish_now(article, by=administrator), lambda: publish_now(article, by=operator))

    assert [error.messages for error in errors(results)] == [["Không có bản nào đang soạn để đăng."]]
    assert shown_at(article) == {"Thành phố Hà Nội"}
    assert article.events.filter(verb="published").count() == 1
