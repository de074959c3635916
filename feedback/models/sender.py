"""Who sent a case: personal data, apart from it, read only by those who handle it, and each reading written down.

Needed by law to accept a case (NĐ 20/2008 art. 7 to 9), never public, and removed when a rule says so.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from feedback.models.feedback import Feedback


class Sender(models.Model):
    """One sender of one case."""

    feedback = models.OneToOneField(
        Feedback, models.CASCADE, primary_key=True, related_name="sender", verbose_name="phản ánh, kiến nghị"
    )
    name = models.CharField("họ tên hoặc tên tổ chức", max_length=250)
    address = models.CharField("địa chỉ", max_length=500)
    phone = models.CharField(
        "điện thoại",
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\+?[0-9 .()-]{8,20}$", "Số điện thoại gồm 8 đến 15 chữ số.")],
    )
    email = models.EmailField("thư điện tử", blank=True)

    class Meta:
        verbose_name = "người gửi"
        verbose_name_plural = "người gửi"
        constraints = [
            models.CheckConstraint(
                condition=~Q(phone="", email=""),
                name="sender_can_be_reached",
                violation_error_message="Ghi số điện thoại hoặc thư điện tử để cơ quan trả lời bạn.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SenderReading(models.Model):
    """One reading of a sender's data by one person. The data itself is not repeated."""

    feedback = models.ForeignKey(
        Feedback, models.PROTECT, db_index=False, related_name="readings", verbose_name="phản ánh, kiến nghị"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người xem")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lượt xem dữ liệu người gửi"
        verbose_name_plural = "lượt xem dữ liệu người gửi"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["feedback", "-at"], name="sender_reading_in_order")]

    def __str__(self) -> str:
        return f"{self.by} xem {self.feedback_id}"
