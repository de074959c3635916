"""The page “Phân loại” of an article, topics and categories in the admin."""

from __future__ import annotations

import pytest
from django.urls import reverse

from news.models import Category, CategoryEvent, Topic
from tests.country import Country
from tests.news.newsroom import draft, published
from tests.news.test_classify import topic
from tests.news.test_lists import category

pytestmark = pytest.mark.django_db


def page(article) -> str:
    return reverse("admin:news_article_classification", args=[article.pk])


def faults(response) -> dict[str, list[str]]:
    assert response.status_code == 200
    form = response.context["form"] if "form" in response.context else response.context["adminform"].form
    return form.errors


def test_an_editor_says_all_of_an_article_on_one_page(sign_in, administrator, country: Country):
    article, other = (published(country.ha_noi, administrator, title) for title in ("Bài", "Kia"))
    found = topic(country.ha_noi, administrator)
    told = {
        "category": category().pk,
        "topics": [found.pk],
        "related": f"http://localhost:8000{other.url_at(country.ba_dinh)}?x=1#y\n{other.pk}\n",
    }

    response = sign_in(administrator).post(page(article), told, follow=True)

    assert "Đã lưu phân loại." in response.content.decode()
    article.refresh_from_db()
    assert (article.category.slug, article.topics.get()) == ("thong-bao", found)
    assert [place.related for place in article.advised.all()] == [other]
    again = sign_in(administrator).get(page(article)).content.decode()
    assert other.get_absolute_url() in again
    assert "checked" in again


def test_the_article_leads_to_it(sign_in, administrator, country: Country):
    article = published(country.ha_noi, administrator)

    change = sign_in(administrator).get(reverse("admin:news_article_change", args=[article.pk])).content.decode()

    assert page(article) in change


@pytest.mark.parametrize(
    "line", ["khong-co", "99999999", "/tin-tuc/99999999999999999999-x/", "javascript:1", "{draft}"]
)
def test_a_line_that_names_no_published_article_is_quoted(line, sign_in, administrator, outsider, country: Country):
    article = published(country.ha_noi, administrator)
    line = line.format(draft=draft(country.hue, outsider).pk)

    response = sign_in(administrator).post(page(article), {"related": line})

    assert line in str(faults(response)["related"])


def test_topics_of_others_are_not_offered_and_not_taken(sign_in, editor, administrator, outsider, country: Country):
    article = published(country.ha_noi, administrator)
    own = topic(country.ha_noi, administrator)
    foreign = [topic(country.government, editor, "Quốc gia"), topic(country.hue, outsider, "Của Huế")]
    browser = sign_in(administrator)

    shown = browser.get(page(article)).content.decode()
    assert own.title in shown
    assert not [each for each in foreign if each.title in shown]
    for each in foreign:
        assert "topics" in faults(browser.post(page(article), {"topics": [each.pk]}))


def test_for_an_outsider_it_does_not_exist_and_an_author_may_not(sign_in, outsider, author, administrator, country):
    article = published(country.ba_dinh, administrator)

    for method in ("get", "post"):
        assert getattr(sign_in(outsider), method)(page(article)).status_code == 404
        assert getattr(sign_in(author), method)(page(article)).status_code == 403


def of_topic(**told: object) -> dict[str, object]:
    return {"title": "Đúng hẹn", "lead": "Vì người dân.", "starts_on": "01/11/2026", **told}


def test_an_editor_opens_a_topic_with_its_articles_in_order(sign_in, administrator, country: Country):
    one, two = (published(country.ha_noi, administrator, title) for title in ("Một", "Hai"))
    told = of_topic(owner=country.ha_noi.pk, in_order=f"{two.get_absolute_url()}\n{one.get_absolute_url()}")

    response = sign_in(administrator).post(reverse("admin:news_topic_add"), told)

    assert response.status_code == 302
    found = Topic.objects.get()
    assert (found.slug, [place.article for place in found.places.all()]) == ("dung-hen", [two, one])
    change = reverse("admin:news_topic_change", args=[found.pk])
    shown = sign_in(administrator).get(change).content.decode()
    assert shown.index(two.get_absolute_url()) < shown.index(one.get_absolute_url())
    sign_in(administrator).post(change, of_topic(title="Tên mới", in_order=one.get_absolute_url()))
    assert [place.article for place in found.places.all()] == [one]


def test_what_is_wrong_with_a_topic_is_said_on_its_form(sign_in, administrator, country: Country):
    told = of_topic(owner=country.ha_noi.pk, ends_on="01/10/2026", english_title="Half")

    response = sign_in(administrator).post(reverse("admin:news_topic_add"), told)

    assert "Ngày kết thúc" in str(faults(response))
    assert not Topic.objects.exists()


def test_no_topic_is_opened_outside_and_an_author_opens_none(sign_in, administrator, author, country: Country):
    add = reverse("admin:news_topic_add")

    assert "owner" in faults(sign_in(administrator).post(add, of_topic(owner=country.hue.pk)))
    assert sign_in(author).post(add, of_topic(owner=country.ba_dinh.pk)).status_code == 403
    assert not Topic.objects.exists()


def test_operators_keep_the_categories(sign_in, operator, country: Country):
    told = {"name": "Chuyên mục thử", "slug": "thu", "english_name": "Trial", "order": "7"}

    sign_in(operator).post(reverse("admin:news_category_add"), told)

    found = Category.objects.get(slug="thu")
    change = reverse("admin:news_category_change", args=[found.pk])
    sign_in(operator).post(change, {**told, "name": "Tên khác", "slug": "khac"})
    found.refresh_from_db()
    assert (found.name, found.slug) == ("Tên khác", "thu")
    assert CategoryEvent.objects.filter(category=found, by=operator).count() == 2


def test_for_everybody_else_there_is_none(sign_in, administrator, editor, country: Country):
    found = category()

    for person in (administrator, editor):
        browser = sign_in(person)
        assert browser.get(reverse("admin:news_category_changelist")).status_code == 403
        assert browser.get(reverse("admin:news_category_change", args=[found.pk])).status_code == 404
        assert browser.post(reverse("admin:news_category_add"), {"name": "x"}).status_code == 403


def test_a_renamed_category_shows_on_the_next_request(visitor, operator, country: Country):
    from news.actions import save_category

    found = category()
    address = "/co-quan/ha-noi/phuong-ba-dinh/tin-tuc/chuyen-muc/thong-bao/"
    assert "Thông báo" in visitor.get(address).text

    found.name = "Tin báo"
    save_category(found, by=operator)

    assert "Tin báo" in visitor.get(address).text
