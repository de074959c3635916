"""What events of the newsroom's lists have in common."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from agencies.models import Event


class ListEvent(Event):
    """One act upon a list that news stand in. Append-only, enforced by the database."""

    class Verb(models.TextChoices):
        OPENED = "opened", "mở"
        SAVED = "saved", "sửa"

    verb = models.CharField("việc", max_length=12, choices=Verb)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người")

    class Meta(Event.Meta):
        abstract = True

    def in_words(self) -> str:
        """Return of the details what staff ask for: the name as it was then."""
        return str(self.details.get("title") or "")
