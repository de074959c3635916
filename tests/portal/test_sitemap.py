"""What search engines are told."""

from __future__ import annotations

import datetime
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from agencies.models import Agency
from news.actions import advance, classify, order_push, save_topic, save_translation, withdraw
from news.models import ArticleTranslation, Category, Topic
from portal import sitemap
from tests.country import Country
from tests.news.newsroom import corrected, draft, published

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def listed(response) -> list[str]:
    assert response.status_code == 200
    return [loc.text for loc in ElementTree.fromstring(response.content).findall(".//s:loc", NAMES)]


def pages(client, settings, kind: str) -> list[str]:
    """Return the pages of the sitemap of a kind, as paths."""
    index = listed(client.get("/sitemap.xml"))
    return [page.removeprefix(settings.PORTAL_ORIGIN) for page in index if f"sitemap-{kind}-" in page]


def addresses(client, settings, kind: str) -> list[str]:
    found = [address for page in pages(client, settings, kind) for address in listed(client.get(page))]
    return [address.removeprefix(settings.PORTAL_ORIGIN) for address in found]


def test_robots_find_the_sitemap_and_leave_the_rest(client, settings, country: Country):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert f"Sitemap: {settings.PORTAL_ORIGIN}/sitemap.xml" in response.content.decode()
    assert "Disallow: /quan-tri/" in response.content.decode()


def test_articles_stand_once_at_their_canonical_address(client, settings, editor, administrator, country: Country):
    pushed = published(country.government, editor)
    advance(order_push(pushed, by=editor).pk)
    own = published(country.ba_dinh, administrator)
    draft(country.ba_dinh, administrator)
    withdraw(published(country.ba_dinh, administrator), by=administrator, reason="Sai")

    assert addresses(client, settings, "tin") == [pushed.get_absolute_url(), own.get_absolute_url()]


def test_a_translated_article_stands_in_both_languages_each_naming_both(client, settings, editor, country: Country):
    article = published(country.government, editor)
    fields = {"title": "Storm", "lead": "Lead.", "body": "Body."}
    save_translation(ArticleTranslation(article=article, language="en", **fields), by=editor)

    (page,) = pages(client, settings, "tin")
    entries = ElementTree.fromstring(client.get(page).content).findall("s:url", NAMES)

    vietnamese = settings.PORTAL_ORIGIN + article.get_absolute_url()
    wanted = {"vi": vietnamese, "en": f"{settings.PORTAL_ORIGIN}/en{article.get_absolute_url()}"}
    assert {entry.findtext("s:loc", namespaces=NAMES) for entry in entries} == set(wanted.values())
    for entry in entries:
        links = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMES)}
        assert links == wanted


def test_a_correction_is_the_last_change_of_the_article_and_of_its_page(client, editor, country: Country):
    article = published(country.government, editor)
    corrected(article, editor, title="Đã sửa")
    article.refresh_from_db()

    page = client.get(f"/sitemap-tin-{article.pk // sitemap.ARTICLES}.xml").content.decode()
    index = client.get("/sitemap.xml").content.decode()

    changed = re.search("<lastmod>(.+?)</lastmod>", page)[1]
    assert changed in index
    assert changed.endswith("+07:00")


def test_an_article_stays_on_its_page_whatever_comes_or_goes(monkeypatch, client, settings, editor, country: Country):
    monkeypatch.setattr(sitemap, "ARTICLES", 2)
    articles = [published(country.government, editor, f"Tin {number}") for number in range(4)]
    before = {page: listed(client.get(page)) for page in pages(client, settings, "tin")}
    assert len(before) >= 2

    withdraw(articles[0], by=editor, reason="Sai")
    published(country.government, editor, "Mới")

    gone = settings.PORTAL_ORIGIN + articles[0].get_absolute_url()
    kept = {page: [address for address in all_ if address != gone] for page, all_ in before.items()}
    now = {page: listed(client.get(page)) for page in pages(client, settings, "tin")}
    full = [page for page, all_ in kept.items() if all_][:-1]
    assert {page: now[page] for page in full} == {page: kept[page] for page in full}


def test_the_sites_of_today_stand_there_in_both_languages(client, settings, country: Country):
    closed = Agency.objects.get(pk=country.thuan_hoa.pk)
    Agency.objects.filter(pk=closed.pk).update(live_to=closed.live_from, closed_reason="Sáp nhập")

    found = addresses(client, settings, "co-quan")

    assert {"/", "/en/", "/co-quan/ha-noi/", "/en/co-quan/ha-noi/gioi-thieu/"} <= set(found)
    assert not [address for address in found if "thuan-hoa" in address]
    assert all(client.get(address).status_code == 200 for address in found)


def test_topics_that_have_begun_stand_at_their_owners(client, settings, administrator, country: Country):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    fields = {"owner": country.ha_noi, "lead": "Vì người dân."}
    topics = [
        save_topic(Topic(title="Đúng hẹn", **fields), by=administrator),
        save_topic(Topic(title="Hai thứ tiếng", english_title="Two", english_lead="Lead.", **fields), by=administrator),
        save_topic(Topic(title="Ngày mai", starts_on=tomorrow, **fields), by=administrator),
    ]

    found = [address for address in addresses(client, settings, "co-quan") if "/chuyen-de/" in address]

    own, both, _tomorrow = (topic.get_absolute_url() for topic in topics)
    assert found == [own, both, f"/en{both}"]
    assert all(client.get(address).status_code == 200 for address in found)


def test_categories_stand_where_an_agency_has_published_in_them(client, settings, administrator, country: Country):
    category = Category.objects.create(slug="thu", name="Thử", english_name="Trial")
    article = published(country.ha_noi, administrator)
    draft(country.ba_dinh, administrator, category=category)
    classify(article, by=administrator, category=category)

    found = [address for address in addresses(client, settings, "co-quan") if "/chuyen-muc/" in address]

    assert found == [f"{front}/co-quan/ha-noi/tin-tuc/chuyen-muc/thu/" for front in ("", "/en")]
    assert all(client.get(address).status_code == 200 for address in found)


@pytest.mark.parametrize("page", ["/sitemap-tin-99.xml", "/sitemap-co-quan-99.xml", "/sitemap-tin--1.xml"])
def test_a_page_of_nothing_is_not_found(page, client, country: Country):
    assert client.get(page).status_code == 404


def test_it_may_be_kept_for_some_minutes(client, country: Country):
    for address in ("/sitemap.xml", "/robots.txt"):
        response = client.get(address)
        assert response["Cache-Control"] == "public, max-age=600"
        assert response["X-Accel-Expires"] == "600"
        assert "Vary" not in response


def test_pages_take_as_many_queries_however_many_articles(client, editor, country: Country, django_assert_num_queries):
    article = published(country.government, editor)
    for number in range(5):
        published(country.government, editor, f"Tin {number}")

    with django_assert_num_queries(2):
        client.get(f"/sitemap-tin-{article.pk // sitemap.ARTICLES}.xml")
    with django_assert_num_queries(3):  # sites, articles, cases
        client.get("/sitemap.xml")
    with django_assert_num_queries(4):  # agencies, versions, categories, topics
        client.get(f"/sitemap-co-quan-{country.government.pk // sitemap.SITES}.xml")
