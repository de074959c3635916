"""How satisfied an applicant is after the result: three levels on four aspects, said once, and never beside a name."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dossiers.models.dossier import Dossier


class Level(models.IntegerChoices):
    """The three levels in which satisfaction is asked."""

    VERY = 3, "Rất hài lòng"
    QUITE = 2, "Hài lòng"
    NOT = 1, "Chưa hài lòng"


class Satisfaction(models.Model):
    """What one applicant said about the handling of one dossier."""

    dossier = models.OneToOneField(
        Dossier, models.PROTECT, primary_key=True, related_name="satisfaction", verbose_name="hồ sơ"
    )
    overall = models.PositiveSmallIntegerField("nhìn chung", choices=Level)
    convenience = models.PositiveSmallIntegerField("sự thuận tiện", choices=Level)
    timeliness = models.PositiveSmallIntegerField("đúng hẹn", choices=Level)
    attitude = models.PositiveSmallIntegerField("thái độ phục vụ", choices=Level)
    said_on = models.DateField("ngày", auto_now_add=True)

    class Meta:
        verbose_name = "mức độ hài lòng"
        verbose_name_plural = "mức độ hài lòng"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    overall__in=Level.values,
                    convenience__in=Level.values,
                    timeliness__in=Level.values,
                    attitude__in=Level.values,
                ),
                name="satisfaction_levels",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.get_overall_display()}"
