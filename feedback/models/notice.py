"""What is told to the sender of a case at each change (NĐ 20/2008 art. 12): one message an event and way."""

from __future__ import annotations

from django.db import models

from feedback.models.event import FeedbackEvent
from notices.promises import WAITING, Promise


class Notice(Promise):
    """One message about one event. The address stands with the sender."""

    event = models.ForeignKey(
        FeedbackEvent, models.PROTECT, db_index=False, related_name="notices", verbose_name="việc"
    )

    class Meta:
        verbose_name = "tin báo cho người gửi"
        verbose_name_plural = "tin báo cho người gửi"
        constraints = [models.UniqueConstraint(fields=["event", "way"], name="feedback_notice_once")]
        indexes = [models.Index(fields=["next_at"], condition=WAITING, name="feedback_notice_to_be_sent")]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.event}"
