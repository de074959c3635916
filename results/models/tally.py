"""A tally (bảng cộng): what became of the dossiers of one agency, one procedure and one month, added up beforehand."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from agencies.models import Agency
from procedures.models import Procedure

# Each stands in the month of one moment: results/counting.py says of which, and which dossiers it counts.
COUNTS = (
    "received",
    "in_progress",
    "waiting",
    "paused",
    "supplemented",
    "done",
    "working_days",
    "on_time",
    "late",
    "running",
    "rated",
    "satisfied",
)


def branch_of(agency: Agency) -> Q:
    """Say which tallies are of an agency with all that stand below it."""
    return Q(agency=agency, whole_branch=not agency.is_leaf_node())


def units_below(agency: Agency) -> Q:
    """Say which tallies are of each agency directly below, with all that stand below that one."""
    has_units = Q(agency__rght__gt=F("agency__lft") + 1)
    return (has_units & Q(whole_branch=True) | ~has_units & Q(whole_branch=False)) & Q(agency__parent=agency)


class TallyQuerySet(models.QuerySet["Tally"]):
    """Which tallies."""

    def of(self, agency: Agency) -> Self:
        """Return those of an agency with all that stand below it."""
        return self.filter(branch_of(agency))

    def of_units_below(self, agency: Agency) -> Self:
        """Return those of each agency directly below, with all that stand below that one."""
        return self.filter(units_below(agency))

    def all_procedures(self) -> Self:
        """Return those that do not tell procedures apart."""
        return self.filter(procedure=None)

    def by_procedure(self) -> Self:
        """Return those of one procedure each."""
        return self.filter(procedure__isnull=False)


class Tally(models.Model):
    """The counts of one agency alone, or of its whole branch; of one procedure, or of all; of one month.

    An agency without others below it has no row for its branch: that would say the same once more.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, db_index=False, related_name="+", verbose_name="cơ quan")
    whole_branch = models.BooleanField("cả các đơn vị bên dưới")
    procedure = models.ForeignKey(
        Procedure, models.CASCADE, null=True, db_index=False, related_name="+", verbose_name="thủ tục"
    )
    month = models.DateField("tháng")
    received = models.IntegerField("tiếp nhận", default=0)
    in_progress = models.IntegerField("đang giải quyết", default=0)
    waiting = models.IntegerField("chờ bổ sung", default=0)
    paused = models.IntegerField("tạm dừng", default=0)
    supplemented = models.IntegerField("phải bổ sung", default=0)
    done = models.IntegerField("đã giải quyết", default=0)
    working_days = models.IntegerField("số ngày làm việc của hồ sơ đã giải quyết", default=0)
    on_time = models.IntegerField("đúng hạn", default=0)
    late = models.IntegerField("đã giải quyết, quá hạn", default=0)
    running = models.IntegerField("chưa giải quyết, có hạn trong tháng", default=0)
    rated = models.IntegerField("đã đánh giá", default=0)
    satisfied = models.IntegerField("hài lòng", default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng cộng"
        verbose_name_plural = "bảng cộng"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "whole_branch", "procedure", "month"], name="tally_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="tally_of_a_whole_month"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}, {self.procedure_id or '–'}, {self.month:%m/%Y}"
