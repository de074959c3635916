"""Campaign topics, as their editors keep them and the public reads them."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from news.actions import advance, classify, order_push, save_article, save_topic, withdraw
from news.models import Article, Topic, TopicEvent
from tests.country import Country
from tests.news.newsroom import corrected, draft, publish_now, published
from tests.news.test_classify import topic

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


def text(response) -> str:
    return response.content.decode()


def test_a_topic_stands_on_the_site_of_its_owner_and_on_all_below(client, administrator, country: Country):
    topic(country.ha_noi, administrator)

    for site in ("/co-quan/ha-noi/", "/co-quan/ha-noi/phuong-ba-dinh/"):
        assert "Đúng hẹn" in text(client.get(f"{site}chuyen-de/"))
        assert "<h1>Đúng hẹn</h1>" in text(client.get(f"{site}chuyen-de/dung-hen/"))
    for site in ("/", "/co-quan/hue/"):
        assert "Đúng hẹn" not in text(client.get(f"{site}chuyen-de/"))
        assert client.get(f"{site}chuyen-de/dung-hen/").status_code == 404


def test_its_canonical_address_is_on_the_site_of_its_owner(client, administrator, country: Country, settings):
    topic(country.ha_noi, administrator)

    page = text(client.get("/co-quan/ha-noi/phuong-ba-dinh/chuyen-de/dung-hen/"))

    assert f'rel="canonical" href="{settings.PORTAL_ORIGIN}/co-quan/ha-noi/chuyen-de/dung-hen/"' in page
    assert 'Chuyên đề của <a href="/co-quan/ha-noi/chuyen-de/dung-hen/">Thành phố Hà Nội</a>' in page


def test_a_topic_shows_from_its_first_day_and_is_kept_after_its_last(client, administrator, country: Country):
    topic(country.ha_noi, administrator, "Sắp tới", starts_on=TODAY() + DAY)
    topic(country.ha_noi, administrator, "Đã qua", starts_on=TODAY() - 9 * DAY, ends_on=TODAY() - DAY)

    page = text(client.get("/co-quan/ha-noi/chuyen-de/"))

    assert "Sắp tới" not in page
    assert page.index("Đã kết thúc") < page.index("Đã qua")
    assert client.get("/co-quan/ha-noi/chuyen-de/sap-toi/").status_code == 404
    assert client.get("/co-quan/ha-noi/chuyen-de/da-qua/").status_code == 200
    assert "Đã qua" not in text(client.get("/co-quan/ha-noi/tin-tuc/"))


def test_its_articles_stand_in_order_and_are_read_here_if_they_are_here(
    client, editor, administrator, country: Country
):
    pushed = published(country.government, editor, "Từ trên xuống")
    advance(order_push(pushed, by=editor).pk)
    ward = published(country.ba_dinh, administrator, "Của phường")
    hidden = draft(country.ha_noi, administrator, "Chưa đăng")
    found = topic(country.ha_noi, administrator)
    classify(hidden, by=administrator, category=None, topics=[found])
    save_topic(found, by=administrator, articles=[ward, pushed, hidden])

    page = text(client.get("/co-quan/ha-noi/chuyen-de/dung-hen/"))

    assert page.index("Của phường") < page.index("Từ trên xuống")
    assert f'href="{ward.get_absolute_url()}"' in page
    assert f'href="{pushed.url_at(country.ha_noi)}"' in page
    assert "Chưa đăng" not in page


def test_english_is_shown_where_there_is_some(client, administrator, country: Country):
    topic(country.ha_noi, administrator, english_title="On time", english_lead="For the people.")
    topic(country.ha_noi, administrator, "Chưa dịch")

    assert "<h1>On time</h1>" in text(client.get("/en/co-quan/ha-noi/chuyen-de/dung-hen/"))
    assert '<h1 lang="vi">Chưa dịch</h1>' in text(client.get("/en/co-quan/ha-noi/chuyen-de/chua-dich/"))


def test_what_happens_to_its_articles_shows_on_the_next_request(visitor, administrator, country: Country):
    """The ward's article stands on no other site than the ward's, and yet on the topic's page of the province."""
    article = published(country.ba_dinh, administrator, "Tin của phường")
    found = topic(country.ha_noi, administrator)
    address = "/co-quan/ha-noi/chuyen-de/dung-hen/"
    assert "Tin của phường" not in visitor.get(address).text

    classify(article, by=administrator, category=None, topics=[found])
    assert "Tin của phường" in visitor.get(address).text
    corrected(article, administrator, title="Tin đã sửa")
    assert "Tin đã sửa" in visitor.get(address).text
    withdraw(article, by=administrator, reason="Sai")
    assert "Tin đã sửa" not in visitor.get(address).text
    publish_now(save_article(Article.objects.get(pk=article.pk), by=administrator), by=administrator)
    classify(article, by=administrator, category=None)
    assert "Tin đã sửa" not in visitor.get(address).text


def test_a_saved_topic_keeps_its_address_and_its_owner(administrator, country: Country):
    found = topic(country.ha_noi, administrator)
    found.title = "Tên mới"
    save_topic(found, by=administrator)
    assert Topic.objects.get().slug == "dung-hen"
    assert topic(country.ba_dinh, administrator).slug == "dung-hen-2"

    found.owner = country.ba_dinh
    with pytest.raises(ValidationError):
        save_topic(found, by=administrator)


def test_it_is_noted(administrator, country: Country):
    found = topic(country.ha_noi, administrator)
    save_topic(found, by=administrator, articles=[published(country.ha_noi, administrator)])

    assert list(found.events.values_list("verb", flat=True)) == [TopicEvent.Verb.SAVED, TopicEvent.Verb.OPENED]


def test_only_editors_of_its_owner_keep_it(author, outsider, administrator, country: Country):
    found = topic(country.ba_dinh, administrator)

    for somebody in (author, outsider):
        with pytest.raises(PermissionDenied):
            save_topic(found, by=somebody)
        with pytest.raises(PermissionDenied):
            topic(country.ba_dinh, somebody, "Khác")


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"english_title": "Only a title"}, {"ends_on": datetime.date(2000, 1, 1)}],
    ids=str,
)
def test_what_is_not_whole_is_refused(wrong, administrator, country: Country):
    with pytest.raises(ValidationError):
        topic(country.ha_noi, administrator, **{"title": "Tên", **wrong})


def test_a_draft_does_not_join_by_the_list(administrator, country: Country):
    with pytest.raises(ValidationError):
        save_topic(
            topic(country.ha_noi, administrator), by=administrator, articles=[draft(country.ha_noi, administrator)]
        )


def test_a_topic_takes_as_many_queries_however_many_articles(
    client, administrator, country: Country, django_assert_max_num_queries
):
    found = topic(country.ha_noi, administrator)
    articles = [published(country.ha_noi, administrator, f"Tin {number}") for number in range(21)]
    save_topic(found, by=administrator, articles=articles)

    with django_assert_max_num_queries(6):  # the site, the topic, how many, which, their texts, which are here
        client.get("/co-quan/ha-noi/chuyen-de/dung-hen/")
