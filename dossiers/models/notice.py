"""What is told to the applicant at each change (NĐ 224/2026/NĐ-CP art. 15(1)(g)): one message an event and way.

The row is the promise; a worker sends it, and the clock looks for what nobody sent (docs/decisions/0003).
"""

from __future__ import annotations

import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dossiers.models.event import DossierEvent

MOST_TRIES = 5
WAITS = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))  # after each try but the last


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Which messages."""

    def to_be_sent(self) -> Self:
        """Return those that still wait, whose time has come, and which have not failed too often."""
        return self.filter(sent_at=None, tries__lt=MOST_TRIES, next_at__lte=timezone.now())

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
    next_at = models.DateTimeField("thử từ lúc", default=timezone.now)
    sent_at = models.DateTimeField("gửi lúc", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "tin báo"
        verbose_name_plural = "tin báo"
        constraints = [models.UniqueConstraint(fields=["event", "way"], name="notice_once_an_event")]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(sent_at=None, tries__lt=MOST_TRIES), name="notice_to_be_sent")
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.event}"

    def tried(self, error: str) -> None:
        """Write down how a try went (`error`: nothing if well), and when the next one may be made."""
        now = timezone.now()
        self.tries += 1
        self.error = error
        if not error:
            self.sent_at = now
        elif self.tries < MOST_TRIES:
            self.next_at = now + WAITS[self.tries - 1]
        self.save(update_fields=["tries", "error", "next_at", "sent_at"])
