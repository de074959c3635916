"""Pictures and documents in and below the text of an article, as its page shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.template import engines

from agencies.prose import OfferedPicture
from news.models import Article, Attachment, Picture
from news.models.picture import pictures_in

EDITORS_WIDTH = 640  # pixels: of a picture while its article is being written
IN_TEXT = "(min-width: 48rem) 44rem, 92vw"  # how wide a picture stands in a text


def shown_pictures(article: Article, body: str) -> Callable[[int, str], str | None]:
    """Return what shows a picture in `body`, a text of `article`: given its key and its words, HTML, or None.

    Shown are those of the article's own agency, and those that the article has. One query, none for a body without
    pictures.
    """
    keys = pictures_in(body)
    found = Picture.objects.for_texts_of(article).filter(pk__in=keys).in_bulk() if keys else {}

    def shown(pk: int, alt: str) -> str | None:
        if (picture := found.get(pk)) is None:
            return None
        component = engines["jinja2"].env.globals["picture"]  # type: ignore[attr-defined]
        return str(component(picture.shown, alt or picture.alt, sizes=IN_TEXT)).strip()

    return shown


def offered(article: Article) -> list[OfferedPicture]:
    """Return the pictures that may be put into the text of `article`. One query, none for one that is not stored."""
    found = article.pictures.order_by("pk") if article.pk else ()
    return [OfferedPicture(pk=one.pk, src=one.shown.source(EDITORS_WIDTH), alt=one.alt) for one in found]


@dataclass(frozen=True, slots=True)
class Document:
    """One attachment as a list shows it."""

    title: str
    facts: str  # type and size, in words
    address: str
    media_type: str
    size: int  # bytes


def documents_of(article: Article, address: Callable[[Attachment], str] | None = None) -> list[Document]:
    """Return the attachments of an article, in their order; `address` gives other addresses than those of the public.

    One query, none for an article without any.
    """
    return [
        Document(one.title, one.facts, address(one) if address else one.address_in(article), one.media_type, one.size)
        for one in Attachment.objects.listed(article.attachments)
    ]
