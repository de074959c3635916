"""Reckoning open dossiers anew after the working calendar was corrected: a promise, and how far it has come."""

from __future__ import annotations

from typing import Self

from django.db import models

from dossiers.models.event import DossierEvent


class RecountQuerySet(models.QuerySet["Recount"]):
    """Which."""

    def under_way(self) -> Self:
        """Return those that are not through yet."""
        return self.filter(done_at=None)


class Recount(models.Model):
    """One correction of the calendar, and the open dossiers that it concerns, reckoned one after the other."""

    note = models.CharField("vì sao", max_length=500)
    since = models.DateField("ngày đầu tiên thay đổi", null=True, help_text="Trống: quy định thay đổi.")
    ordered_at = models.DateTimeField("lúc", auto_now_add=True)
    concerned = models.PositiveIntegerField("số hồ sơ xét lại")
    changed = models.PositiveIntegerField("số hồ sơ đổi hạn", default=0)
    reached = models.BigIntegerField("đã đến hồ sơ", default=0)
    done_at = models.DateTimeField("xong lúc", null=True)

    objects = RecountQuerySet.as_manager()

    class Meta:
        verbose_name = "lần tính lại thời hạn"
        verbose_name_plural = "tính lại thời hạn"
        ordering = ["-ordered_at", "-pk"]
        indexes = [models.Index(fields=["ordered_at"], condition=models.Q(done_at=None), name="recount_under_way")]

    def __str__(self) -> str:
        return self.note

    def events(self) -> models.QuerySet[DossierEvent]:
        """Return the events of the dossiers that have another date since, the latest first."""
        found = DossierEvent.objects.filter(verb=DossierEvent.Verb.RECKONED, details__recount=self.pk)
        return found.order_by("-pk")
