"""Looking at what is not public yet, by a link that expires."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from news.actions import save_article
from news.models import Article
from news.preview import KEPT_DAYS, preview_address
from tests.country import Country
from tests.news.newsroom import draft, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(author, country: Country) -> Article:
    return draft(country.ba_dinh, author)


def link_to(article: Article, country: Country) -> str:
    return preview_address(Article.objects.get(pk=article.pk).open_edition, country.ba_dinh)


def test_whoever_has_the_link_sees_it_as_it_would_look(client, article, country: Country):
    response = client.get(link_to(article, country))

    page = response.content.decode()
    assert response.status_code == 200
    assert article.title in page
    assert "Bản xem trước" in page
    assert 'content="noindex, nofollow"' in page


def test_it_is_nobody_elses_page(client, article, country: Country):
    response = client.get(link_to(article, country))

    assert response["Cache-Control"] == "private, no-store"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in client.get("/")["Content-Security-Policy"]


def test_it_shows_what_is_being_written_of_a_public_article(client, editor, country: Country):
    article = published(country.government, editor)
    article.lead = "Chữ mới."
    save_article(article, by=editor)

    assert "Chữ mới." in client.get(link_to(article, country)).content.decode()
    assert "Chữ mới." not in client.get(article.get_absolute_url()).content.decode()


def test_after_its_days_it_says_what_to_do(client, article, country: Country, time_machine):
    address = link_to(article, country)
    time_machine.move_to(timezone.now() + datetime.timedelta(days=KEPT_DAYS, minutes=1))

    response = client.get(address)

    assert response.status_code == 410
    assert "xin người đã gửi" in response.content.decode()
    assert article.title not in response.content.decode()


@pytest.mark.parametrize("token", ["x", "WzEsMV0", "WzEsMV0:1w:abc"])
def test_a_link_that_nobody_made_is_not_found(client, token, article):
    assert client.get(reverse("preview", args=[token])).status_code == 404


def test_a_changed_link_is_not_found(client, article, country: Country):
    assert client.get(link_to(article, country).rstrip("/") + "x/").status_code == 404


def test_staff_look_at_two_widths_and_on_any_site_of_theirs(sign_in, author, outsider, article, country: Country):
    page = reverse("admin:news_article_preview", args=[article.pk])

    response = sign_in(author).get(page, {"trang": country.ba_dinh.pk})

    text = response.content.decode()
    assert text.count("<iframe") == 2
    assert "Phường Ba Đình" in text
    assert "frame-src 'self'" in response["Content-Security-Policy"]
    assert sign_in(outsider).get(page).status_code == 404


@pytest.mark.parametrize("asked", ["0", "x", "99999999999999999999", "-1"])
def test_a_site_that_is_none_is_its_own(sign_in, author, asked, article):
    page = reverse("admin:news_article_preview", args=[article.pk])

    assert sign_in(author).get(page, {"trang": asked}).status_code == 200
