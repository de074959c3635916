"""What was done to the sections of a site: who, what, when, and the text as it was before. Nobody changes a row."""

from __future__ import annotations

from django.db import models

from agencies.models import FORMER, Agency, Event
from sections.models.leader import Leader


class SectionEvent(Event):
    """One act upon the sections of a site. A trigger refuses all else (sections/sql/0001_append_only.sql)."""

    class Verb(models.TextChoices):
        WRITTEN = "written", "sửa mục"
        CONFIRMED = "confirmed", "xác nhận còn đúng"
        LEADER_SAVED = "leader_saved", "ghi lãnh đạo"
        REMINDED = "reminded", "nhắc bổ sung"
        RULED = "ruled", "sửa quy định"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="section_events", verbose_name="cơ quan")
    verb = models.CharField("việc", max_length=20, choices=Verb)
    about = models.CharField("về", max_length=40, blank=True, help_text="Mục, với ngôn ngữ nếu có.")
    leader = models.ForeignKey(Leader, models.PROTECT, null=True, related_name="events", verbose_name="lãnh đạo")

    class Meta(Event.Meta):
        verbose_name = "việc đã làm với các mục"
        verbose_name_plural = "nhật ký các mục"

    def in_words(self) -> str:
        """Return the details as staff read them; whole former texts are kept, and too long for a list."""
        return "; ".join(f"{label}: {told}" for label, told in self.details.items() if label != FORMER and told)
