"""What was done to agencies and to the rights of their staff: who, what, when. The database lets no row be changed."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from agencies.models.agency import Agency


class AgencyEvent(models.Model):
    """One act upon an agency. Append-only: a trigger refuses updates and deletions (agencies/sql/append_only.sql)."""

    class Verb(models.TextChoices):
        LOADED = "loaded", "nạp danh mục"
        CREATED = "created", "thành lập"
        REVISED = "revised", "thay đổi"
        GRANTED = "granted", "trao quyền"
        REVOKED = "revoked", "thu quyền"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="events", verbose_name="cơ quan")
    verb = models.CharField("việc", max_length=20, choices=Verb)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người")
    at = models.DateTimeField("lúc", auto_now_add=True)
    details = models.JSONField("chi tiết", default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "việc đã làm"
        verbose_name_plural = "nhật ký"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.get_verb_display()
