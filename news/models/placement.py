"""A placement (bài đặt trên trang đơn vị): one article on one agency's site. The rows are the ledger of delivery."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import FilteredRelation, Q

from agencies.addresses import site_front
from agencies.english import in_language
from agencies.models import Agency
from agencies.words import Linked, Words
from news.models.article import Article, article_leaf
from news.models.category import Category
from news.models.push import Push


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Which placements."""

    def visible(self) -> Self:
        """Return the placements that the public sees now.

        The article and the push decide in the same moment in which they change; the placement's own state follows.
        """
        return self.filter(
            ~Q(push__state=Push.State.RECALLED) | Q(push=None),
            state=Placement.State.SHOWN,
            article__status=Article.Status.PUBLISHED,
        )

    def on_site(self, agency: Agency) -> Self:
        """Return what the public sees on the site of `agency`, as a site lists it: pinned on top, then newest first."""
        mine = self.visible().filter(agency=agency).select_related("article__origin")
        return mine.order_by("-pinned", "-published_at", "-article_id")

    def newest_first(self) -> Self:
        """Order by time alone: what is pinned stands on top of a site's news, not of every list of them."""
        return self.order_by("-published_at", "-article_id")

    def published_within(self, begin: datetime.datetime, end: datetime.datetime) -> Self:
        """Return what was published from `begin` until just before `end`."""
        return self.filter(published_at__gte=begin, published_at__lt=end)

    def with_keyword(self, keyword: str) -> Self:
        """Return what has a keyword, given as it stands in an address."""
        return self.filter(article__by_keyword__slug=keyword)

    def as_news(self, language: str) -> list[NewsItem]:
        """Return what a list in `language` shows of these placements, without the articles' texts. One query."""
        return [NewsItem(language, *row) for row in self.news_rows(language)]

    def news_rows(self, language: str) -> models.QuerySet[Any, tuple[Any, ...]]:
        """Return the facts of which `NewsItem` is made, in the order of its fields."""
        if language == settings.LANGUAGE_CODE:
            return self.values_list(*NEWS_FIELDS)
        spoken = Q(article__translations__language=language)
        rows = self.annotate(translated=FilteredRelation("article__translations", condition=spoken))
        return rows.values_list(*NEWS_FIELDS, *TRANSLATED_FIELDS)


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One article in a list on a site."""

    reader: str  # the language of the page
    pk: int
    slug: str
    vietnamese_title: str
    vietnamese_lead: str
    photo_name: str
    photo_width: int | None
    photo_height: int | None
    pinned: bool
    published_at: datetime.datetime
    origin_path: str
    origin_name: str
    translated_title: str | None = None
    translated_lead: str | None = None

    @property
    def leaf(self) -> str:
        """How the address of the article goes on after that of the news list."""
        return article_leaf(self.pk, self.slug)

    @property
    def photo(self) -> str:
        """The address of the photo, if there is one."""
        return default_storage.url(self.photo_name) if self.photo_name else ""

    @property
    def title(self) -> Words:
        if self.translated_title:
            return Words(self.translated_title, self.reader, self.reader)
        return Words(self.vietnamese_title, "vi", self.reader)

    @property
    def lead(self) -> str:
        """The lead, in the language of the title."""
        return self.translated_lead or self.vietnamese_lead

    @property
    def origin(self) -> Linked:
        """The agency that answers for the article."""
        return Linked(in_language(self.reader, self.origin_name), site_front(self.origin_path))


NEWS_FIELDS = (
    "article_id",
    "article__slug",
    "article__title",
    "article__lead",
    "article__photo",
    "article__photo_width",
    "article__photo_height",
    "pinned",
    "published_at",
    "article__origin__path",
    "article__origin__short_name",
)
TRANSLATED_FIELDS = ("translated__title", "translated__lead")


class Placement(models.Model):
    """One article on one agency's site: its own (no push), or one that was pushed down to it."""

    class State(models.TextChoices):
        SHOWN = "shown", "Đang hiển thị"
        RECALLED = "recalled", "Đã thu hồi"

    article = models.ForeignKey(
        Article, models.PROTECT, db_index=False, related_name="placements", verbose_name="bài viết"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, db_index=False, related_name="placements", verbose_name="trên trang của"
    )
    push = models.ForeignKey(
        Push, models.PROTECT, null=True, db_index=False, related_name="placements", verbose_name="theo lệnh"
    )
    # The article's, said here once more: a site's list of one category then reads one index, and so does its page 500.
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="chuyên mục"
    )
    state = models.CharField("tình trạng", max_length=12, choices=State, default=State.SHOWN)
    pinned = models.BooleanField("ghim", default=False)
    published_at = models.DateTimeField("xuất bản lúc")
    placed_at = models.DateTimeField("đến lúc", auto_now_add=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = "bài trên trang"
        verbose_name_plural = "bài trên các trang"
        constraints = [
            # The article leads: a push then writes one stretch of this index, and it answers "where is this shown".
            models.UniqueConstraint(fields=["article", "agency"], name="placement_once"),
        ]
        indexes = [
            models.Index(
                fields=["agency", "-pinned", "-published_at", "-article"],
                condition=Q(state="shown"),
                name="placement_site_list",
            ),
            models.Index(
                fields=["agency", "category", "-published_at", "-article"],
                condition=Q(state="shown", category__isnull=False),
                name="placement_category_list",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} – {self.agency}"
