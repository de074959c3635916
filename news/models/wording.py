"""What a site says of its own about an article that came from above (lời của trang)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from news.models.placement import Placement


class LocalWording(models.Model):
    """What a site says of its own about an article that it may adapt: the article itself stays as it is."""

    placement = models.OneToOneField(
        Placement, models.CASCADE, primary_key=True, related_name="wording", verbose_name="bài trên trang"
    )
    title = models.CharField("tiêu đề tại trang này", max_length=250, blank=True)
    lead = models.TextField("tóm tắt tại trang này", max_length=1000, blank=True)
    note = models.TextField("lời dẫn của cơ quan", max_length=2000, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người viết")
    saved_at = models.DateTimeField("viết lúc", auto_now=True)

    class Meta:
        verbose_name = "lời của trang"
        verbose_name_plural = "lời của trang"

    def __str__(self) -> str:
        return self.title or self.lead or self.note

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.lead or self.note)
