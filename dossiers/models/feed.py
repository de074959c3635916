"""A feed (nguồn đồng bộ): another system that tells this portal what happens to the dossiers of an agency's branch."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from agencies.models import Agency


class FeedQuerySet(models.QuerySet["Feed"]):
    """Which feeds."""

    def open(self) -> Self:
        """Return those that may still send."""
        return self.filter(closed_at=None)


class Feed(models.Model):
    """One system with a key of its own. It signs what it sends; the secret is shown once, when the feed is opened."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="feeds", verbose_name="cơ quan")
    name = models.CharField("hệ thống", max_length=150)
    key = models.CharField("mã khóa", max_length=32, unique=True, editable=False)
    secret = models.CharField("khóa bí mật", max_length=64, editable=False)
    opened_at = models.DateTimeField("mở lúc", auto_now_add=True)
    closed_at = models.DateTimeField("đóng lúc", null=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = "nguồn đồng bộ"
        verbose_name_plural = "nguồn đồng bộ"

    def __str__(self) -> str:
        return f"{self.name} – {self.agency}"

    def reaches(self, *agencies: Agency) -> bool:
        """Tell whether one of `agencies` stands within the branch for which the feed speaks. One query."""
        branch = Agency.objects.within(self.agency)
        return self.closed_at is None and branch.filter(pk__in=[agency.pk for agency in agencies]).exists()


class FeedEvent(models.Model):
    """One event as a feed sent it: kept as it came, and done once, however often it comes and in whatever order."""

    class State(models.TextChoices):
        DONE = "done", "Đã ghi"
        WAITING = "waiting", "Chờ việc trước đó"
        REFUSED = "refused", "Không ghi được"

    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False, related_name="events", verbose_name="nguồn")
    external_id = models.CharField("mã sự kiện", max_length=100)
    code_key = models.CharField("mã hồ sơ", max_length=60, db_index=True)
    body = models.JSONField("nội dung")
    happened_at = models.DateTimeField("xảy ra lúc")
    state = models.CharField("tình trạng", max_length=10, choices=State)
    reason = models.CharField("lý do", max_length=500, blank=True)
    received_at = models.DateTimeField("nhận lúc", auto_now_add=True)

    class Meta:
        verbose_name = "sự kiện đồng bộ"
        verbose_name_plural = "sự kiện đồng bộ"
        constraints = [models.UniqueConstraint(fields=["feed", "external_id"], name="feed_event_once")]
        indexes = [
            models.Index(fields=["code_key", "happened_at"], condition=~Q(state="done"), name="feed_event_left"),
        ]

    def __str__(self) -> str:
        return f"{self.feed}: {self.external_id}"
