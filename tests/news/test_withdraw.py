"""Taking an article off every site."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from news.actions import advance, order_push, remove, save_article, withdraw
from tests.country import Country
from tests.news.newsroom import draft, publish_now, published, shown_at

pytestmark = pytest.mark.django_db


def test_a_withdrawn_article_is_gone_from_every_site_at_once(client, editor, country: Country):
    article = published(country.government, editor)
    push = order_push(article, by=editor)
    advance(push.pk)

    withdraw(article, by=editor, reason="Sai số liệu")

    assert shown_at(article) == set()
    assert client.get(article.get_absolute_url()).status_code == 410
    assert client.get(article.url_at(country.thuan_hoa)).status_code == 410
    assert push.progress()["shown"] == 0


def test_the_reason_is_kept(administrator, country: Country):
    article = published(country.ha_noi, administrator)

    withdraw(article, by=administrator, reason="Sai số liệu")

    event = article.events.first()
    assert (event.verb, event.by, event.details) == ("withdrawn", administrator, {"reason": "Sai số liệu"})


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_it_stays(reason, administrator, country: Country):
    article = published(country.ha_noi, administrator)

    with pytest.raises(ValidationError, match="lý do"):
        withdraw(article, by=administrator, reason=reason)

    assert shown_at(article) == {"Thành phố Hà Nội"}


def test_a_draft_is_not_withdrawn(administrator, country: Country):
    article = draft(country.ha_noi, administrator)

    with pytest.raises(ValidationError, match="không có gì để gỡ"):
        withdraw(article, by=administrator, reason="Nhầm")

    assert [event.verb for event in article.events.all()] == ["written"]


def test_published_again_it_is_back_wherever_its_push_is_in_force(editor, country: Country):
    article = published(country.government, editor)
    advance(order_push(article, by=editor).pk)
    withdraw(article, by=editor, reason="Chờ kiểm tra")

    publish_now(save_article(article, by=editor), by=editor)

    assert len(shown_at(article)) == 8


def test_its_page_says_since_when_and_why(client, editor, country: Country):
    article = published(country.government, editor)
    advance(order_push(article, by=editor).pk)
    withdraw(article, by=editor, reason="Số liệu chưa được kiểm tra.")

    for address in (article.get_absolute_url(), article.url_at(country.thuan_hoa)):
        response = client.get(address)
        page = response.content.decode()
        assert response.status_code == 410
        assert article.title in page
        assert "Số liệu chưa được kiểm tra." in page
        assert f"{timezone.localtime():%d/%m/%Y}" in page


def test_of_what_was_removed_not_even_the_title_is_left(client, editor, country: Country):
    article = published(country.government, editor)
    advance(order_push(article, by=editor).pk)

    remove(article, by=editor, reason="Tên người tố giác")

    for address in (article.get_absolute_url(), article.url_at(country.thuan_hoa)):
        response = client.get(address)
        page = response.content.decode()
        assert response.status_code == 410
        assert "đăng nhầm" in page
        assert article.title not in page
        assert "Tên người tố giác" not in page
