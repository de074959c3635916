"""The way of an article to the public, in the admin: submit, approve, publish, compare, restore."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from news.actions import submit
from news.models import Article
from tests.country import Country
from tests.news.newsroom import corrected, draft, published, shown_at

pytestmark = pytest.mark.django_db

WORDS = {
    "title": "Lịch tiếp công dân",
    "lead": "Từ thứ hai.",
    "body": "Tại trụ sở.",
    "keywords": "tiếp dân, lịch",
}


def change_page(article: Article) -> str:
    return reverse("admin:news_article_change", args=[article.pk])


def step_page(step: str, article: Article) -> str:
    return reverse(f"admin:news_article_{step}", args=[article.pk])


def test_an_author_submits_with_one_button_and_an_editor_approves_and_publishes(
    sign_in, author, administrator, country: Country
):
    article = draft(country.ba_dinh, author)
    browser = sign_in(author)
    assert step_page("publish", article) not in browser.get(change_page(article)).content.decode()

    response = browser.post(change_page(article), {**WORDS, "seen": "1.1", "_submit": "1"}, follow=True)

    assert response.redirect_chain == [(change_page(article), 302)]
    assert "Đã trình duyệt." in response.content.decode()
    browser = sign_in(administrator)
    page = browser.get(change_page(article)).content.decode()
    assert step_page("approve", article) in page
    assert 'name="_submit"' not in page

    assert browser.post(step_page("approve", article), WORDS).status_code == 302
    assert shown_at(article) == set()
    response = browser.post(step_page("publish", article), {"note": ""}, follow=True)

    assert "Đã đăng lên mọi trang" in response.content.decode()
    assert shown_at(article) == {"Phường Ba Đình"}


def test_a_step_that_is_not_open_says_so_and_does_nothing(sign_in, administrator, country: Country):
    article = draft(country.ha_noi, administrator)
    browser = sign_in(administrator)
    submit(article, by=administrator)

    for step in ("approve", "publish", "schedule", "endorse", "withdraw"):
        response = browser.post(step_page(step, article), {"reason": "x", "note": ""})
        assert "Bài không còn ở bước này" in response.content.decode(), step

    assert Article.objects.get(pk=article.pk).open_edition.state == "submitted"
    assert shown_at(article) == set()


def test_publishing_urgently_asks_for_a_reason_and_waits_for_a_second_person(sign_in, editor, operator, country):
    article = draft(country.government, editor)
    browser = sign_in(editor)
    assert "Lý do" in browser.post(step_page("urgent", article), {"reason": " "}).content.decode()
    assert shown_at(article) == set()

    browser.post(step_page("urgent", article), {"reason": "Bão đến tối nay", "note": ""})

    assert shown_at(article) == {"Chính phủ"}
    listed = reverse("admin:news_article_changelist") + "?tinh-trang=duyet-sau"
    assert article.title in browser.get(listed).content.decode()
    assert "Bài không còn ở bước này" in browser.post(step_page("endorse", article)).content.decode()
    sign_in(operator).post(step_page("endorse", article))
    assert article.title not in browser.get(listed).content.decode()


def test_the_second_of_two_savings_is_told_and_loses_no_word(sign_in, author, administrator, country: Country):
    article = draft(country.ba_dinh, author)
    first, second = sign_in(author), sign_in(administrator)
    seen = Article.objects.get(pk=article.pk).open_edition.seen
    first.post(change_page(article), {**WORDS, "lead": "Của người thứ nhất.", "seen": seen, "_continue": "1"})

    page = second.post(change_page(article), {**WORDS, "lead": "Của người thứ hai.", "seen": seen, "_continue": "1"})

    text = page.content.decode()
    assert page.status_code == 200
    assert "đã lưu bài này lúc" in text
    assert "Của người thứ hai." in text
    assert "nhất." in text
    assert Article.objects.get(pk=article.pk).as_written().lead == "Của người thứ nhất."

    seen = re.search(r'name="seen"\s+value="([^"]*)"', text)[1]
    second.post(change_page(article), {**WORDS, "lead": "Của người thứ hai.", "seen": seen, "_continue": "1"})

    assert Article.objects.get(pk=article.pk).as_written().lead == "Của người thứ hai."
    assert "Của người thứ nhất." in str(article.events.first().details)


def test_two_editions_stand_side_by_side_and_an_old_one_is_taken_up_again(sign_in, administrator, country: Country):
    article = published(country.ha_noi, administrator, lead="Bão vào chiều mai.")
    corrected(article, by=administrator, lead="Bão vào sáng mai.")
    browser = sign_in(administrator)
    page = reverse("admin:news_article_editions", args=[article.pk])

    text = browser.get(page, {"cu": "1", "moi": "2"}).content.decode()

    assert "<del>chiều</del>" in text
    assert "<ins>sáng</ins>" in text
    assert browser.get(page, {"cu": "9"}).status_code == 404
    browser.post(page, {"_restore": "1"})
    assert Article.objects.get(pk=article.pk).as_written().lead == "Bão vào chiều mai."
    assert "Đang có một bản soạn dở" in browser.post(page, {"_restore": "1"}, follow=True).content.decode()
