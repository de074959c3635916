"""An administrative procedure (thủ tục hành chính): one row for life; what it says stands in its versions."""

from __future__ import annotations

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q


class ProcedureField(models.Model):
    """A field of procedures (lĩnh vực), as the national database calls it: "Hộ tịch"."""

    name = models.CharField("tên", max_length=250, unique=True)
    slug = models.SlugField("tên trong địa chỉ", max_length=120, unique=True)
    sort_key = models.CharField("khóa sắp xếp", max_length=900, editable=False, db_collation="C")

    class Meta:
        verbose_name = "lĩnh vực thủ tục"
        verbose_name_plural = "lĩnh vực thủ tục"
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    """Which procedures."""

    def published(self) -> Self:
        """Return those that are in force: a withdrawn one leaves publication, its dossiers go on."""
        return self.filter(withdrawn_on=None)


class Procedure(models.Model):
    """One procedure, by its national code. It is withdrawn, never deleted: dossiers point to it."""

    code = models.CharField(
        "mã thủ tục", max_length=20, unique=True, validators=[RegexValidator(r"^\d{1,2}\.\d{4,9}$", "Ví dụ: 1.001193.")]
    )
    slug = models.SlugField("tên trong địa chỉ", max_length=120)
    withdrawn_on = models.DateField("bãi bỏ từ ngày", null=True, blank=True)
    created_at = models.DateTimeField("ghi vào cổng lúc", auto_now_add=True)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = "thủ tục hành chính"
        verbose_name_plural = "thủ tục hành chính"
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="procedure_has_a_slug"),
            models.CheckConstraint(condition=Q(code__regex=r"^\d{1,2}\.\d{4,9}$"), name="procedure_code_form"),
        ]

    def __str__(self) -> str:
        return self.code
