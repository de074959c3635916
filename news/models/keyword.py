"""The keywords of articles as they are looked up: by their form without marks, as it stands in an address."""

from __future__ import annotations

from django.db import models

from news.models.article import Article
from vietnamese.slugs import slug

LONGEST = 60  # characters of a keyword, with or without marks


def keyword_slug(word: str) -> str:
    """Return a keyword as it stands in an address; "" for one without a Latin letter or digit, which has no page.

    The database makes the same of it: news_keyword_slug in news/sql/0008_keywords.sql.
    """
    return slug(word)[:LONGEST]


class ArticleKeyword(models.Model):
    """One keyword of one article. The database keeps these rows by `Article.keywords` (news/sql/0008_keywords.sql)."""

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        db_index=False,
        related_name="by_keyword",
        editable=False,
        verbose_name="bài viết",
    )
    slug = models.CharField("tên trong địa chỉ", max_length=LONGEST, editable=False)
    word = models.CharField("từ khóa", max_length=LONGEST, editable=False)

    class Meta:
        verbose_name = "từ khóa của bài"
        verbose_name_plural = "từ khóa của các bài"
        constraints = [models.UniqueConstraint(fields=["article", "slug"], name="keyword_once_an_article")]
        # Read backwards: the newest articles with a keyword.
        indexes = [models.Index(fields=["slug", "article"], name="keyword_articles")]

    def __str__(self) -> str:
        return self.word
