"""What lies in a case besides the words of its sender: her photos and files, and the notes of officers."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from feedback.models.feedback import Feedback
from feedback.storage import private_storage


class Enclosure(models.Model):
    """One photo or file of a sender: read by those who handle the case; in public only where an officer shows it.

    Kept under a random name outside what the web server hands out.
    """

    class Type(models.TextChoices):
        JPEG = "jpeg", "ảnh JPEG"
        PDF = "pdf", "tệp PDF"

    feedback = models.ForeignKey(
        Feedback, models.PROTECT, db_index=False, related_name="enclosures", verbose_name="phản ánh, kiến nghị"
    )
    place = models.PositiveSmallIntegerField("thứ tự")
    file = models.FileField("tệp", upload_to="phan-anh", storage=private_storage, max_length=200)
    type = models.CharField("loại", max_length=5, choices=Type)
    size = models.PositiveIntegerField("số byte")
    name = models.CharField("tên tệp của người gửi", max_length=150)
    is_public = models.BooleanField("công khai", default=False)
    alternative = models.CharField("mô tả ảnh", max_length=250, blank=True)

    class Meta:
        verbose_name = "tệp kèm theo"
        verbose_name_plural = "tệp kèm theo"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["feedback", "place"], name="enclosure_place_once")]

    def __str__(self) -> str:
        return self.name


class Note(models.Model):
    """What an officer writes for colleagues who handle the case. Neither its sender nor the public ever reads it."""

    feedback = models.ForeignKey(
        Feedback, models.PROTECT, db_index=False, related_name="notes", verbose_name="phản ánh, kiến nghị"
    )
    text = models.TextField("ghi chú nội bộ", max_length=5_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ghi")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "ghi chú nội bộ"
        verbose_name_plural = "ghi chú nội bộ"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["feedback", "at"], name="feedback_note_in_order")]

    def __str__(self) -> str:
        return self.text[:60]
