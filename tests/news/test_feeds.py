"""The newest articles of a site for programs that follow it."""

from __future__ import annotations

import datetime
import json
from xml.etree import ElementTree

import pytest

from news.actions import advance, attach, order_push, pin, recall, withdraw
from news.feeds import NEWEST
from news.models import Article, Attachment, Edition, Placement
from tests.country import Country
from tests.news.files import pdf, picture, upload
from tests.news.newsroom import corrected, draft, publish_now, published

pytestmark = pytest.mark.django_db

BA_DINH = "/co-quan/ha-noi/phuong-ba-dinh/"
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json",
}


def entries(response, name: str) -> list[dict[str, str]]:
    """Return title, address and key of each entry, whichever kind of feed it is."""
    body = response.content if hasattr(response, "content") else response.body
    if name == "feed.json":
        told = json.loads(body)["items"]
        return [{"title": item["title"], "link": item["url"], "key": item["id"]} for item in told]
    root = ElementTree.fromstring(body)
    if name == "rss.xml":
        found = root.findall("channel/item")
        return [{"title": i.findtext("title"), "link": i.findtext("link"), "key": i.findtext("guid")} for i in found]
    return [
        {
            "title": entry.findtext(f"{ATOM}title"),
            "link": entry.find(f"{ATOM}link").get("href"),
            "key": entry.findtext(f"{ATOM}id"),
        }
        for entry in root.findall(f"{ATOM}entry")
    ]


@pytest.fixture
def pushed(editor, country: Country) -> Article:
    article = published(country.government, editor, "Từ Chính phủ", keywords=["bão"])
    advance(order_push(article, by=editor).pk)
    return article


@pytest.mark.parametrize("name", FEEDS)
def test_it_has_what_the_site_shows_with_whole_addresses(name, client, pushed, administrator, country, settings):
    published(country.ba_dinh, administrator, "Của phường & “dấu”")

    response = client.get(f"{BA_DINH}tin-tuc/{name}", headers={"host": "localhost", "accept": "text/html"})

    assert (response.status_code, response["Content-Type"]) == (200, FEEDS[name])
    found = entries(response, name)
    assert [entry["title"] for entry in found] == ["Của phường & “dấu”", "Từ Chính phủ"]
    assert found[1]["link"] == settings.PORTAL_ORIGIN + pushed.url_at(country.ba_dinh)
    assert found[1]["key"] == f"tag:localhost,2026:tin-tuc/{pushed.pk}"


@pytest.mark.parametrize("name", FEEDS)
def test_an_empty_one_is_a_feed_too(name, client, country: Country):
    assert entries(client.get(f"{BA_DINH}tin-tuc/{name}"), name) == []


def test_only_the_newest_are_there_and_pins_do_not_keep_the_old_on_top(client, administrator, country: Country):
    articles = [published(country.ha_noi, administrator, f"Tin {number}") for number in range(NEWEST + 2)]
    pin(Placement.objects.get(article=articles[0], agency=country.ha_noi), by=administrator, position=1)
    pin(Placement.objects.get(article=articles[5], agency=country.ha_noi), by=administrator, position=1)

    found = [entry["title"] for entry in entries(client.get("/co-quan/ha-noi/tin-tuc/rss.xml"), "rss.xml")]

    assert found == [f"Tin {number}" for number in range(NEWEST + 1, 1, -1)]


def test_a_correction_shows_as_an_update(client, administrator, country: Country):
    article = published(country.ha_noi, administrator)
    corrected(article, administrator, title="Đã sửa")

    (item,) = json.loads(client.get("/co-quan/ha-noi/tin-tuc/feed.json").content)["items"]

    moments = [datetime.datetime.fromisoformat(item[name]) for name in ("date_published", "date_modified")]
    assert item["title"] == "Đã sửa"
    assert moments[0] <= moments[1]


def test_an_english_feed_is_in_english(client, country: Country):
    body = client.get(f"/en{BA_DINH}tin-tuc/rss.xml").content.decode()

    assert "<title>Ba Dinh Ward – News</title>" in body
    assert "<language>en</language>" in body


