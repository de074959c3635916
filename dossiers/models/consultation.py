"""Asking another agency for its opinion on a dossier, within a limit of its own (NĐ 61/2018/NĐ-CP art. 19(5))."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency
from dossiers.models.dossier import Dossier


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Which consultations."""

    def waiting(self) -> Self:
        """Return those that the other agency has still to answer."""
        return self.filter(answered_at=None)

    def overdue(self) -> Self:
        """Return those that should have been answered by now."""
        return self.waiting().filter(due_at__lt=timezone.now())


class Consultation(models.Model):
    """One question to one agency about one dossier. The clock of the dossier runs on meanwhile."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="consultations", verbose_name="hồ sơ")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="consultations", verbose_name="cơ quan được hỏi")
    question = models.TextField("nội dung lấy ý kiến", max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người hỏi")
    asked_at = models.DateTimeField("hỏi lúc", auto_now_add=True)
    due_at = models.DateTimeField("trả lời trước")
    answer = models.TextField("ý kiến trả lời", max_length=5000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người trả lời"
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "lấy ý kiến"
        verbose_name_plural = "lấy ý kiến"
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "agency"],
                condition=Q(answered_at=None),
                name="consultation_one_open",
                violation_error_message="Cơ quan này đang được hỏi, chưa trả lời.",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="consultation_answered_as_a_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.agency}"
