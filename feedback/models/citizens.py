"""What citizens do about a case besides sending it: say the same, say how they find the answer, keep a draft."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from feedback.models.feedback import Feedback
from feedback.models.page_rating import Level


class Support(models.Model):
    """One person who says "the same for me" of a public case. Nothing is kept of who it is."""

    feedback = models.ForeignKey(
        Feedback, models.PROTECT, db_index=False, related_name="supports", verbose_name="phản ánh, kiến nghị"
    )
    token = models.UUIDField("mã lần gửi", editable=False)
    on = models.DateField("ngày", default=timezone.localdate)

    class Meta:
        verbose_name = "người cùng nêu"
        verbose_name_plural = "người cùng nêu"
        constraints = [models.UniqueConstraint(fields=["feedback", "token"], name="support_once")]

    def __str__(self) -> str:
        return f"{self.feedback_id}, {self.on:%d/%m/%Y}"


class Verdict(models.Model):
    """How a sender finds one answer: once for each answer, in three levels."""

    feedback = models.ForeignKey(
        Feedback, models.PROTECT, db_index=False, related_name="verdicts", verbose_name="phản ánh, kiến nghị"
    )
    answer = models.ForeignKey("feedback.Answer", models.PROTECT, related_name="verdicts", verbose_name="trả lời")
    level = models.CharField("mức độ hài lòng", max_length=10, choices=Level)
    comment = models.CharField("ý kiến", max_length=1_000, blank=True)
    at = models.DateTimeField("lúc", default=timezone.now)

    class Meta:
        verbose_name = "đánh giá của người gửi"
        verbose_name_plural = "đánh giá của người gửi"
        constraints = [
            models.UniqueConstraint(fields=["feedback", "answer"], name="verdict_once_an_answer"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="verdict_level"),
        ]

    def __str__(self) -> str:
        return self.get_level_display()


class Draft(models.Model):
    """What somebody has filled in and not sent: kept by an unguessable key in her browser, for some days.

    `answers` hold personal data; nobody of the staff sees them, and they go with the draft.
    """

    key = models.UUIDField("khóa", primary_key=True, editable=False)
    answers = models.JSONField("câu trả lời", default=dict)
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)

    class Meta:
        verbose_name = "bản nháp"
        verbose_name_plural = "bản nháp"
        indexes = [models.Index(fields=["changed_at"], name="feedback_draft_by_age")]

    def __str__(self) -> str:
        return f"{self.changed_at:%d/%m/%Y}"
