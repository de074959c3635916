"""Which further articles an editor advises the readers of an article to read."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from news.models.article import Article


class RelatedArticle(models.Model):
    """One article put beside another by an editor; sites that do not show it leave it out."""

    article = models.ForeignKey(
        Article, models.CASCADE, db_index=False, related_name="advised", verbose_name="bài viết"
    )
    related = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name="bài liên quan")
    order = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        verbose_name = "bài liên quan"
        verbose_name_plural = "bài liên quan"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["article", "related"], name="related_once"),
            models.CheckConstraint(condition=~Q(article=F("related")), name="related_to_another"),
        ]

    def __str__(self) -> str:
        return str(self.related)
