"""An article in another language (bản dịch): whole or not at all, so that no reader meets half of it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from news.models.article import Article

OTHER_LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


class ArticleTranslationQuerySet(models.QuerySet["ArticleTranslation"]):
    """Which translations."""

    def behind(self) -> Self:
        """Return those of articles that were corrected after they had been translated."""
        return self.filter(article__corrected_at__gt=F("saved_at"))


class ArticleTranslation(models.Model):
    """What an article says in one other language."""

    article = models.ForeignKey(
        Article, models.PROTECT, db_index=False, related_name="translations", verbose_name="bài viết"
    )
    language = models.CharField("ngôn ngữ", max_length=5, choices=OTHER_LANGUAGES)
    title = models.CharField("tiêu đề", max_length=250)
    lead = models.TextField("tóm tắt", max_length=1000)
    body = models.TextField("nội dung")  # rich text, cleaned (markup)
    photo_alt = models.CharField("mô tả ảnh", max_length=250, blank=True)
    photo_caption = models.CharField("chú thích ảnh", max_length=250, blank=True)
    saved_at = models.DateTimeField("lưu lúc", auto_now=True)

    objects = ArticleTranslationQuerySet.as_manager()

    class Meta:
        verbose_name = "bản dịch"
        verbose_name_plural = "bản dịch"
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="translation_once_a_language"),
            models.CheckConstraint(
                condition=Q(language__in=[code for code, _name in OTHER_LANGUAGES]), name="translation_language"
            ),
            models.CheckConstraint(
                condition=Q(title__regex=r"\S", lead__regex=r"\S", body__regex=r"\S"), name="translation_complete"
            ),
        ]

    def __str__(self) -> str:
        return self.title
