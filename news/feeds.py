"""The newest articles of a site as programs read them: RSS, Atom and JSON Feed."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import SyndicationFeed
from django.utils.translation import gettext

from agencies.sites import Site
from news.models import BY_DATE, PINNED, Article, Placement

NEWEST = 30
JSON_FEED = "https://jsonfeed.org/version/1.1"
SINCE = 2026  # the year in which the identifiers of entries were first given (RFC 4151)

# Characters that no XML can hold, in which pasted text is not poor.
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a feed; its address is whole."""

    title: str
    lead: str
    address: str
    key: str  # the same for ever, wherever the article is read
    publisher: str
    published_at: datetime.datetime
    updated_at: datetime.datetime
    keywords: tuple[str, ...]


def newest(site: Site) -> list[Entry]:
    """Return the newest articles of a site, whatever is pinned. Three queries."""
    shown = Placement.objects.on_site(site.agency)
    # Each of the two is the beginning of one stretch of the index of the site's list.
    news = [item for ranks in (PINNED, BY_DATE) for item in shown.filter(ranks)[:NEWEST].as_news(site.language)]
    news = sorted(news, key=lambda item: (item.published_at, item.pk), reverse=True)[:NEWEST]
    more = {
        pk: (corrected_at, keywords)
        for pk, corrected_at, keywords in Article.objects.filter(pk__in=[item.pk for item in news]).values_list(
            "pk", "corrected_at", "keywords"
        )
    }
    list_address, host = settings.PORTAL_ORIGIN + site.address("news"), urlsplit(settings.PORTAL_ORIGIN).hostname
    return [
        Entry(
            title=_plain(item.title.text),
            lead=_plain(item.lead),
            address=list_address + item.leaf,
            key=f"tag:{host},{SINCE}:tin-tuc/{item.pk}",
            publisher=_plain(item.origin.words.text),
            published_at=item.published_at,
            updated_at=more[item.pk][0] or item.published_at,
            keywords=tuple(map(_plain, more[item.pk][1])),
        )
        for item in news
    ]


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
        "items": [
            {
                "id": entry.key,
                "url": entry.address,
                "title": entry.title,
                "content_text": entry.lead,
                "authors": [{"name": entry.publisher}],
                "date_published": _moment(entry.published_at),
                "date_modified": _moment(entry.updated_at),
                "tags": list(entry.keywords),
            }
            for entry in newest(site)
        ],
    }


def _moment(at: datetime.datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def _plain(text: str) -> str:
    return UNSPEAKABLE.sub("", text)
