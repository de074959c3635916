"""Articles in English: whole or not at all, and Vietnamese where there is none."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from news.actions import advance, order_push, remove_translation, save_translation, withdraw
from news.models import Article, ArticleTranslation, Placement
from tests.conftest import person
from tests.country import Country
from tests.news.files import picture, upload
from tests.news.newsroom import corrected, draft, published

pytestmark = pytest.mark.django_db

ENGLISH = {"title": "Storm No. 5", "lead": "It comes tomorrow.", "body": "Boats, go home."}


def english(article: Article, **fields: str) -> ArticleTranslation:
    return ArticleTranslation(article=article, language="en", **{**ENGLISH, **fields})


def test_who_may_correct_an_article_translates_it(author, administrator, country: Country):
    unpublished, public = draft(country.ba_dinh, author), published(country.ba_dinh, administrator)

    save_translation(english(unpublished), by=author)
    save_translation(english(public), by=administrator)

    assert ArticleTranslation.objects.count() == 2
    event = public.events.first()
    assert (event.verb, event.by, event.in_words()) == ("translated", administrator, "Storm No. 5")


@pytest.mark.parametrize("who", ["author", "outsider", "auditor"])
def test_who_may_not_does_not(who, request, administrator, country: Country):
    by = person("xem", country.ha_noi, "auditor") if who == "auditor" else request.getfixturevalue(who)
    article = published(country.ba_dinh, administrator)
    kept = save_translation(english(article), by=administrator)

    with pytest.raises(PermissionDenied):
        save_translation(english(article, title="Mine"), by=by)
    with pytest.raises(PermissionDenied):
        remove_translation(kept, by=by)

    assert str(article.text_in("en").title) == "Storm No. 5"


@pytest.mark.parametrize("missing", ["title", "lead", "body"])
@pytest.mark.parametrize("blank", ["", "  \n "])
def test_half_a_translation_is_none(missing, blank, administrator, country: Country):
    article = published(country.ha_noi, administrator)

    with pytest.raises(IntegrityError, match="translation_complete"), transaction.atomic():
        english(article, **{missing: blank}).save()
    if not blank:
        with pytest.raises(ValidationError):
            save_translation(english(article, **{missing: blank}), by=administrator)


def test_the_database_holds_no_translation_into_vietnamese(administrator, country: Country):
    article = published(country.ha_noi, administrator)

    with pytest.raises(IntegrityError, match="translation_language"), transaction.atomic():
        ArticleTranslation.objects.create(article=article, language="vi", **ENGLISH)


def test_the_words_for_a_photo_are_translated_too(administrator, country: Country):
    photo = {"photo": upload(picture()), "photo_alt": "Mắt bão", "photo_caption": "Ảnh mẫu"}
    article = published(country.ha_noi, administrator, **photo)

    with pytest.raises(ValidationError, match="mô tả ảnh"):
        save_translation(english(article), by=administrator)
    save_translation(english(article, photo_alt="The eye of the storm"), by=administrator)

    assert article.text_in("en").photo_alt == "The eye of the storm"
    assert article.text_in("vi").photo_alt == "Mắt bão"


def test_what_stood_there_before_is_in_the_log(administrator, country: Country):
    article = published(country.ha_noi, administrator)
    save_translation(english(article), by=administrator)

    kept = save_translation(english(article, title="Storm No. 6"), by=administrator)
    remove_translation(kept, by=administrator)

    removed, changed, first = article.events.all()[:3]
    assert (first.details["former"], changed.details["former"]["title"]) == ({}, "Storm No. 5")
    assert (removed.verb, removed.details["former"]["title"]) == ("untranslated", "Storm No. 6")
    assert article.text_in("en").title.language == "vi"


def test_a_text_says_which_language_it_is_in(administrator, country: Country, django_assert_num_queries):
    article, other = published(country.ha_noi, administrator), published(country.ha_noi, administrator, "Tin khác")
    save_translation(english(article), by=administrator)

    with django_assert_num_queries(0):
        assert article.text_in("vi").title.lang == ""
    assert (article.text_in("en").body, article.text_in("en").title.lang) == ("<p>Boats, go home.</p>", "")
    assert (str(other.text_in("en").title), other.text_in("en").title.lang) == ("Tin khác", ' lang="vi"')


def test_a_list_in_english_takes_one_query(administrator, editor, country: Country, django_assert_num_queries):
    pushed = published(country.government, editor, "Từ trên xuống")
    advance(order_push(pushed, by=editor).pk)
    save_translation(english(pushed, title="From above"), by=editor)
    published(country.ha_noi, administrator, "Chưa dịch")

    with django_assert_num_queries(1):
        news = Placement.objects.on_site(country.ha_noi)[:20].as_news("en")
        told = {(str(item.title), item.title.language, item.lead) for item in news}

    assert told == {("From above", "en", "It comes tomorrow."), ("Chưa dịch", "vi", "Bão vào chiều mai.")}
    assert {str(item.title) for item in Placement.objects.on_site(country.ha_noi).as_news("vi")} == {
        "Từ trên xuống",
        "Chưa dịch",
    }


def test_a_correction_leaves_the_translation_behind_until_it_is_saved_again(administrator, country: Country):
    article = published(country.ha_noi, administrator)
    save_translation(english(article), by=administrator)
    assert not ArticleTranslation.objects.behind().exists()

    corrected(article, by=administrator)
    assert ArticleTranslation.objects.behind().exists()

    save_translation(english(article), by=administrator)
    assert not ArticleTranslation.objects.behind().exists()


def test_an_article_that_is_withdrawn_is_gone_in_english_too(administrator, country: Country):
    article = published(country.ha_noi, administrator)
    save_translation(english(article), by=administrator)

    withdraw(article, by=administrator, reason="Sai số liệu")

    assert Placement.objects.on_site(country.ha_noi).as_news("en") == []
