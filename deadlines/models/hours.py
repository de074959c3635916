"""From when to when offices work, by schedule and from a day on."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from deadlines.calendars import Hours

GENERAL = "chung"


class OfficeHours(models.Model):
    """Office hours of a schedule from a day on, until the next row of the same schedule begins."""

    schedule = models.SlugField(
        "lịch",
        max_length=40,
        default=GENERAL,
        help_text="“chung” là lịch mặc định; nơi có giờ riêng dùng lịch khác.",
    )
    begins = models.DateField("áp dụng từ ngày")
    morning_from = models.TimeField("sáng, từ")
    morning_to = models.TimeField("sáng, đến")
    afternoon_from = models.TimeField("chiều, từ")
    afternoon_to = models.TimeField("chiều, đến")
    source = models.CharField("căn cứ", max_length=250)
    to_check = models.BooleanField("cần đối chiếu với văn bản", default=False)

    class Meta:
        verbose_name = "giờ làm việc"
        verbose_name_plural = "giờ làm việc"
        ordering = ["schedule", "-begins"]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "begins"],
                name="office_hours_once",
                violation_error_message="Lịch này đã có giờ làm việc từ ngày đó.",
            ),
            models.CheckConstraint(
                condition=Q(morning_from__lt=F("morning_to"))
                & Q(morning_to__lte=F("afternoon_from"))
                & Q(afternoon_from__lt=F("afternoon_to")),
                name="office_hours_in_order",
                violation_error_message="Giờ phải theo thứ tự trong ngày.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schedule}, từ {self.begins:%d/%m/%Y}: {self.in_words()}"

    def in_words(self) -> str:
        """Return "08:00–12:00, 13:30–17:30"."""
        return (
            f"{self.morning_from:%H:%M}–{self.morning_to:%H:%M}, {self.afternoon_from:%H:%M}–{self.afternoon_to:%H:%M}"
        )

    def clean(self) -> None:
        """Refuse parts of a minute, which no office keeps to."""
        times = (self.morning_from, self.morning_to, self.afternoon_from, self.afternoon_to)
        if any(time and (time.second or time.microsecond) for time in times):
            raise ValidationError("Giờ làm việc tính đến phút.")

    def as_value(self) -> Hours:
        """Return what the calendar knows of them; a morning that lasts until the afternoon is one span."""
        edges = [_minute(time) for time in (self.morning_from, self.morning_to, self.afternoon_from, self.afternoon_to)]
        whole = ((edges[0], edges[3]),) if edges[1] == edges[2] else ((edges[0], edges[1]), (edges[2], edges[3]))
        return Hours(self.begins, whole, self.source)


def _minute(time: datetime.time) -> int:
    return time.hour * 60 + time.minute
