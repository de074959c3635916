"""What an article says of itself to machines: Dublin Core (TT 24/2011), schema.org, Open Graph. Nothing is empty."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from agencies.english import in_language
from agencies.sites import linked
from news.models import Article
from news.models.article import ArticleText


@dataclass(frozen=True, slots=True)
class DescribedPicture:
    """The photo of an article; its address is whole."""

    address: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str

    @property
    def linked_data(self) -> dict[str, Any]:
        """The photo as schema.org describes one."""
        told = {"caption": self.caption or self.alt, "creditText": self.credit}
        size = {"width": self.width, "height": self.height}
        address = {"@type": "ImageObject", "url": self.address, "contentUrl": self.address}
        return {**address, **size, **{name: words for name, words in told.items() if words}}


@dataclass(frozen=True, slots=True)
class Description:
    """An article described for a reader of `language`; addresses are whole."""

    title: str
    lead: str
    language: str  # of title and lead
    address: str  # canonical
    creator: str  # who wrote it, or else the agency that answers for it
    written_by_a_person: bool
    publisher: str
    publisher_address: str
    published_at: datetime.datetime
    modified_at: datetime.datetime
    subjects: tuple[str, ...]
    picture: DescribedPicture | None

    @property
    def linked_data(self) -> dict[str, Any]:
        """The article as schema.org describes one."""
        publisher = {"@type": "GovernmentOrganization", "name": self.publisher, "url": self.publisher_address}
        person = {"@type": "Person", "name": self.creator}
        told = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": self.title,
            "description": self.lead,
            "inLanguage": self.language,
            "url": self.address,
            "mainEntityOfPage": self.address,
            "datePublished": timezone.localtime(self.published_at).isoformat(timespec="seconds"),
            "dateModified": timezone.localtime(self.modified_at).isoformat(timespec="seconds"),
            "author": person if self.written_by_a_person else publisher,
            "publisher": publisher,
            "isAccessibleForFree": True,
        }
        if self.subjects:
            told["keywords"] = list(self.subjects)
        if self.picture:
            told["image"] = [self.picture.linked_data]
        return told


def described(article: Article, text: ArticleText, language: str) -> Description:
    """Return what the page of `article`, which says `text`, tells machines."""
    origin = linked(article.origin, language)
    category = (str(article.category.name_in(language)),) if article.category else ()
    return Description(
        title=text.title.text,
        lead=text.lead,
        language=text.title.language,
        address=settings.PORTAL_ORIGIN + article.get_absolute_url(),
        creator=article.author.strip() or origin.words.text,
        written_by_a_person=bool(article.author.strip()),
        publisher=in_language(language, article.origin.short_name).text,
        publisher_address=settings.PORTAL_ORIGIN + origin.address,
        published_at=article.published_at or article.created_at,
        modified_at=article.corrected_at or article.published_at or article.created_at,
        subjects=(*category, *article.keywords),
        picture=_picture(article, text),
    )


def _picture(article: Article, text: ArticleText) -> DescribedPicture | None:
    if article.photo is None:
        return None
    address, width, height = article.photo.shown.widest
    words = (text.photo_alt, text.photo_caption, article.photo.credit)
    return DescribedPicture(settings.PORTAL_ORIGIN + address, width, height, *words)