def test_characters_that_no_xml_can_hold_are_left_out(client, administrator, country: Country):
    article = draft(country.ha_noi, administrator)
    Edition.objects.filter(article=article).update(title="Tin\x0b có\x1f dấu", lead="\ufffe")
    publish_now(article, by=administrator)

    for name in FEEDS:
        assert entries(client.get(f"/co-quan/ha-noi/tin-tuc/{name}"), name)[0]["title"] == "Tin có dấu"


@pytest.mark.parametrize("name", FEEDS)
def test_it_is_kept_like_a_page_and_follows_what_happens(
    name, visitor, django, editor, administrator, country: Country
):
    address = f"{BA_DINH}tin-tuc/{name}"
    first = visitor.get(address)
    assert (first.status, first.headers["content-type"]) == (200, FEEDS[name])
    assert visitor.get(address, HTTP_IF_NONE_MATCH=first.headers["etag"], HTTP_ACCEPT="image/png").status == 304
    assert django.asked == 1

    article = published(country.ba_dinh, administrator, "Mới")
    assert [entry["title"] for entry in entries(visitor.get(address), name)] == ["Mới"]
    withdraw(article, by=administrator, reason="Sai")
    assert entries(visitor.get(address), name) == []
    above = published(country.government, editor, "Từ trên")
    push = order_push(above, by=editor)
    advance(push.pk)
    assert [entry["title"] for entry in entries(visitor.get(address), name)] == ["Từ trên"]
    recall(push, by=editor, reason="Nhầm")
    assert entries(visitor.get(address), name) == []


@pytest.fixture
def documents(country: Country, administrator) -> list[Attachment]:
    """Two documents of an article of Hà Nội."""
    article = draft(country.ha_noi, administrator)
    for title in ("Kế hoạch", "Phụ lục"):
        attach(article, upload(pdf()), title=title, by=administrator)
    publish_now(article, by=administrator)
    return list(Attachment.objects.order_by("pk"))


def test_documents_are_enclosures_the_first_alone_in_rss(client, documents, settings):
    wanted = [
        (f"{settings.PORTAL_ORIGIN}{one.address_in(Article.objects.get())}", str(one.size), "application/pdf")
        for one in documents
    ]

    rss = ElementTree.fromstring(client.get("/co-quan/ha-noi/tin-tuc/rss.xml").content)
    atom = ElementTree.fromstring(client.get("/co-quan/ha-noi/tin-tuc/atom.xml").content)
    (item,) = json.loads(client.get("/co-quan/ha-noi/tin-tuc/feed.json").content)["items"]

    assert [(e.get("url"), e.get("length"), e.get("type")) for e in rss.iter("enclosure")] == wanted[:1]
    links = [link for link in atom.iter(f"{ATOM}link") if link.get("rel") == "enclosure"]
    assert [(e.get("href"), e.get("length"), e.get("type")) for e in links] == wanted
    told = [(one["url"], str(one["size_in_bytes"]), one["mime_type"]) for one in item["attachments"]]
    assert (told, [one["title"] for one in item["attachments"]]) == (wanted, ["Kế hoạch", "Phụ lục"])
    for address, size, _type in wanted:
        document = client.get(address)
        assert (document.status_code, str(len(document.getvalue()))) == (200, size)


def test_the_photo_is_the_image_of_a_json_feed(client, administrator, country: Country, settings):
    published(country.ha_noi, administrator, "Không ảnh")
    article = published(country.ha_noi, administrator, photo=upload(picture()), photo_alt="Hồ")

    with_photo, without = json.loads(client.get("/co-quan/ha-noi/tin-tuc/feed.json").content)["items"]

    assert with_photo["image"] == settings.PORTAL_ORIGIN + article.photo.shown.address
    assert not {"image", "attachments"} & set(without)


def test_a_feed_takes_five_queries_however_many_documents(client, documents, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get("/co-quan/ha-noi/tin-tuc/atom.xml")


def test_a_feed_takes_four_queries_however_many_articles(
    client, administrator, country: Country, django_assert_num_queries
):
    for number in range(5):
        published(country.ha_noi, administrator, f"Tin {number}")

    with django_assert_num_queries(4):  # the site, what is pinned, what is not, when it was corrected
        client.get("/co-quan/ha-noi/tin-tuc/rss.xml")
