"""One section of a site in one language: what the agency says there now. Former texts stand in the events."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency
from sections.models.code import WRITTEN

VIETNAMESE = "vi"
MAX_BODY = 50_000  # characters


class SectionQuerySet(models.QuerySet["Section"]):
    """Which texts."""

    def filled(self) -> Self:
        """Return the texts in which something is written."""
        return self.exclude(body="")


class Section(models.Model):
    """What a site says in one section, in one language."""

    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False, related_name="sections", verbose_name="cơ quan")
    code = models.CharField("mục", max_length=30, choices=[(code.value, code.label) for code in WRITTEN])
    language = models.CharField("ngôn ngữ", max_length=5, choices=settings.LANGUAGES, default=VIETNAMESE)
    body = models.TextField(
        "nội dung", blank=True, validators=[MaxLengthValidator(MAX_BODY)], help_text="Cách đoạn bằng một dòng trống."
    )
    updated_at = models.DateTimeField("cập nhật lúc", default=timezone.now, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người cập nhật", editable=False
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = "mục của trang"
        verbose_name_plural = "các mục của trang"
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "language"], name="section_once"),
            models.CheckConstraint(condition=Q(code__in=[code.value for code in WRITTEN]), name="section_is_written"),
            models.CheckConstraint(
                condition=Q(language__in=[code for code, _name in settings.LANGUAGES]), name="section_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}, {self.agency}"
