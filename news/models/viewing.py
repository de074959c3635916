"""How often articles were read (lượt xem): kept here, counted in Redis meanwhile (docs/decisions/0011)."""

from __future__ import annotations

from django.db import models

from news.models.article import Article


class ViewCount(models.Model):
    """How often one article was read, on all sites and in all languages together."""

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="viewed", verbose_name="bài viết"
    )
    views = models.PositiveBigIntegerField("lượt xem", default=0)

    class Meta:
        verbose_name = "lượt xem"
        verbose_name_plural = "lượt xem"

    def __str__(self) -> str:
        return f"{self.article_id}: {self.views}"


class ViewBatch(models.Model):
    """One batch of views that was added to the counts. Its row is the proof: the same batch is never added again."""

    key = models.UUIDField("mã", primary_key=True)
    folded_at = models.DateTimeField("cộng lúc", auto_now_add=True)

    class Meta:
        verbose_name = "đợt cộng lượt xem"
        verbose_name_plural = "đợt cộng lượt xem"
        indexes = [models.Index(fields=["folded_at"], name="view_batch_age")]

    def __str__(self) -> str:
        return str(self.key)
