"""What an agency adds to a procedure: where to come, a shorter limit, the fee its council has set.

A province may say it for all its communes, a commune for itself. Of what several say, the nearest counts, part by part.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from procedures.models.choices import Unit
from procedures.models.procedure import Procedure

PARTS = ("address", "desk", "hours", "limit", "fee", "note")  # "limit" is value and unit together


class LocalAdditionQuerySet(models.QuerySet["LocalAddition"]):
    """Which additions."""

    def reaching(self, agency: Agency) -> Self:
        """Return those that count at `agency`: its own, and those that agencies above say for all below them."""
        above = Q(
            for_all_below=True,
            agency__tree_id=agency.tree_id,
            agency__lft__lt=agency.lft,
            agency__rght__gt=agency.rght,
        )
        return self.filter(Q(agency=agency) | above).select_related("agency")

    def about(self, procedure: Procedure) -> Self:
        """Return those of `procedure`, and those that are said of all procedures."""
        return self.filter(Q(procedure=procedure) | Q(procedure=None))


class LocalAddition(models.Model):
    """What one agency adds to one procedure, or to all that it carries out (no procedure)."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, db_index=False, related_name="local_additions", verbose_name="cơ quan"
    )
    procedure = models.ForeignKey(
        Procedure,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="local_additions",
        verbose_name="thủ tục",
        help_text="Bỏ trống: cho mọi thủ tục của cơ quan.",
    )
    for_all_below = models.BooleanField("áp dụng cho mọi đơn vị bên dưới", default=False)
    address = models.CharField("địa chỉ tiếp nhận", max_length=300, blank=True)
    desk = models.CharField("quầy, bộ phận", max_length=150, blank=True)
    hours = models.CharField("giờ tiếp nhận", max_length=150, blank=True)
    limit_value = models.DecimalField(
        "thời hạn",
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(3660)],
        help_text="Chỉ ngắn hơn thời hạn chung của cả nước.",
    )
    limit_unit = models.CharField("đơn vị tính", max_length=20, choices=Unit, blank=True)
    fee = models.TextField("phí, lệ phí", blank=True, validators=[MaxLengthValidator(1000)])
    note = models.TextField("lưu ý", blank=True, validators=[MaxLengthValidator(2000)])
    updated_at = models.DateTimeField("cập nhật lúc", auto_now=True)

    objects = LocalAdditionQuerySet.as_manager()

    class Meta:
        verbose_name = "phần bổ sung của địa phương"
        verbose_name_plural = "phần bổ sung của địa phương"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "procedure"],
                nulls_distinct=False,
                name="local_addition_once",
                violation_error_message="Cơ quan này đã có phần bổ sung cho thủ tục đó.",
            ),
            models.CheckConstraint(
                condition=Q(limit_value=None, limit_unit="") | (Q(limit_value__gt=0) & ~Q(limit_unit="")),
                name="local_addition_limit_whole",
                violation_error_message="Thời hạn cần cả số và đơn vị tính.",
            ),
            models.CheckConstraint(
                condition=Q(procedure__isnull=False) | Q(limit_value=None, fee=""),
                name="local_addition_limit_of_one_procedure",
                violation_error_message="Thời hạn và phí phải nói rõ của thủ tục nào.",
            ),
            models.CheckConstraint(
                condition=~Q(address="", desk="", hours="", limit_value=None, fee="", note=""),
                name="local_addition_says_something",
                violation_error_message="Hãy điền ít nhất một mục.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency.short_name}: {self.procedure or 'mọi thủ tục'}"

    @property
    def limit(self) -> str:
        """The limit in words, "" if none is said."""
        if self.limit_value is None:
            return ""
        return f"{self.limit_value.normalize():f} {Unit(self.limit_unit).label}"


def nearest(additions: Iterable[LocalAddition]) -> dict[str, LocalAddition]:
    """Return for each part who says it: the deepest agency, and what is said of the very procedure before the rest."""
    ranked = sorted(additions, key=lambda one: (-one.agency.level, one.procedure_id is None))
    found: dict[str, LocalAddition] = {}
    for addition in ranked:
        for part in PARTS:
            if getattr(addition, part):
                found.setdefault(part, addition)
    return found
