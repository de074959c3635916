"""Which state the calendar is in: whoever holds one in memory asks only for this number."""

from __future__ import annotations

from django.db import models


class CalendarVersion(models.Model):
    """One row. The number is the moment of the last change in microseconds, and at least one more than before.

    Not a plain count: a change that is rolled back must not leave its number to the next one.
    """

    number = models.BigIntegerField("phiên bản")

    class Meta:
        verbose_name = "phiên bản lịch làm việc"
        verbose_name_plural = "phiên bản lịch làm việc"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="calendar_version_once")]

    def __str__(self) -> str:
        return str(self.number)
