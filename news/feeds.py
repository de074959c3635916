"""The newest articles of a site as programs read them: RSS, Atom and JSON Feed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext

from agencies.sites import Site
from news.models import BY_DATE, PINNED, Article, Attachment, Placement

NEWEST = 30
JSON_FEED = "https://jsonfeed.org/version/1.1"
SINCE = 2026  # the year in which the identifiers of entries were first given (RFC 4151)

# Characters that no XML can hold, in which pasted text is not poor.
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """One attachment of an article in a feed; its address is whole."""

    title: str
    address: str
    media_type: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a feed; its addresses are whole."""

    title: str
    lead: str
    address: str
    key: str  # the same for ever, wherever the article is read
    publisher: str
    published_at: datetime.datetime
    updated_at: datetime.datetime
    keywords: tuple[str, ...]
    picture: str | None
    documents: tuple[Document, ...]


def newest(site: Site) -> list[Entry]:
    """Return the newest articles of a site, whatever is pinned. Four queries, three if none has documents."""
    shown = Placement.objects.on_site(site.agency)
    # Each of the two is the beginning of one stretch of the index of the site's list.
    news = [item for ranks in (PINNED, BY_DATE) for item in shown.filter(ranks)[:NEWEST].as_news(site.language)]
    news = sorted(news, key=lambda item: (item.published_at, item.pk), reverse=True)[:NEWEST]
    more = Article.objects.only("corrected_at", "keywords", "attachments").in_bulk([item.pk for item in news])
    documents = _documents(more.values())
    list_address, host = settings.PORTAL_ORIGIN + site.address("news"), urlsplit(settings.PORTAL_ORIGIN).hostname
    return [
        Entry(
            title=_plain(item.title.text),
            lead=_plain(item.lead),
            address=list_address + item.leaf,
            key=f"tag:{host},{SINCE}:tin-tuc/{item.pk}",
            publisher=_plain(item.origin.words.text),
            published_at=item.published_at,
            updated_at=more[item.pk].corrected_at or item.published_at,
            keywords=tuple(map(_plain, more[item.pk].keywords)),
            picture=settings.PORTAL_ORIGIN + item.photo.widest[0] if item.photo else None,
            documents=documents[item.pk],
        )
        for item in news
    ]


def _documents(articles: Collection[Article]) -> dict[int, tuple[Document, ...]]:
    """Return the attachments of each article, in their order, by its key. One query, none if there are none."""
    keys = {key for article in articles for key in article.attachments}
    found = Attachment.objects.in_bulk(keys) if keys else {}
    return {
        article.pk: tuple(_document(found[key], article) for key in article.attachments if key in found)
        for article in articles
    }


def _document(attachment: Attachment, article: Article) -> Document:
    address = settings.PORTAL_ORIGIN + attachment.address_in(article)
    return Document(_plain(attachment.title), address, attachment.media_type, attachment.size)


def title_of(site: Site) -> str:
    """Return what a feed is called."""
    return _plain(f"{site.name} – {gettext('Tin tức')}")


def as_xml(site: Site, kind: type[SyndicationFeed], own_address: str) -> bytes:
    """Return the feed of a site in a kind of XML."""
    feed = kind(
        title=title_of(site),
        link=settings.PORTAL_ORIGIN + site.address("news"),
        description=_plain(gettext("Tin mới trên trang của {agency}").format(agency=site.name)),
        language=site.language,
        feed_url=settings.PORTAL_ORIGIN + own_address,
    )
    most = 1 if issubclass(kind, Rss201rev2Feed) else None  # RSS has room for one enclosure
    for entry in newest(site):
        feed.add_item(
            title=entry.title,
            link=entry.address,
            description=entry.lead,
            author_name=entry.publisher,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            unique_id=entry.key,
            unique_id_is_permalink=False,
            categories=entry.keywords,
            enclosures=[Enclosure(one.address, str(one.size), one.media_type) for one in entry.documents[:most]],
        )
    return feed.writeString("utf-8").encode()


def as_json_feed(site: Site, own_address: str) -> dict[str, Any]:
    """Return the feed of a site as JSON Feed 1.1 wants it."""
    return {
        "version": JSON_FEED,
        "title": title_of(site),
        "home_page_url": settings.PORTAL_ORIGIN + site.address("news"),
        "feed_url": settings.PORTAL_ORIGIN + own_address,
        "language": site.language,
        "items": [_json_item(entry) for entry in newest(site)],
    }


def _json_item(entry: Entry) -> dict[str, Any]:
    """Return one article as JSON Feed 1.1 wants it: what it does not have is left out."""
    attachments = [
        {"url": one.address, "mime_type": one.media_type, "title": one.title, "size_in_bytes": one.size}
        for one in entry.documents
    ]
    return {
        "id": entry.key,
        "url": entry.address,
        "title": entry.title,
        "content_text": entry.lead,
        "authors": [{"name": entry.publisher}],
        "date_published": _moment(entry.published_at),
        "date_modified": _moment(entry.updated_at),
        "tags": list(entry.keywords),
        **({"image": entry.picture} if entry.picture else {}),
        **({"attachments": attachments} if attachments else {}),
    }


def _moment(at: datetime.datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def _plain(text: str) -> str:
    return UNSPEAKABLE.sub("", text)
