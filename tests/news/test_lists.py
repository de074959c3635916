"""News by category, keyword and month, as the public finds them."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from news import lists
from news.actions import advance, classify, order_push, withdraw
from news.archive import Month, categories_with_news, months_with_news
from news.models import Article, ArticleKeyword, Category, Placement
from tests.country import Country
from tests.news.newsroom import corrected, draft, published

pytestmark = pytest.mark.django_db

HA_NOI = "/co-quan/ha-noi/"
BA_DINH = "/co-quan/ha-noi/phuong-ba-dinh/"


def category(slug: str = "thong-bao", name: str = "Thông báo", english: str = "Notices") -> Category:
    return Category.objects.get_or_create(slug=slug, defaults={"name": name, "english_name": english})[0]


def date_back(article: Article, to: datetime.datetime) -> None:
    Article.objects.filter(pk=article.pk).update(published_at=to)
    Placement.objects.filter(article=article).update(published_at=to)


def text(response) -> str:
    return response.content.decode()


def test_a_category_lists_its_articles_on_every_site_that_shows_them(client, editor, country: Country):
    article, other = (published(country.government, editor, title) for title in ("Lịch nghỉ Tết", "Chuyện khác"))
    classify(article, by=editor, category=category())
    for each in (article, other):
        advance(order_push(each, by=editor).pk)

    page = text(client.get(f"{BA_DINH}tin-tuc/chuyen-muc/thong-bao/"))

    assert "<h1>Thông báo</h1>" in page
    assert "Lịch nghỉ Tết" in page
    assert "Chuyện khác" not in page


def test_a_category_is_named_in_english_on_english_pages(client, editor, country: Country):
    category()

    assert "<h1>Notices</h1>" in text(client.get("/en/tin-tuc/chuyen-muc/thong-bao/"))


def test_an_empty_category_says_so_and_an_unknown_one_is_not_found(client, country: Country):
    category()

    assert "Chưa có tin nào" in text(client.get("/tin-tuc/chuyen-muc/thong-bao/"))
    assert client.get("/tin-tuc/chuyen-muc/khong-co/").status_code == 404


def test_the_list_of_a_site_leads_to_its_own_categories_alone(client, editor, administrator, country: Country):
    classify(published(country.ha_noi, administrator), by=administrator, category=category())
    classify(published(country.government, editor), by=editor, category=category("y-te", "Y tế", "Health"))

    assert [found.slug for found in categories_with_news(country.ha_noi)] == ["thong-bao"]
    page = text(client.get(f"{HA_NOI}tin-tuc/"))
    assert f"{HA_NOI}tin-tuc/chuyen-muc/thong-bao/" in page
    assert "chuyen-muc/y-te" not in page


def test_a_keyword_is_found_by_its_form_without_marks(client, administrator, country: Country):
    published(country.ha_noi, administrator, "Có bão", keywords=["Bão số 5", "thiên tai"])
    published(country.ha_noi, administrator, "Trời nắng", keywords=["nắng"])

    page = text(client.get(f"{HA_NOI}tin-tuc/tu-khoa/bao-so-5/"))

    assert "Bão số 5" in page
    assert "Có bão" in page
    assert "Trời nắng" not in page


@pytest.mark.parametrize("word", ["khong-co", "nhap", "cua-hue", "x" * 300])
def test_a_keyword_of_nothing_that_the_site_shows_is_not_found(word, client, administrator, outsider, country: Country):
    draft(country.ha_noi, administrator, keywords=["nháp"])
    published(country.hue, outsider, keywords=["của Huế"])

    assert client.get(f"{HA_NOI}tin-tuc/tu-khoa/{word}/").status_code == 404


def test_a_corrected_keyword_leads_there_and_the_former_no_longer(client, administrator, country: Country):
    article = published(country.ha_noi, administrator, keywords=["Cũ", "cu", "Giữ"])
    corrected(article, administrator, keywords=["Giữ", "Mới"])

    assert set(ArticleKeyword.objects.filter(article=article).values_list("slug", flat=True)) == {"giu", "moi"}
    assert client.get(f"{HA_NOI}tin-tuc/tu-khoa/cu/").status_code == 404
    assert client.get(f"{HA_NOI}tin-tuc/tu-khoa/moi/").status_code == 200


def test_the_months_with_news_are_listed_and_each_has_its_news(client, administrator, country: Country):
    zone = timezone.get_default_timezone()
    for title, moment in {
        "Cuối tháng Ba": datetime.datetime(2026, 3, 31, 23, 59, tzinfo=zone),
        "Đầu tháng Tư": datetime.datetime(2026, 4, 1, 0, 0, tzinfo=zone),
        "Năm ngoái": datetime.datetime(2025, 12, 5, 8, 0, tzinfo=zone),
    }.items():
        date_back(published(country.ha_noi, administrator, title), moment)

    assert months_with_news(country.ha_noi) == [Month(2026, 4), Month(2026, 3), Month(2025, 12)]
    archive = text(client.get(f"{HA_NOI}tin-tuc/thang/"))
    assert archive.index("tháng 4/2026") < archive.index("tháng 12/2025")
    march = text(client.get(f"{HA_NOI}tin-tuc/thang/2026-03/"))
    assert "Cuối tháng Ba" in march
    assert "Đầu tháng Tư" not in march
    assert "March 2026" in text(client.get(f"/en{HA_NOI}tin-tuc/thang/2026-03/"))


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "2026-1", "0000-01", "1996-12", "9999-12", "2020-01"])
def test_a_month_that_is_none_or_has_no_news_is_not_found(month, client, administrator, country: Country):
    published(country.ha_noi, administrator)

    assert client.get(f"{HA_NOI}tin-tuc/thang/{month}/").status_code == 404


def test_what_is_withdrawn_stands_in_no_list(client, administrator, country: Country):
    article = published(country.ha_noi, administrator, keywords=["bão"])
    classify(article, by=administrator, category=category())
    withdraw(article, by=administrator, reason="Sai")

    assert categories_with_news(country.ha_noi) == []
    assert months_with_news(country.ha_noi) == []
    assert article.title not in text(client.get(f"{HA_NOI}tin-tuc/chuyen-muc/thong-bao/"))
    assert client.get(f"{HA_NOI}tin-tuc/tu-khoa/bao/").status_code == 404


LISTS = ["tin-tuc/", "tin-tuc/chuyen-muc/thong-bao/", "tin-tuc/tu-khoa/bao/", "tin-tuc/thang/{month}/"]


@pytest.fixture
def twenty_one(administrator, country: Country) -> str:
    """Twenty-one articles of one category, keyword and month; returns the month."""
    for number in range(21):
        article = published(country.ha_noi, administrator, f"Tin {number}", keywords=["bão"])
        classify(article, by=administrator, category=category())
    return str(Month.of(timezone.now()))


@pytest.mark.parametrize("path", LISTS)
def test_a_page_past_the_end_is_not_found(path, client, twenty_one):
    address = HA_NOI + path.format(month=twenty_one)

    assert "Trang 2 / 2" in text(client.get(address, {"trang": 2}))
    for number in (3, 99999):
        assert client.get(address, {"trang": number}).status_code == 404


def test_a_list_goes_back_so_far_and_no_further(monkeypatch, client, twenty_one):
    monkeypatch.setattr(lists, "MOST_PAGES", 1)

    assert client.get(f"{HA_NOI}tin-tuc/", {"trang": 2}).status_code == 404


@pytest.mark.parametrize("path", LISTS[1:])
def test_a_list_takes_as_many_queries_however_many_rows(path, client, twenty_one, django_assert_max_num_queries):
    # the site and those above it, the name of the list, how many, which, their texts
    with django_assert_max_num_queries(5):
        client.get(HA_NOI + path.format(month=twenty_one))


def test_a_former_path_of_the_agency_is_sent_on_with_the_list(client, operator, country: Country):
    from agencies.actions import revise_agency
    from agencies.models import Agency

    ward = Agency.objects.get(pk=country.ba_dinh.pk)
    ward.slug = "phuong-ngoc-ha"
    revise_agency(ward, by=operator)

    for path in ("tin-tuc/chuyen-muc/thong-bao/", "tin-tuc/thang/2026-03/", "tin-tuc/rss.xml", "chuyen-de/"):
        response = client.get(BA_DINH + path)
        assert (response.status_code, response.url) == (301, f"/co-quan/ha-noi/phuong-ngoc-ha/{path}")
