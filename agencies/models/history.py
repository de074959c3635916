"""What agencies were called, stood under, were coded as and could be reached at, and when.

A code alone identifies nothing: 2,145 commune codes of 2024 mean another commune since 2025-07-01. Code and date do.
"""

from __future__ import annotations

import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models

from agencies.identifiers import Identifier
from agencies.models.agency import Agency


class AgencyRecord(models.Model):
    """What an agency was called and stood under, from one day to the day before another."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="records", verbose_name="cơ quan")
    name = models.CharField("tên đầy đủ", max_length=250)
    short_name = models.CharField("tên gọi", max_length=150)
    parent = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", verbose_name="cơ quan cấp trên")
    valid = DateRangeField("có hiệu lực", help_text="Từ ngày, đến trước ngày; bỏ trống là không rõ hoặc chưa hết.")

    class Meta:
        verbose_name = "giai đoạn"
        verbose_name_plural = "lịch sử"
        constraints = [
            ExclusionConstraint(
                name="agency_one_record_a_day",
                expressions=[("agency", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=models.Q(valid__isempty=False), name="agency_record_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


class IdentifierScheme(models.TextChoices):
    """The systems of codes by which others know an agency."""

    ELECTRONIC = "electronic", "Mã định danh điện tử (QĐ 20/2020/QĐ-TTg)"
    PROVINCE_CODE = "province_code", "Mã đơn vị hành chính cấp tỉnh"
    DISTRICT_CODE = "district_code", "Mã đơn vị hành chính cấp huyện"
    COMMUNE_CODE = "commune_code", "Mã đơn vị hành chính cấp xã"
    CATALOGUE = "catalogue", "Khóa trong danh mục nạp sẵn"


class AgencyIdentifierQuerySet(models.QuerySet["AgencyIdentifier"]):
    """Which codes, on which day."""

    def on(self, date: datetime.date) -> Self:
        """Return the codes in force on `date`."""
        return self.filter(valid__contains=date)


class AgencyIdentifier(models.Model):
    """A code of an agency in some scheme, from one day to the day before another."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="identifiers", verbose_name="cơ quan")
    scheme = models.CharField("hệ mã", max_length=20, choices=IdentifierScheme)
    value = models.CharField("mã", max_length=100)
    valid = DateRangeField("có hiệu lực")

    objects = AgencyIdentifierQuerySet.as_manager()

    class Meta:
        verbose_name = "mã của cơ quan"
        verbose_name_plural = "mã của cơ quan"
        constraints = [
            ExclusionConstraint(
                name="identifier_means_one_agency_a_day",
                expressions=[
                    ("scheme", RangeOperators.EQUAL),
                    ("value", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Mã này đang thuộc một cơ quan khác trong thời gian đó.",
            )
        ]

    def __str__(self) -> str:
        return self.value

    def clean(self) -> None:
        """Accept an electronic identifier in either notation and keep it in that of QĐ 20/2020."""
        if self.scheme == IdentifierScheme.ELECTRONIC:
            try:
                self.value = str(Identifier.parse(self.value))
            except ValueError as error:
                raise ValidationError({"value": str(error)}) from error


class AgencyAddress(models.Model):
    """A path at which an agency's site could be reached: written by the database with each new path, kept for ever."""

    path = models.CharField("đường dẫn", max_length=400)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="addresses", verbose_name="cơ quan")
    since = models.DateTimeField("từ")

    class Meta:
        verbose_name = "địa chỉ đã dùng"
        verbose_name_plural = "địa chỉ đã dùng"
        constraints = [models.UniqueConstraint(fields=["path", "agency"], name="address_once_an_agency")]

    def __str__(self) -> str:
        return self.path
