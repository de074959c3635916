"""What the law and local decisions say of time: dated rows, the nearest agency's first."""

from __future__ import annotations

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.models import Agency, Event
from deadlines.limits import Limit, Unit
from feedback.models.stages import Classification


class Term(models.TextChoices):
    """What a limit is set for."""

    INTAKE = "intake", "Phân loại, chuyển nơi có thẩm quyền"
    ACCEPTANCE = "acceptance", "Nơi nhận tiếp nhận hoặc chuyển trả"
    ANSWER = "answer", "Trả lời"
    EXTENSION = "extension", "Gia hạn, nhiều nhất"
    GRACE = "grace", "Sau khi quá hạn, trước khi chuyển lên cấp trên"


class TimeRuleQuerySet(models.QuerySet["TimeRule"]):
    """Which rules."""

    def in_force(self, on: datetime.date | None = None) -> Self:
        """Return the rules of a day, today if none is named."""
        day = on or timezone.localdate()
        return self.filter(Q(begins__lte=day), Q(ends=None) | Q(ends__gte=day))

    def reaching(self, agency: Agency) -> Self:
        """Return the rules for everybody and those of `agency` and of the agencies above, the nearest first."""
        reached = Q(agency__tree_id=agency.tree_id, agency__lft__lte=agency.lft, agency__rght__gte=agency.rght)
        return (
            self.filter(Q(agency=None) | reached)
            .select_related("agency")
            .order_by(F("agency__lft").desc(nulls_last=True), "-begins")
        )


class TimeRule(models.Model):
    """One limit for one term, from one day to another: in the whole country, or at an agency and below it.

    Of the rules that reach an agency, the nearest applies; within it, one that names the classification before one that
    names none, and of those the one that began last.
    """

    class Units(models.TextChoices):
        WORKING_HOURS = Unit.WORKING_HOURS.value, "giờ làm việc"
        WORKING_DAYS = Unit.WORKING_DAYS.value, "ngày làm việc"
        CALENDAR_DAYS = Unit.CALENDAR_DAYS.value, "ngày"

    term = models.CharField("thời hạn cho", max_length=12, choices=Term)
    classification = models.CharField(
        "loại", max_length=15, choices=Classification, blank=True, help_text="Bỏ trống: mọi loại."
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="áp dụng tại",
        help_text="Cơ quan này và các cơ quan cấp dưới. Bỏ trống: cả nước.",
    )
    value = models.PositiveIntegerField("giá trị")
    unit = models.CharField("đơn vị", max_length=20, choices=Units, default=Units.WORKING_DAYS)
    source = models.CharField("căn cứ", max_length=250)
    begins = models.DateField("có hiệu lực từ ngày")
    ends = models.DateField("đến hết ngày", null=True, blank=True, help_text="Bỏ trống: đến khi có quy định sau.")
    to_check = models.BooleanField("cần đối chiếu với văn bản", default=False)

    objects = TimeRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "thời hạn xử lý phản ánh"
        verbose_name_plural = "thời hạn xử lý phản ánh"
        ordering = ["term", "classification", "agency__lft", "-begins"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "classification", "agency", "begins"],
                nulls_distinct=False,
                name="feedback_rule_once",
                violation_error_message="Đã có quy định cho thời hạn này từ ngày đó.",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("begins")),
                name="feedback_rule_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_term_display()}: {self.limit}"

    @property
    def limit(self) -> Limit:
        """The limit as the clock counts it."""
        return Limit(self.value, Unit(self.unit))

    def clean(self) -> None:
        """Refuse what is no limit."""
        if self.value is not None and self.unit:
            try:
                Limit(self.value, Unit(self.unit))
            except ValueError as error:
                raise ValidationError({"value": str(error)}) from error


class RetentionRule(models.Model):
    """How long a sender's data stays after a case is closed. The case itself stays."""

    months = models.PositiveSmallIntegerField("giữ bao nhiêu tháng sau khi kết thúc")
    source = models.CharField("căn cứ", max_length=250)
    begins = models.DateField("có hiệu lực từ ngày", unique=True)
    to_check = models.BooleanField("cần đối chiếu với văn bản", default=True)

    class Meta:
        verbose_name = "thời gian giữ dữ liệu người gửi"
        verbose_name_plural = "thời gian giữ dữ liệu người gửi"
        ordering = ["-begins"]
        constraints = [models.CheckConstraint(condition=Q(months__gte=1), name="retention_a_month_at_least")]

    def __str__(self) -> str:
        return f"{self.months} tháng, từ {self.begins:%d/%m/%Y}"


class RuleEvent(Event):
    """One change of what is kept beside the cases: limits, retention, words for answers. Append-only."""

    class Verb(models.TextChoices):
        LIMIT = "limit", "Ghi thời hạn"
        RETENTION = "retention", "Ghi thời gian giữ dữ liệu"
        TEMPLATE = "template", "Ghi mẫu trả lời"

    verb = models.CharField("việc", max_length=10, choices=Verb)
    about = models.PositiveBigIntegerField("của dòng")

    class Meta(Event.Meta):
        indexes = [models.Index(fields=["verb", "about"], name="feedback_rule_event_about")]

    def in_words(self) -> str:
        """Return what was kept, and why, as staff read it."""
        return "; ".join(str(told) for told in self.details.values() if told)
