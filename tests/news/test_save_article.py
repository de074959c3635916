"""Writing and correcting."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agencies.models import Agency
from news.actions import advance, order_push, save_article, withdraw
from news.models import Article, Placement
from tests.country import Country
from tests.news.newsroom import corrected, draft, publish_now, published

pytestmark = pytest.mark.django_db


def test_an_author_keeps_a_draft_for_her_own_agency(author, country: Country):
    article = draft(country.ba_dinh, author, "Lịch tiếp công dân tháng 12")

    assert article.is_draft
    assert article.created_by == author
    assert article.slug == "lich-tiep-cong-dan-thang-12"
    assert [(event.verb, event.by) for event in article.events.all()] == [("written", author)]


def test_a_draft_is_on_no_site(author, country: Country):
    article = draft(country.ba_dinh, author)

    assert not Placement.objects.filter(article=article).exists()


@pytest.mark.parametrize("elsewhere", ["hoan_kiem", "ha_noi", "government", "hue"])
def test_an_author_writes_nowhere_else(elsewhere, author, country: Country):
    with pytest.raises(PermissionDenied):
        draft(getattr(country, elsewhere), author)

    assert not Article.objects.exists()


def test_an_outsider_does_not_change_a_draft(author, outsider, country: Country):
    article = draft(country.ba_dinh, author)
    article.title = "Không phải của tôi"

    with pytest.raises(PermissionDenied):
        save_article(article, by=outsider)

    article.refresh_from_db()
    assert article.title != "Không phải của tôi"


def test_a_corrected_draft_takes_its_address_from_the_new_title(author, country: Country):
    article = draft(country.ba_dinh, author)
    article.title = "Hoãn lễ hội"

    article = save_article(article, by=author)

    assert article.slug == "hoan-le-hoi"
    assert article.corrected_at is None


def test_a_published_article_keeps_its_address_when_corrected(administrator, country: Country):
    article = published(country.ha_noi, administrator, "Bão số 5")
    article.title = "Bão số 6"

    publish_now(save_article(article, by=administrator), by=administrator)

    article.refresh_from_db()
    assert (article.title, article.slug) == ("Bão số 6", "bao-so-5")
    assert article.corrected_at
    assert [event.verb for event in article.events.all()[:2]] == ["published", "corrected"]


def test_what_is_written_of_a_public_article_is_not_public(client, author, administrator, country: Country):
    article = published(country.ba_dinh, administrator)
    article.body = "Chữa lén"

    save_article(article, by=author)

    assert "Chữa lén" not in client.get(article.get_absolute_url()).content.decode()
    assert Article.objects.get(pk=article.pk).as_written().body == "<p>Chữa lén</p>"


def test_a_correction_is_seen_on_every_site_at_once(client, editor, country: Country):
    article = published(country.government, editor)
    advance(order_push(article, by=editor).pk)
    corrected(article, by=editor, body="Bão đã tan.")

    page = client.get(article.url_at(country.thuan_hoa)).content.decode()
    assert "Bão đã tan." in page


def test_a_stored_article_does_not_go_to_another_agency(administrator, country: Country):
    article = draft(country.ha_noi, administrator)
    article.origin = country.ba_dinh

    with pytest.raises(ValidationError, match="không chuyển"):
        save_article(article, by=administrator)


def test_words_typed_before_it_was_published_do_not_unpublish_it(administrator, country: Country):
    article = draft(country.ha_noi, administrator)
    typed_over = Article.objects.get(pk=article.pk)
    publish_now(article, by=administrator)
    typed_over.lead = "Bản mới."

    save_article(typed_over, by=administrator)

    article.refresh_from_db()
    assert article.is_published
    assert article.published_at
    assert article.open_edition.lead == "Bản mới."


def test_words_typed_before_it_was_withdrawn_do_not_bring_it_back(administrator, country: Country):
    article = published(country.ha_noi, administrator)
    typed_over = Article.objects.get(pk=article.pk)
    withdraw(article, by=administrator, reason="Sai số liệu")

    save_article(typed_over, by=administrator)

    assert not Placement.objects.visible().filter(article=article).exists()


@pytest.mark.parametrize("title", ["!!!", "2026", "日本", "…", "Đ"])
def test_every_title_makes_an_address_that_works(title, client, administrator, country: Country):
    article = published(country.ha_noi, administrator, title)

    assert client.get(article.get_absolute_url()).status_code == 200


def test_the_longest_title_makes_an_address_that_works(client, administrator, country: Country):
    article = published(country.ha_noi, administrator, "thông suốt " * 22)

    assert len(article.slug) <= 100
    assert client.get(article.get_absolute_url()).status_code == 200


def test_rights_are_judged_at_the_stored_agency_of_the_tree(outsider, country: Country):
    with pytest.raises(PermissionDenied):
        draft(Agency.objects.get(pk=country.ba_dinh.pk), outsider)
