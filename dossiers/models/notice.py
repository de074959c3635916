"""What is told to the applicant at each change (NĐ 224/2026/NĐ-CP art. 15(1)(g)): one message an event and way."""

from __future__ import annotations

from django.db import models

from dossiers.models.event import DossierEvent
from notices.promises import WAITING, Promise


class Notice(Promise):
    """One message about one event. The address stands with the applicant."""

    event = models.ForeignKey(DossierEvent, models.PROTECT, db_index=False, related_name="notices", verbose_name="việc")

    class Meta:
        verbose_name = "tin báo"
        verbose_name_plural = "tin báo"
        constraints = [models.UniqueConstraint(fields=["event", "way"], name="notice_once_an_event")]
        indexes = [models.Index(fields=["next_at"], condition=WAITING, name="notice_to_be_sent")]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.event}"
