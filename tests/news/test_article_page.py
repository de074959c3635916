"""What the page of an article says beside the article: what is related, what was changed, what machines are told."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from news import reading
from news.actions import advance, classify, order_push, publish, recall, save_article, save_translation
from news.models import Article, ArticleTranslation, Target, ViewCount
from news.reading import changes_of, related_news
from tests.country import Country
from tests.news.newsroom import draft, published
from tests.news.test_lists import category

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


def titles(agency, article: Article, language: str = "vi") -> list[str]:
    return [str(item.title) for item in related_news(agency, article, language)]


def test_what_shares_the_most_keywords_is_related_the_newest_first(administrator, country: Country):
    article = published(country.ha_noi, administrator, "Bài", keywords=["bão", "lũ", "đê"])
    for title, keywords in {"Một từ": ["bão"], "Hai từ": ["Bao", "lũ"], "Không": ["nắng"], "Mới hơn": ["đê"]}.items():
        published(country.ha_noi, administrator, title, keywords=keywords)
    draft(country.ha_noi, administrator, "Nháp", keywords=["bão", "lũ", "đê"])

    assert titles(country.ha_noi, article) == ["Hai từ", "Mới hơn", "Một từ"]


def test_what_an_editor_put_beside_it_stands_before(administrator, country: Country):
    article = published(country.ha_noi, administrator, "Bài", keywords=["bão"])
    published(country.ha_noi, administrator, "Chung từ", keywords=["bão"])
    chosen = [published(country.ha_noi, administrator, title) for title in ("Thứ hai", "Thứ nhất")]
    classify(article, by=administrator, category=None, related=reversed(chosen))

    assert titles(country.ha_noi, article) == ["Thứ nhất", "Thứ hai", "Chung từ"]


def test_only_what_the_site_shows_is_related(editor, administrator, outsider, country: Country):
    article = published(country.government, editor, "Bài", keywords=["bão"])
    advance(order_push(article, by=editor).pk)
    other = published(country.government, editor, "Của Chính phủ", keywords=["bão"])
    push = order_push(other, by=editor, target=Target(branches=[country.ha_noi]))
    advance(push.pk)
    published(country.ba_dinh, administrator, "Của Ba Đình", keywords=["bão"])
    published(country.hue, outsider, "Của Huế", keywords=["bão"])

    assert titles(country.ba_dinh, article) == ["Của Ba Đình", "Của Chính phủ"]
    assert titles(country.hue, article) == ["Của Huế"]
    recall(push, by=editor, reason="Nhầm")
    assert titles(country.ba_dinh, article) == ["Của Ba Đình"]


def test_the_search_for_related_articles_has_a_bound(monkeypatch, administrator, country: Country):
    """Beyond the newest of the site and of the keyword nothing is looked at."""
    monkeypatch.setattr(reading, "NEWEST_ON_SITE", 1)
    monkeypatch.setattr(reading, "NEWEST_OF_KEYWORD", 2)
    reading._related.cache_clear()
    article = published(country.ha_noi, administrator, "Bài", keywords=["bão"])
    for number in range(4):
        published(country.ha_noi, administrator, f"Tin {number}", keywords=["bão"])

    assert titles(country.ha_noi, article) == ["Tin 3", "Tin 2"]
    reading._related.cache_clear()


def test_related_articles_are_named_in_english_where_they_have_it(client, administrator, country: Country):
    article, other = (published(country.ha_noi, administrator, title, keywords=["bão"]) for title in ("Một", "Hai"))
    fields = {"title": "Two", "lead": "Lead.", "body": "Body."}
    save_translation(ArticleTranslation(article=other, language="en", **fields), by=administrator)

    assert titles(country.ha_noi, article, "en") == ["Two"]
    assert "Related articles" in text(client.get(f"/en{article.get_absolute_url()}"))


def test_a_page_without_related_articles_has_no_such_heading(client, administrator, country: Country):
    article = published(country.ha_noi, administrator)

    assert "Bài liên quan" not in text(client.get(article.get_absolute_url()))


def test_corrections_since_publication_are_told_with_their_days(client, administrator, country: Country):
    article = published(country.ha_noi, administrator)
    assert changes_of(article) == []
    assert "Lịch sử thay đổi" not in text(client.get(article.get_absolute_url()))

    for title, note in (("Sửa một", "Bão đổi hướng"), ("Sửa hai", "Thêm số điện thoại"), ("Sửa ba", "")):
        article.title = title
        publish(save_article(article, by=administrator), by=administrator, note=note, urgent="Bão")

    changes = changes_of(Article.objects.get(pk=article.pk))
    assert [change.note for change in changes] == ["Thêm số điện thoại", "Bão đổi hướng"]
    assert changes[0].at > changes[1].at
    page = text(client.get(article.get_absolute_url()))
    assert "Lịch sử thay đổi" in page
    assert "Sửa một" not in page  # what it was called meanwhile is for the log


def test_keywords_and_the_category_lead_to_their_lists(client, administrator, country: Country):
    article = published(country.ha_noi, administrator, keywords=["Bão số 5", "汉字"])
    classify(article, by=administrator, category=category())

    page = text(client.get(article.get_absolute_url()))

    assert re.search(r'href="/co-quan/ha-noi/tin-tuc/tu-khoa/bao-so-5/">Bão số 5</a>', page)
    assert "汉字" in page
    assert '<a href="/co-quan/ha-noi/tin-tuc/chuyen-muc/thong-bao/">Thông báo</a>' in page


def test_how_often_it_was_read_is_told_once_somebody_has(client, administrator, country: Country):
    article = published(country.ha_noi, administrator)
    counter = rf'<span data-views="/luot-xem/{article.pk}/"'
    assert re.search(counter + " hidden>", text(client.get(article.get_absolute_url())))

    ViewCount.objects.create(article=article, views=12_345)

    assert re.search(
        counter + r">Lượt xem: <span data-number>12\.345</span>", text(client.get(article.get_absolute_url()))
    )


class Head(HTMLParser):
    """Collects what a page tells machines."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.data: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "meta" and "content" in told:
            self.meta[told.get("name") or told.get("property") or ""] = told["content"]
        if tag == "link":
            self.links.append(told)
        self._inside = tag == "script" and told.get("type") == "application/ld+json"

    def handle_endtag(self, tag):
        self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.data.append(data)


