"""Bodies from saving to reading: kept clean, fit to be seen before others see them, compared by their words."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from markup import LONGEST
from news.actions import add_pictures, keep_picture, publish, restore, save_article, save_translation, submit
from news.comparison import compared
from news.models import Article, ArticleTranslation, Picture
from tests.country import Country
from tests.news.files import picture, upload
from tests.news.newsroom import corrected, draft, published

pytestmark = pytest.mark.django_db

UNDESCRIBED = '<p>Lũ lên.</p><figure><img data-picture="7" alt=""></figure>'


def text(response) -> str:
    return response.content.decode()


def test_whatever_is_saved_is_kept_clean(operator, country: Country):
    article = draft(
        country.ha_noi, operator, body="<h1 onclick=x>Bão</h1><p style=x>Đến <script>x</script>tối.</p><p></p>"
    )

    assert article.body == "<h2>Bão</h2><p>Đến tối.</p>"
    assert article.open_edition.body == article.body


def test_a_longer_body_than_a_page_can_hold_is_refused(operator, country: Country):
    with pytest.raises(ValidationError, match=r"quá 200\.000 ký tự") as refusal:
        draft(country.ha_noi, operator, body="x" * (LONGEST + 1))
    assert "body" in refusal.value.message_dict


def test_nobody_is_asked_to_approve_a_picture_without_a_description(operator, country: Country):
    article = draft(country.ha_noi, operator, body=UNDESCRIBED)

    with pytest.raises(ValidationError, match="Hãy mô tả ảnh thứ 1"):
        submit(article, by=operator)
    with pytest.raises(ValidationError, match="Hãy mô tả ảnh thứ 1"):
        publish(article, by=operator, urgent="Bão")


def test_a_translation_is_clean_and_describes_its_pictures_too(operator, country: Country):
    article = published(country.ha_noi, operator)
    translation = ArticleTranslation(article=article, language="en", title="T", lead="L", body="<b>Go</b><svg>x</svg>")

    assert save_translation(translation, by=operator).body == "<p><strong>Go</strong></p>"
    translation.body = UNDESCRIBED
    with pytest.raises(ValidationError, match="Hãy mô tả ảnh"):
        save_translation(translation, by=operator)
    translation.body = "<p> </p>"
    with pytest.raises(ValidationError, match="chưa có chữ nào"):
        save_translation(translation, by=operator)


def test_the_page_shows_the_text_with_its_tables_in_a_box(client, operator, country: Country):
    body = "<h3>Số liệu</h3><table><tr><th>Xã<th>Số<tr><th>A<td>1</table>"
    page = text(client.get(published(country.ha_noi, operator, body=body).get_absolute_url()))

    assert "<h3>Số liệu</h3>" in page
    assert 'class="c-prose__scroll" role="group" aria-label="Bảng, cuộn ngang được" tabindex="0"' in page
    assert '<thead><tr><th scope="col"><p>Xã</p></th>' in page
    assert '<th scope="row"><p>A</p></th>' in page


def figure(shown: Picture) -> str:
    return f'<p>Lũ lên.</p><figure><img data-picture="{shown.pk}" alt="Đê"></figure>'


def test_a_text_shows_the_pictures_of_its_agency_and_no_others(client, operator, country: Country):
    own, other = (keep_picture(agency, upload(picture()), by=operator) for agency in (country.ha_noi, country.hue))
    article = published(country.ha_noi, operator, body=figure(own))
    assert own.shown.address in text(client.get(article.get_absolute_url()))

    with pytest.raises(ValidationError, match=f"Ảnh số {other.pk} không phải ảnh của Thành phố Hà Nội"):
        published(country.ha_noi, operator, body=figure(other))
    translation = ArticleTranslation(article=article, language="en", title="T", lead="L", body=figure(other))
    with pytest.raises(ValidationError, match="không phải ảnh của"):
        save_translation(translation, by=operator)
    refused = draft(country.ha_noi, operator, body=figure(other))
    with pytest.raises(ValidationError, match="không phải ảnh của"):
        submit(refused, by=operator)

    # However it came into the database.
    Article.objects.filter(pk=article.pk).update(body=figure(other))
    page = text(client.get(article.get_absolute_url()))
    assert other.shown.address not in page
    assert "data-picture" not in page


def test_the_editor_offers_the_pictures_of_the_article_the_new_ones_too(sign_in, author, operator, country: Country):
    article = draft(country.ba_dinh, author)
    keep_picture(country.hue, upload(picture()), by=operator)
    address, client = reverse("admin:news_article_change", args=[article.pk]), sign_in(author)
    assert 'data-pictures="[]"' in text(client.get(address))

    (new,) = add_pictures(article, [upload(picture())], by=author)

    told = re.search('data-pictures="(.+?)"', text(client.get(address)))[1]
    assert json.loads(unescape(told)) == [{"pk": new.pk, "src": new.shown.address, "alt": ""}]


def test_what_came_into_the_database_otherwise_is_not_shown(client, operator, country: Country):
    article = published(country.ha_noi, operator)
    Article.objects.filter(pk=article.pk).update(body="<p>Bão</p><script>alert(1)</script><p onclick=x>tan</p>")

    page = text(client.get(article.get_absolute_url()))

    assert "<p>Bão</p><p>tan</p>" in page


def test_an_old_edition_is_taken_up_with_its_text(operator, country: Country):
    article = published(country.ha_noi, operator, body="<h2>Một</h2><p>Hai</p>")
    corrected(article, by=operator, body="Khác.")

    assert restore(article.editions.get(number=1), by=operator).body == "<h2>Một</h2><p>Hai</p>"


def test_two_texts_are_compared_by_their_words_and_what_these_stand_in(operator, country: Country):
    before = Article(title="T", body="<h2>Bão</h2><p>Đến <strong>tối</strong> nay.</p><ul><li><p>Neo tàu</p></li></ul>")
    after = Article(title="T", body="<h3>Bão</h3><p>Đến sáng nay.</p><ul><li><p>Neo tàu</p></li></ul>")

    [difference] = compared(before, after)

    assert difference.before == "<del>#</del> Bão\nĐến <del>tối</del> nay.\n• Neo tàu"
    assert difference.after == "<ins>##</ins> Bão\nĐến <ins>sáng</ins> nay.\n• Neo tàu"


def test_what_only_looks_otherwise_is_said_to():
    before, after = Article(body="<p>Bão <strong>to</strong></p>"), Article(body="<p>Bão to</p>")

    [difference] = compared(before, after)

    assert difference.before == difference.after
    assert "chỉ khác chỗ đậm" in difference.before


def test_who_may_only_read_sees_the_text_as_it_looks(sign_in, operator, author, country: Country):
    article = draft(country.ba_dinh, author, body="<h2>Bão</h2><p>Đến.</p>")
    submit(article, by=author)

    page = text(sign_in(author).get(reverse("admin:news_article_change", args=[article.pk])))

    assert '<div class="prose"><h2>Bão</h2><p>Đến.</p></div>' in page


def test_saving_what_is_written_keeps_it(operator, country: Country):
    article = draft(country.ha_noi, operator, body="Một.\n\nHai.")

    saved = save_article(Article.objects.get(pk=article.pk).as_written(), by=operator)

    assert saved.body == "<p>Một.</p><p>Hai.</p>"


def test_what_is_pasted_is_cleaned_for_staff_alone(client, sign_in, author, country: Country):
    def paste(who, html: str):
        return who.post(reverse("admin:pasted"), html, content_type="text/plain")

    assert text(paste(sign_in(author), "<p class=MsoNormal>Bão<o:p></o:p></p>")) == "<p>Bão</p>"
    assert paste(sign_in(author), "<p>x</p>" * LONGEST).status_code == 413
    assert paste(client, "<p>x</p>").status_code == 302
    assert sign_in(author).get(reverse("admin:pasted")).status_code == 405
