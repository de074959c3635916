"""Those who lead an agency: their duties, a short biography, and from when to when (NĐ 224/2026 art. 9(1)(b), (c))."""

from __future__ import annotations

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.models import Agency
from agencies.words import Words

VIETNAMESE = "vi"

phone_number = RegexValidator(r"^[+(]?[0-9][0-9 .()-]{2,}$", "Chỉ ghi một số, ví dụ: 024 3825 0000.")


class LeaderQuerySet(models.QuerySet["Leader"]):
    """Which leaders."""

    def current(self, on: datetime.date | None = None) -> Self:
        """Return those who lead on that day, today if none is named."""
        day = on or timezone.localdate()
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day))

    def in_their_order(self) -> Self:
        """Order as the agency ranks them; among equals, who came first."""
        return self.order_by("order", "starts_on", "pk")


class Leader(models.Model):
    """One person in one office at an agency, for a time."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="leaders", verbose_name="cơ quan")
    name = models.CharField("họ và tên", max_length=120)
    position = models.CharField("chức vụ", max_length=150)
    position_en = models.CharField("chức vụ (tiếng Anh)", max_length=150, blank=True)
    duties = models.TextField("nhiệm vụ đảm nhiệm", blank=True, validators=[MaxLengthValidator(5000)])
    duties_en = models.TextField("nhiệm vụ đảm nhiệm (tiếng Anh)", blank=True, validators=[MaxLengthValidator(5000)])
    biography = models.TextField("tiểu sử tóm tắt", blank=True, validators=[MaxLengthValidator(10_000)])
    biography_en = models.TextField("tiểu sử tóm tắt (tiếng Anh)", blank=True, validators=[MaxLengthValidator(10_000)])
    phone = models.CharField("điện thoại", max_length=40, blank=True, validators=[phone_number])
    email = models.EmailField("thư điện tử", blank=True)
    starts_on = models.DateField("giữ chức từ ngày", null=True, blank=True, help_text="Bỏ trống: không rõ ngày.")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True, help_text="Bỏ trống: đang giữ chức.")
    order = models.PositiveSmallIntegerField("thứ tự", default=1, help_text="Số nhỏ đứng trước.")
    updated_at = models.DateTimeField("cập nhật lúc", default=timezone.now, editable=False)

    objects = LeaderQuerySet.as_manager()

    class Meta:
        verbose_name = "lãnh đạo"
        verbose_name_plural = "lãnh đạo"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="leader_ends_after_the_start",
                violation_error_message="Ngày thôi giữ chức phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["agency", "name", "position", "starts_on"],
                nulls_distinct=False,
                name="leader_once",
                violation_error_message="Đã ghi người này với chức vụ đó từ ngày đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.position}"

    def clean(self) -> None:
        """Refuse days that cannot be."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "Ngày thôi giữ chức phải sau ngày bắt đầu."})

    def words(self, field: str, language: str) -> Words:
        """Return the text `field` in `language`, or else in Vietnamese."""
        translated = getattr(self, f"{field}_{language}", "") if language != VIETNAMESE else ""
        return Words(translated or getattr(self, field), language if translated else VIETNAMESE, reader=language)