MANDATORY = ("title", "creator", "description", "publisher", "date", "identifier", "language")  # TT 24/2011


@pytest.mark.parametrize("author", ["", "  ", "Nguyễn Văn A"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_dublin_core_is_never_empty(author, language, client, administrator, country: Country, settings):
    article = published(country.ha_noi, administrator, "Tin", lead="Tóm tắt.", author=author)
    prefix = "" if language == "vi" else "/en"

    head = Head(text(client.get(prefix + article.get_absolute_url())))

    told = {name: head.meta[f"DC.{name}"] for name in MANDATORY}
    assert all(value.strip() for value in told.values())
    assert told["creator"] == (author.strip() or ("Thành phố Hà Nội" if language == "vi" else "Ha Noi City"))
    assert told["identifier"] == f"{settings.PORTAL_ORIGIN}{prefix}{article.get_absolute_url()}"
    assert told["language"] == "vi"  # nobody has translated it
    assert head.meta["og:title"] == "Tin"
    assert head.meta["og:url"] == told["identifier"]


def test_schema_org_is_told_the_same(client, administrator, country: Country, settings):
    article = published(country.ha_noi, administrator, "Tin", keywords=["bão"], author="Nguyễn Văn A")
    classify(article, by=administrator, category=category())

    head = Head(text(client.get(article.get_absolute_url())))

    (block,) = head.data
    told = json.loads(block)
    assert (told["@type"], told["headline"]) == ("NewsArticle", "Tin")
    assert told["author"] == {"@type": "Person", "name": "Nguyễn Văn A"}
    assert told["publisher"]["name"] == "Thành phố Hà Nội"
    assert told["keywords"] == ["Thông báo", "bão"]
    assert told["datePublished"] <= told["dateModified"]


def test_what_looks_like_html_leaves_no_block_of_data(client, administrator, country: Country):
    evil = "</script><script>alert(1)</script><!--"
    article = published(country.ha_noi, administrator, evil, lead=evil, author=evil, keywords=[evil[:50]])

    page = text(client.get(article.get_absolute_url()))

    assert evil not in page
    assert json.loads(Head(page).data[0])["headline"] == evil


def test_every_page_of_a_site_names_its_feeds(client, country: Country):
    for path in ("", "tin-tuc/", "gioi-thieu/"):
        links = Head(text(client.get(f"/en/co-quan/ha-noi/{path}"))).links
        feeds = {link["href"] for link in links if link.get("rel") == "alternate" and "type" in link}
        assert feeds == {f"/en/co-quan/ha-noi/tin-tuc/{name}" for name in ("rss.xml", "atom.xml", "feed.json")}
