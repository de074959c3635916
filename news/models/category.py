"""A category (chuyên mục): one list for the whole country, so that it means the same on every site."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from agencies.words import Words
from news.models.event import ListEvent


class Category(models.Model):
    """What an article is about, in the broadest way. An article has one, or none yet."""

    slug = models.SlugField("tên trong địa chỉ", max_length=60, unique=True)
    name = models.CharField("tên", max_length=100, unique=True)
    english_name = models.CharField("tên tiếng Anh", max_length=100)
    order = models.PositiveSmallIntegerField("thứ tự", default=0, help_text="Số nhỏ đứng trước.")

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> Words:
        """Return the name in `language`."""
        if language == settings.LANGUAGE_CODE:
            return Words(self.name, settings.LANGUAGE_CODE, language)
        return Words(self.english_name, language, language)


class CategoryEvent(ListEvent):
    """One act upon a category."""

    category = models.ForeignKey(Category, models.PROTECT, related_name="events", verbose_name="chuyên mục")
