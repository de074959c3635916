"""Who looked at whom: each time that somebody opened an applicant's data whole. The data itself is not repeated."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dossiers.models.dossier import Dossier


class ApplicantLook(models.Model):
    """One look at the data of one applicant, by one person."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, db_index=False, related_name="looks", verbose_name="hồ sơ")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người xem")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lượt xem dữ liệu người nộp"
        verbose_name_plural = "lượt xem dữ liệu người nộp"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["dossier", "-at"], name="applicant_look_in_order")]

    def __str__(self) -> str:
        return f"{self.by} xem {self.dossier_id}"
