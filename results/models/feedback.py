"""Tallies of reports and proposals: what became of those of one agency in one month, added up beforehand."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from agencies.models import Agency
from results.models.tally import branch_of, units_below

# Each stands in the month of one moment: results/feedback/counting.py says of which.
FEEDBACK_COUNTS = (
    "received",
    "answered",
    "refused",
    "days",
    "on_time",
    "late",
    "lost",
    "running",
    "held",
    "held_days",
    "rated",
    "satisfied",
    "very",
)


class FeedbackTallyQuerySet(models.QuerySet["FeedbackTally"]):
    """Which tallies."""

    def of(self, agency: Agency) -> Self:
        """Return those of an agency with all that stand below it."""
        return self.filter(branch_of(agency))

    def of_units_below(self, agency: Agency) -> Self:
        """Return those of each agency directly below, with all that stand below that one."""
        return self.filter(units_below(agency))


class FeedbackTally(models.Model):
    """The counts of one agency alone, or of its whole branch, of one month."""

    agency = models.ForeignKey(Agency, models.CASCADE, db_index=False, related_name="+", verbose_name="cơ quan")
    whole_branch = models.BooleanField("cả các đơn vị bên dưới")
    month = models.DateField("tháng")
    received = models.IntegerField("tiếp nhận", default=0)
    answered = models.IntegerField("đã trả lời", default=0)
    refused = models.IntegerField("không tiếp nhận", default=0)
    days = models.IntegerField("số ngày làm việc đến lúc trả lời", default=0)
    on_time = models.IntegerField("đúng hạn", default=0)
    late = models.IntegerField("trả lời quá hạn", default=0)
    lost = models.IntegerField("để quá hạn rồi chuyển đi", default=0)
    running = models.IntegerField("chưa trả lời, có hạn trong tháng", default=0)
    held = models.IntegerField("lượt giữ đã xong", default=0)
    held_days = models.IntegerField("số ngày làm việc của các lượt giữ", default=0)
    rated = models.IntegerField("đã đánh giá", default=0)
    satisfied = models.IntegerField("hài lòng", default=0)
    very = models.IntegerField("rất hài lòng", default=0)

    objects = FeedbackTallyQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng cộng phản ánh"
        verbose_name_plural = "bảng cộng phản ánh"
        constraints = [
            models.UniqueConstraint(fields=["agency", "whole_branch", "month"], name="feedback_tally_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="feedback_tally_of_a_whole_month"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}, {self.month:%m/%Y}"


class FeedbackChange(models.Model):
    """An agency whose reports have changed since its tallies were counted; none: all are to be counted anew.

    Triggers write it, in the transaction of each act: rows are only ever added, and taken away by whoever counts.
    """

    agency_id = models.BigIntegerField("cơ quan", null=True)

    class Meta:
        verbose_name = "thay đổi chưa cộng của phản ánh"
        verbose_name_plural = "thay đổi chưa cộng của phản ánh"

    def __str__(self) -> str:
        return str(self.agency_id)
