"""What events of the newsroom's lists have in common."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class ListEvent(models.Model):
    """One act upon a list that news stand in. Append-only, enforced by the database."""

    class Verb(models.TextChoices):
        OPENED = "opened", "mở"
        SAVED = "saved", "sửa"

    verb = models.CharField("việc", max_length=12, choices=Verb)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người")
    at = models.DateTimeField("lúc", auto_now_add=True)
    details = models.JSONField("chi tiết", default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        abstract = True
        verbose_name = "việc đã làm"
        verbose_name_plural = "nhật ký"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.get_verb_display()

    def in_words(self) -> str:
        """Return of the details what staff ask for: the name as it was then."""
        return str(self.details.get("title") or "")
