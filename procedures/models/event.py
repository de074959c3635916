"""What was done to the catalogue: who, what, when. Nobody changes a row (procedures/sql/0002_append_only.sql)."""

from __future__ import annotations

from django.db import models

from agencies.models import Agency, Event
from procedures.models.procedure import Procedure


class ProcedureEvent(Event):
    """One act upon a procedure, or upon what an agency adds to it."""

    class Verb(models.TextChoices):
        CREATED = "created", "ghi vào danh mục"
        VERSION = "version", "có phiên bản mới"
        WITHDRAWN = "withdrawn", "bãi bỏ"
        RESTORED = "restored", "công khai lại"
        ADDED = "added", "bổ sung tại địa phương"
        REMOVED = "removed", "bỏ phần bổ sung"

    procedure = models.ForeignKey(Procedure, models.PROTECT, null=True, related_name="events", verbose_name="thủ tục")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", verbose_name="cơ quan")
    verb = models.CharField("việc", max_length=20, choices=Verb)

    class Meta(Event.Meta):
        verbose_name = "việc đã làm với thủ tục"
        verbose_name_plural = "nhật ký thủ tục"

    def in_words(self) -> str:
        """Return the details as staff read them."""
        return "; ".join(f"{label}: {told}" for label, told in self.details.items() if told)
