"""Which sections a site must have, for each kind of agency: the law in force on a day decides (docs/decisions/0010)."""

from __future__ import annotations

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.models import AgencyKind
from sections.models.code import SectionCode


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    """Which sets of rules."""

    def in_force(self, on: datetime.date | None = None) -> Self:
        """Return the set in force on that day (today): of those that have begun and not ended, the one begun last."""
        day = on or timezone.localdate()
        begun = self.filter(Q(in_force_to=None) | Q(in_force_to__gte=day), in_force_from__lte=day)
        return begun.order_by("-in_force_from", "-pk")[:1]


class RuleSet(models.Model):
    """What one legal document requires of sites, and from when."""

    code = models.SlugField("mã", max_length=40, unique=True)
    title = models.CharField("tên", max_length=250)
    source = models.CharField("văn bản", max_length=250)
    in_force_from = models.DateField("có hiệu lực từ ngày")
    in_force_to = models.DateField(
        "đến hết ngày", null=True, blank=True, help_text="Bỏ trống: đến khi bộ quy định sau có hiệu lực."
    )
    to_check = models.BooleanField("cần đối chiếu với văn bản", default=False)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ quy định"
        verbose_name_plural = "bộ quy định"
        ordering = ["-in_force_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")),
                name="rule_set_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class SectionRuleQuerySet(models.QuerySet["SectionRule"]):
    """Which rules."""

    def in_force(self, on: datetime.date | None = None) -> Self:
        """Return the rules of the set in force on that day, today if none is named."""
        return self.filter(rule_set__in=RuleSet.objects.in_force(on).values("pk"))


class SectionRule(models.Model):
    """One section that the sites of one kind of agency must have."""

    rule_set = models.ForeignKey(
        RuleSet, models.CASCADE, db_index=False, related_name="rules", verbose_name="bộ quy định"
    )
    kind = models.CharField("loại cơ quan", max_length=20, choices=AgencyKind)
    section = models.CharField("mục", max_length=30, choices=SectionCode)
    source = models.CharField("căn cứ", max_length=250)
    oldest_days = models.PositiveSmallIntegerField(
        "rà soát trong vòng (ngày)", null=True, blank=True, help_text="Bỏ trống: không quá hạn."
    )
    to_check = models.BooleanField("cần đối chiếu với văn bản", default=False)

    objects = SectionRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "quy định về mục"
        verbose_name_plural = "quy định về mục"
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "kind", "section"], name="section_rule_once"),
            models.CheckConstraint(condition=Q(section__in=SectionCode.values), name="section_rule_known_section"),
            models.CheckConstraint(condition=Q(oldest_days=None) | Q(oldest_days__gt=0), name="section_rule_some_days"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_section_display()}"
