"""The English text of an article in the admin, and the articles that lack it."""

import pytest
from django.urls import reverse

from news.actions import save_translation
from news.models import Article, ArticleTranslation
from tests.country import Country
from tests.news.files import picture, upload
from tests.news.newsroom import corrected, draft, published
from tests.news.test_translation import ENGLISH, english

pytestmark = pytest.mark.django_db


def page(article: Article) -> str:
    return reverse("admin:news_article_translation", args=[article.pk])


def test_an_author_translates_her_draft_beside_the_vietnamese_text(sign_in, author, country: Country):
    article = draft(country.ba_dinh, author, "Lịch tiếp dân")
    browser = sign_in(author)
    assert "Tàu thuyền về nơi trú ẩn." in browser.get(page(article)).content.decode()

    response = browser.post(page(article), ENGLISH, follow=True)

    assert "Đã lưu bản tiếng Anh." in response.content.decode()
    assert str(article.text_in("en").title) == "Storm No. 5"


def test_what_is_missing_is_said_at_its_field_and_the_words_are_kept(sign_in, administrator, country: Country):
    photo = {"photo": upload(picture()), "photo_alt": "Bão"}
    article = published(country.ha_noi, administrator, **photo)

    response = sign_in(administrator).post(page(article), {**ENGLISH, "body": " "})

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"body", "photo_alt"}
    assert "It comes tomorrow." in response.content.decode()
    assert not ArticleTranslation.objects.exists()


def test_a_translation_is_taken_back(sign_in, administrator, country: Country):
    article = published(country.ha_noi, administrator)
    save_translation(english(article), by=administrator)

    sign_in(administrator).post(page(article), {"_remove": "1"})

    assert not ArticleTranslation.objects.exists()


def test_a_correction_since_is_said(sign_in, administrator, country: Country):
    article = published(country.ha_noi, administrator)
    save_translation(english(article), by=administrator)
    corrected(article, by=administrator)

    assert "đã được sửa sau" in sign_in(administrator).get(page(article)).content.decode()


def test_for_an_outsider_it_does_not_exist_and_an_author_may_not(sign_in, outsider, author, administrator, country):
    article = published(country.ba_dinh, administrator)

    for method in ("get", "post"):
        assert getattr(sign_in(outsider), method)(page(article), ENGLISH).status_code == 404
        assert getattr(sign_in(author), method)(page(article), ENGLISH).status_code == 403

    assert not ArticleTranslation.objects.exists()


def test_articles_are_listed_by_their_english(sign_in, administrator, country: Country):
    without, fresh, behind = (published(country.ha_noi, administrator, title) for title in ("Không", "Mới", "Cũ"))
    draft(country.ha_noi, administrator, "Nháp")
    for article in (fresh, behind):
        save_translation(english(article), by=administrator)
    corrected(behind, by=administrator)
    browser, listed = sign_in(administrator), reverse("admin:news_article_changelist")

    found = {
        asked: set(browser.get(listed, {"tieng-anh": asked}).context["cl"].queryset) for asked in ("thieu", "cu", "co")
    }

    assert found == {"thieu": {without}, "cu": {behind}, "co": {fresh, behind}}
    assert browser.get(listed, {"tieng-anh": "x"}).status_code == 404
