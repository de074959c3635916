"""What was done to the calendar: who, when, why, and how it was before. The database lets no row be changed."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class CalendarEvent(models.Model):
    """One act upon the calendar (deadlines/sql/0001_append_only.sql). `by` is empty for what was loaded."""

    class Verb(models.TextChoices):
        LOADED = "loaded", "nạp ngày nghỉ"
        DAY_CORRECTED = "day_corrected", "sửa ngày"
        HOURS_SAVED = "hours_saved", "ghi giờ làm việc"
        RULE_SAVED = "rule_saved", "ghi quy định"

    verb = models.CharField("việc", max_length=20, choices=Verb)
    about = models.CharField("về", max_length=60, db_index=True, help_text="Ngày, lịch hoặc mã quy định.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người")
    at = models.DateTimeField("lúc", auto_now_add=True)
    reason = models.CharField("lý do", max_length=300)
    details = models.JSONField("chi tiết", default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "việc đã làm với lịch"
        verbose_name_plural = "nhật ký lịch làm việc"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.get_verb_display()

    def in_words(self) -> str:
        """Return why, and the details as staff read them."""
        return "; ".join([self.reason, *(f"{key}: {told}" for key, told in self.details.items() if told)])
