"""An article (tin bài): stored once, at the agency that answers for it; every site that shows it shows this row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from agencies.words import Words
from news.models.category import Category
from news.models.content import Content, photo_path

__all__ = ["Article", "ArticleEvent", "ArticleQuerySet", "ArticleText", "article_leaf", "photo_path"]


def article_leaf(pk: int, slug: str) -> str:
    """Return how the address of an article goes on after that of the news list of a site."""
    return f"{pk}-{slug}/"


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What an article says, in the language of its title."""

    title: Words
    lead: str
    body: str
    photo_alt: str
    photo_caption: str


class ArticleQuerySet(models.QuerySet["Article"]):
    """Which articles."""

    def published(self) -> Self:
        """Return the articles that the public may read."""
        return self.filter(status=Article.Status.PUBLISHED)


class Article(Content):
    """One article of one agency, its origin."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Bản nháp"
        PUBLISHED = "published", "Đã xuất bản"
        WITHDRAWN = "withdrawn", "Đã gỡ"

    origin = models.ForeignKey(Agency, models.PROTECT, related_name="articles", verbose_name="cơ quan đăng")
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, related_name="articles", editable=False, verbose_name="chuyên mục"
    )
    slug = models.SlugField("tên trong địa chỉ", max_length=100, editable=False)
    status = models.CharField("trạng thái", max_length=12, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField("xuất bản lúc", null=True, editable=False)
    corrected_at = models.DateTimeField("sửa lần cuối lúc", null=True, editable=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="người tạo"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "bài viết"
        verbose_name_plural = "bài viết"
        ordering = ["-created_at"]
        indexes = [
            # The sitemap's index asks for the last change of each range of ids, of all articles there are.
            models.Index(
                fields=["id"],
                include=["published_at", "corrected_at"],
                condition=Q(status="published"),
                name="article_sitemap",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft", published_at=None) | (~Q(status="draft") & Q(published_at__isnull=False)),
                name="article_dated_when_published",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the canonical address: on the origin's site."""
        return self.url_at(self.origin)

    def url_at(self, agency: Agency) -> str:
        """Return the article's address on the site of `agency`."""
        return agency.url("news") + article_leaf(self.pk, self.slug)

    def text_in(self, language: str) -> ArticleText:
        """Return what the article says in `language`, or else in Vietnamese. One query for another language."""
        told = None if language == settings.LANGUAGE_CODE else self.translations.filter(language=language).first()
        if told is None:
            title = Words(self.title, settings.LANGUAGE_CODE, reader=language)
            return ArticleText(title, self.lead, self.body, self.photo_alt, self.photo_caption)
        title = Words(told.title, language, reader=language)
        photo_alt = told.photo_alt or self.photo_alt  # the photo may have come after the translation
        return ArticleText(title, told.lead, told.body, photo_alt, told.photo_caption)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED


class ArticleEvent(models.Model):
    """One act upon an article. Append-only, enforced by the database."""

    class Verb(models.TextChoices):
        WRITTEN = "written", "viết"
        CORRECTED = "corrected", "sửa"
        PUBLISHED = "published", "xuất bản"
        WITHDRAWN = "withdrawn", "gỡ"
        PUSHED = "pushed", "phát hành xuống cấp dưới"
        RECALLED = "recalled", "thu hồi"
        PINNED = "pinned", "ghim"
        UNPINNED = "unpinned", "bỏ ghim"
        TRANSLATED = "translated", "dịch"
        UNTRANSLATED = "untranslated", "bỏ bản dịch"
        CLASSIFIED = "classified", "phân loại"

    article = models.ForeignKey(Article, models.PROTECT, related_name="events", verbose_name="bài viết")
    verb = models.CharField("việc", max_length=12, choices=Verb)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người")
    at = models.DateTimeField("lúc", auto_now_add=True)
    details = models.JSONField("chi tiết", default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "việc đã làm"
        verbose_name_plural = "nhật ký"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.get_verb_display()

    def in_words(self) -> str:
        """Return of the details what staff ask for: the reason, or the title as it was then."""
        return str(self.details.get("reason") or self.details.get("title") or "")
