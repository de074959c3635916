"""The words of published cases, as they are looked up: without marks, each alone and with the one behind it."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from feedback.models.feedback import Feedback


class PublicWords(models.Model):
    """The words of one published case; no other has any. Kept by SQL (feedback/sql/0007_public_words.sql)."""

    feedback = models.OneToOneField(
        Feedback,
        models.CASCADE,
        primary_key=True,
        related_name="public_words",
        verbose_name="phản ánh, kiến nghị",
    )
    words = SearchVectorField("các từ", editable=False)

    class Meta:
        verbose_name = "các từ của phản ánh công khai"
        verbose_name_plural = "các từ của phản ánh công khai"
        indexes = [GinIndex(fields=["words"], name="feedback_public_words")]

    def __str__(self) -> str:
        return str(self.feedback_id)
