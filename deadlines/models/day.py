"""Days that are not what their weekday says: public holidays, days swapped for them, weekends worked to make up."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from deadlines.calendars import WEEKEND, DayKind, SpecialDay


class CalendarDay(models.Model):
    """One day, why it is special, and who says so. What a person has said of it, no loading changes."""

    class Kind(models.TextChoices):
        DAY_OFF = DayKind.DAY_OFF.value, "ngày nghỉ"
        MAKE_UP = DayKind.MAKE_UP.value, "ngày làm bù"
        ORDINARY = DayKind.ORDINARY.value, "như ngày thường"

    class Origin(models.TextChoices):
        LOADED = "loaded", "nạp sẵn"
        PERSON = "person", "người quản trị ghi"

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=10, choices=Kind)
    name = models.CharField("tên", max_length=150)
    source = models.CharField("căn cứ", max_length=250)
    origin = models.CharField("do", max_length=10, choices=Origin, default=Origin.PERSON, editable=False)

    class Meta:
        verbose_name = "ngày đặc biệt"
        verbose_name_plural = "ngày nghỉ, ngày làm bù"
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=[one.value for one in DayKind]), name="day_known_kind"),
            models.CheckConstraint(
                condition=~models.Q(kind=DayKind.MAKE_UP.value) | models.Q(day__iso_week_day__in=(6, 7)),
                name="day_made_up_on_a_weekend",
                violation_error_message="Chỉ thứ Bảy, Chủ nhật mới làm bù.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(source=""),
                name="day_has_a_name_and_a_source",
                violation_error_message="Cần có tên và căn cứ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.name} ({self.get_kind_display()})"

    def clean(self) -> None:
        """Refuse to make up for work on a day that is worked anyhow."""
        if self.day and self.kind == self.Kind.MAKE_UP and self.day.weekday() not in WEEKEND:
            raise ValidationError({"kind": "Chỉ thứ Bảy, Chủ nhật mới làm bù."})

    def as_value(self) -> SpecialDay:
        """Return what the calendar knows of the day."""
        return SpecialDay(self.day, DayKind(self.kind), self.name, self.source)
