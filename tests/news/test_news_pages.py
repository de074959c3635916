"""News on the sites, as the public sees it."""

import re

import pytest

from agencies.actions import revise_agency
from agencies.models import Agency
from news.actions import advance, order_push, pin, recall, withdraw
from news.models import Article, Placement, Push
from tests.country import Country
from tests.news.newsroom import draft, published

pytestmark = pytest.mark.django_db

BA_DINH = "/co-quan/ha-noi/phuong-ba-dinh/"


@pytest.fixture
def push(editor, country: Country) -> Push:
    """A push of the Government that has come everywhere."""
    push = order_push(published(country.government, editor), by=editor)
    advance(push.pk)
    return push


@pytest.fixture
def pushed(push: Push) -> Article:
    return push.article


def text(response) -> str:
    return response.content.decode()


def test_the_list_of_a_site_has_its_own_news_and_those_from_above(client, pushed, administrator, country: Country):
    published(country.ba_dinh, administrator, "Lịch cắt điện")
    published(country.hoan_kiem, administrator, "Chuyện nhà hàng xóm")

    page = text(client.get(f"{BA_DINH}tin-tuc/"))

    assert "Lịch cắt điện" in page
    assert pushed.title in page
    assert "Chuyện nhà hàng xóm" not in page


def test_the_newest_stand_first_and_the_pinned_above_them(client, pushed, administrator, country: Country):
    for title in ("Một", "Hai", "Ba"):
        published(country.ba_dinh, administrator, title)
    pin(Placement.objects.get(article=pushed, agency=country.ba_dinh), by=administrator, position=1)

    page = text(client.get(f"{BA_DINH}tin-tuc/"))

    places = [page.index(f">{title}</a>") for title in (pushed.title, "Ba", "Hai", "Một")]
    assert places == sorted(places)
    assert page.count("Ghim") == 1


def test_an_article_from_above_is_marked_with_its_origin(client, pushed, country: Country):
    page = text(client.get(f"{BA_DINH}tin-tuc/"))

    assert re.search(r'c-news-item__origin"\s+href="/">Chính phủ</a>', page)
    assert "c-news-item__origin" not in text(client.get("/tin-tuc/"))


def test_an_article_is_shown_in_the_frame_of_the_site_and_named_at_its_origin(
    client, pushed, settings, country: Country
):
    page = text(client.get(pushed.url_at(country.ba_dinh)))

    assert pushed.url_at(country.ba_dinh).startswith(BA_DINH)
    assert f'href="{settings.PORTAL_ORIGIN}{pushed.get_absolute_url()}"' in page
    assert "Phường Ba Đình" in page
    assert f'Bài của <a href="{pushed.get_absolute_url()}">Chính phủ</a>' in page


def test_another_slug_is_sent_on_for_good(client, pushed, country: Country):
    response = client.get(f"{BA_DINH}tin-tuc/{pushed.pk}-ten-khac/")

    assert response.status_code == 301
    assert response.url == pushed.url_at(country.ba_dinh)


def test_a_former_path_of_the_agency_is_sent_on_with_the_article(client, pushed, operator, country: Country):
    former = pushed.url_at(country.ba_dinh)
    ward = Agency.objects.get(pk=country.ba_dinh.pk)
    ward.slug = "phuong-ngoc-ha"
    revise_agency(ward, by=operator)

    response = client.get(former)

    assert response.status_code == 301
    assert response.url == pushed.url_at(ward)
    assert client.get(response.url).status_code == 200


def test_a_recalled_article_is_gone_from_the_site_and_the_page_says_why(client, push, editor, country: Country):
    recall(push, by=editor, reason="Nhầm bản")

    response = client.get(push.article.url_at(country.ba_dinh))

    assert response.status_code == 410
    assert "thu hồi" in text(response)
    assert push.article.title not in text(response)


def test_a_withdrawn_article_is_gone_everywhere(client, pushed, editor, country: Country):
    withdraw(pushed, by=editor, reason="Sai")

    response = client.get(pushed.url_at(country.ba_dinh))

    assert response.status_code == 410
    assert "gỡ" in text(response)


@pytest.mark.parametrize("path", [f"{BA_DINH}tin-tuc/987654-bao/", "/tin-tuc/99999999999999999999999-bao/"])
def test_what_never_was_is_not_found(path, client, country: Country):
    assert client.get(path).status_code == 404


def test_an_article_of_another_site_is_not_found_here(client, outsider, country: Country):
    article = published(country.hue, outsider)

    assert client.get(article.url_at(country.ba_dinh)).status_code == 404


def test_a_draft_is_not_found(client, administrator, country: Country):
    assert client.get(draft(country.ba_dinh, administrator).get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("", 1), ("2", 2), ("x", 1), ("0", 1), ("-1", 1), ("1.5", 1), ("9" * 5000, 1), ("²", 1)],
)
def test_whatever_page_is_asked_for_some_page_comes(asked, shown, client, administrator, country: Country):
    for number in range(21):
        published(country.ba_dinh, administrator, f"Tin {number}")

    response = client.get(f"{BA_DINH}tin-tuc/?trang={asked}")

    assert response.status_code == 200
    assert f"Trang {shown} / 2" in text(response)


def test_a_site_without_news_says_so(client, country: Country):
    assert "Chưa có tin nào" in text(client.get(f"{BA_DINH}tin-tuc/"))


def test_what_looks_like_html_stays_text(client, administrator, country: Country):
    evil = "<script>alert(1)</script>"
    article = published(
        country.ba_dinh, administrator, f"{evil} & 'x'", lead=f'{evil}"', body=f"{evil} & x", author=evil, source=evil,
        keywords=[f'"{evil}'], photo_alt=evil,
    )  # fmt: skip

    for path in (article.get_absolute_url(), f"{BA_DINH}tin-tuc/", BA_DINH):
        assert evil not in text(client.get(path))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text(client.get(article.get_absolute_url()))


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_takes_six_queries_however_many_rows(
    rows, client, editor, administrator, country: Country, django_assert_num_queries
):
    for number in range(rows):
        by, origin = (editor, country.government) if number % 2 else (administrator, country.ha_noi)
        article = published(origin, by, f"Tin {number}")
        advance(order_push(article, by=by).pk)

    # the site and those above it, categories, topics, how many, which, their texts
    with django_assert_num_queries(6):
        client.get(f"{BA_DINH}tin-tuc/")


def test_an_article_takes_three_queries(client, pushed, country: Country, django_assert_num_queries):
    with django_assert_num_queries(3):  # the site, the article, what is related to it
        client.get(pushed.url_at(country.ba_dinh))


def test_the_pages_are_for_reading_only(client, pushed, country: Country):
    assert client.post(f"{BA_DINH}tin-tuc/").status_code == 405
    assert client.post(pushed.get_absolute_url()).status_code == 405


def test_moving_on_for_good_keeps_what_was_asked(client, operator, country: Country):
    ward = Agency.objects.get(pk=country.ba_dinh.pk)
    ward.slug = "phuong-ba-dinh-moi"
    revise_agency(ward, by=operator)

    response = client.get("/co-quan/ha-noi/phuong-ba-dinh/tin-tuc/?trang=3")

    assert response["Location"] == "/co-quan/ha-noi/phuong-ba-dinh-moi/tin-tuc/?trang=3"
