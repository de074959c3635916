"""A campaign topic (chuyên đề): what one agency gathers for a time about one matter, for its site and all below."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.addresses import page_address
from agencies.english import in_language
from agencies.models import Agency
from agencies.words import Words
from news.models.article import Article
from news.models.event import ListEvent


class TopicQuerySet(models.QuerySet["Topic"]):
    """Which topics."""

    def begun(self) -> Self:
        """Return the topics that the public may read: those whose first day has come, the ended ones too."""
        return self.filter(starts_on__lte=timezone.localdate())

    def running(self) -> Self:
        """Return the topics of today."""
        return self.begun().filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))

    def on_site(self, agency: Agency, above: tuple[Agency, ...]) -> Self:
        """Return what the site of `agency`, below those `above`, shows: its own and theirs, the newest first."""
        owners = [agency.pk, *(higher.pk for higher in above)]
        return self.begun().filter(owner__in=owners).select_related("owner").order_by("-starts_on", "-pk")


class Topic(models.Model):
    """One topic. Its page stands on the site of its owner and on all sites below, and is kept when it is over."""

    owner = models.ForeignKey(Agency, models.PROTECT, related_name="topics", verbose_name="cơ quan phụ trách")
    slug = models.SlugField("tên trong địa chỉ", max_length=100, unique=True, editable=False)
    title = models.CharField("tên chuyên đề", max_length=150)
    lead = models.TextField("lời dẫn", max_length=1000, help_text="Một đoạn ngắn: chuyên đề nói việc gì, vì sao.")
    english_title = models.CharField("tên tiếng Anh", max_length=150, blank=True)
    english_lead = models.TextField("lời dẫn tiếng Anh", max_length=1000, blank=True)
    starts_on = models.DateField("từ ngày", default=timezone.localdate)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True, help_text="Bỏ trống: chưa định ngày kết thúc.")
    articles = models.ManyToManyField(Article, through="TopicArticle", related_name="topics", verbose_name="bài")

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = "chuyên đề"
        verbose_name_plural = "chuyên đề"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="topic_ends_after_it_starts",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(english_title="", english_lead="")
                | Q(english_title__regex=r"\S", english_lead__regex=r"\S"),
                name="topic_english_whole_or_not",
                violation_error_message="Hãy điền cả tên và lời dẫn tiếng Anh, hoặc để trống cả hai.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the canonical address: on the owner's site."""
        return page_address(self.owner.path, "topic", slug=self.slug)

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    def owner_in(self, language: str) -> Words:
        """Return the short name of the owner in `language`."""
        return in_language(language, self.owner.short_name)

    def title_in(self, language: str) -> Words:
        """Return the title in `language`, or else in Vietnamese."""
        return self._said(self.title, self.english_title, language)

    def lead_in(self, language: str) -> Words:
        """Return the lead in the language in which the title is."""
        return self._said(self.lead, self.english_lead, language)

    def _said(self, vietnamese: str, english: str, reader: str) -> Words:
        if reader != settings.LANGUAGE_CODE and english:
            return Words(english, reader, reader)
        return Words(vietnamese, settings.LANGUAGE_CODE, reader)


class TopicArticle(models.Model):
    """One article in a topic, at its place: small numbers stand first, negative ones too."""

    topic = models.ForeignKey(Topic, models.CASCADE, db_index=False, related_name="places", verbose_name="chuyên đề")
    article = models.ForeignKey(Article, models.CASCADE, related_name="topic_places", verbose_name="bài viết")
    order = models.IntegerField("thứ tự")

    class Meta:
        verbose_name = "bài trong chuyên đề"
        verbose_name_plural = "bài trong chuyên đề"
        ordering = ["order", "-article"]
        constraints = [models.UniqueConstraint(fields=["topic", "article"], name="topic_article_once")]

    def __str__(self) -> str:
        return str(self.article)


class TopicEvent(ListEvent):
    """One act upon a topic."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="events", verbose_name="chuyên đề")
