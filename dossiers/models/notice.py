"""What is told to the applicant at each change (NĐ 224/2026/NĐ-CP art. 15(1)(g)): one message an event and way.

The row is the promise; a worker sends it, and the clock looks for what nobody sent (docs/decisions/0003).
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from dossiers.models.event import DossierEvent

MOST_TRIES = 5


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Which messages."""

    def to_be_sent(self) -> Self:
        """Return those that still wait and have not failed too often."""
        return self.filter(sent_at=None, tries__lt=MOST_TRIES)

    def failed(self) -> Self:
        """Return those that were given up."""
        return self.filter(sent_at=None, tries__gte=MOST_TRIES)


class Notice(models.Model):
    """One message about one event. The address stands with the applicant and is read when it is sent."""

    class Way(models.TextChoices):
        EMAIL = "email", "Thư điện tử"
        SMS = "sms", "Tin nhắn"

    event = models.ForeignKey(DossierEvent, models.PROTECT, db_index=False, related_name="notices", verbose_name="việc")
    way = models.CharField("cách báo", max_length=5, choices=Way)
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    error = models.CharField("lỗi", max_length=250, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "tin báo"
        verbose_name_plural = "tin báo"
        constraints = [models.UniqueConstraint(fields=["event", "way"], name="notice_once_an_event")]
        indexes = [models.Index(fields=["tries"], condition=Q(sent_at=None), name="notice_to_be_sent")]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.event}"
