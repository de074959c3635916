"""Working days as numbers that SQL can subtract, and until when the tallies are brought up to date."""

from __future__ import annotations

from django.db import models


class WorkDay(models.Model):
    """How many working days there have been up to and including a day: two of them say how many lie between."""

    day = models.DateField("ngày", primary_key=True)
    number = models.IntegerField("số ngày làm việc đến hết ngày này")

    class Meta:
        verbose_name = "số thứ tự ngày làm việc"
        verbose_name_plural = "số thứ tự ngày làm việc"

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.number}"


class Folding(models.Model):
    """When the tallies were last brought up to date: one row for those of dossiers, and one for those of reports."""

    DOSSIERS, FEEDBACK = 1, 2

    folded_at = models.DateTimeField("cộng đến lúc")

    class Meta:
        verbose_name = "lần cộng gần nhất"
        verbose_name_plural = "lần cộng gần nhất"

    def __str__(self) -> str:
        return f"{self.folded_at:%H:%M %d/%m/%Y}"
