"""The promise of one message by one way: what each app's table of them has in common (docs/decisions/0003)."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

MOST_TRIES = 5
WAITS = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))  # after each try but the last
WAITING = Q(sent_at=None, tries__lt=MOST_TRIES)


class PromiseQuerySet(models.QuerySet[Any]):
    """Which messages."""

    def to_be_sent(self) -> Self:
        """Return those that still wait, whose time has come, and which have not failed too often."""
        return self.filter(WAITING, next_at__lte=timezone.now())

    def failed(self) -> Self:
        """Return those that were given up."""
        return self.filter(sent_at=None, tries__gte=MOST_TRIES)


class Promise(models.Model):
    """One message by one way. The address is not in it: it is read when the message is sent."""

    class Way(models.TextChoices):
        EMAIL = "email", "Thư điện tử"
        SMS = "sms", "Tin nhắn"

    way = models.CharField("cách báo", max_length=5, choices=Way)
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    error = models.CharField("lỗi", max_length=250, blank=True)
    next_at = models.DateTimeField("thử từ lúc", default=timezone.now)
    sent_at = models.DateTimeField("gửi lúc", null=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        abstract = True

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
