"""What the law says about time, from when, until when, and where it says so."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from deadlines.limits import Limit, Unit
from deadlines.rules import Rule, RuleUnit

MINUTES = 24 * 60


class DeadlineRule(models.Model):
    """One value of the law while it is in force. Of the rows of a code that have begun, the last one applies."""

    class Units(models.TextChoices):
        WORKING_HOURS = Unit.WORKING_HOURS.value, "giờ làm việc"
        WORKING_DAYS = Unit.WORKING_DAYS.value, "ngày làm việc"
        CALENDAR_DAYS = Unit.CALENDAR_DAYS.value, "ngày"
        HOURS = Unit.HOURS.value, "giờ"
        MONTHS = Unit.MONTHS.value, "tháng"
        MINUTE_OF_DAY = RuleUnit.MINUTE_OF_DAY.value, "phút trong ngày (900 là 15:00)"
        TIMES = RuleUnit.TIMES.value, "lần"
        PERCENT = RuleUnit.PERCENT.value, "phần trăm"

    code = models.SlugField("mã", max_length=40)
    title = models.CharField("nội dung", max_length=250)
    value = models.PositiveIntegerField("giá trị")
    unit = models.CharField("đơn vị", max_length=20, choices=Units)
    source = models.CharField("căn cứ", max_length=250)
    begins = models.DateField("có hiệu lực từ ngày")
    ends = models.DateField("đến hết ngày", null=True, blank=True, help_text="Bỏ trống: đến khi có quy định sau.")
    to_check = models.BooleanField("cần đối chiếu với văn bản", default=False)

    class Meta:
        verbose_name = "quy định về thời hạn"
        verbose_name_plural = "quy định về thời hạn"
        ordering = ["code", "-begins"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "begins"],
                name="deadline_rule_once",
                violation_error_message="Mã này đã có quy định từ ngày đó.",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("begins")),
                name="deadline_rule_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            ),
            models.CheckConstraint(
                condition=~Q(unit="minute_of_day") | Q(value__lt=MINUTES),
                name="deadline_rule_within_a_day",
                violation_error_message="Phút trong ngày từ 0 đến 1439.",
            ),
            models.CheckConstraint(
                condition=~Q(unit="percent") | Q(value__lte=100),
                name="deadline_rule_of_a_hundred",
                violation_error_message="Phần trăm từ 0 đến 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.in_words()}"

    def in_words(self) -> str:
        """Return the value as people write it: "15:00", "3 ngày làm việc"."""
        if self.unit == self.Units.MINUTE_OF_DAY:
            return f"{self.value // 60:02}:{self.value % 60:02}"
        if self.unit == self.Units.PERCENT:
            return f"{self.value} %"
        return f"{self.value} {self.get_unit_display()}"

    def clean(self) -> None:
        """Refuse what is no limit where the unit is a limit's."""
        if self.value is not None and self.unit in set(Unit):
            try:
                Limit(self.value, Unit(self.unit))
            except ValueError as error:
                raise ValidationError({"value": str(error)}) from error

    def as_value(self) -> Rule:
        """Return what the calendar knows of it."""
        return Rule(self.code, self.value, self.unit, self.source, self.begins, self.ends)
