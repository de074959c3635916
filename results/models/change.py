"""What has changed since the tallies were brought up to date: triggers write it, in the transaction of each act."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class TallyChange(models.Model):
    """A dossier as it was (sign −1) or as it is (+1), or somebody's satisfaction; sign 0 asks to count all anew.

    It names what it is about by plain numbers: rows are only ever added, by every act, and taken away when folded.
    """

    sign = models.SmallIntegerField("dấu")
    decider_id = models.BigIntegerField("cơ quan giải quyết", null=True)
    version_id = models.BigIntegerField("thủ tục, theo bản", null=True)
    state = models.PositiveSmallIntegerField("tình trạng", null=True)
    received_at = models.DateTimeField("nhận lúc", null=True)
    due_at = models.DateTimeField("hạn giải quyết", null=True)
    finished_at = models.DateTimeField("xong lúc", null=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True)
    supplemented = models.PositiveSmallIntegerField("số lần yêu cầu bổ sung", null=True)
    overall = models.PositiveSmallIntegerField("mức độ hài lòng", null=True)
    said_on = models.DateField("ngày đánh giá", null=True)

    class Meta:
        verbose_name = "thay đổi chưa cộng"
        verbose_name_plural = "thay đổi chưa cộng"
        constraints = [models.CheckConstraint(condition=Q(sign__in=[-1, 0, 1]), name="tally_change_sign")]

    def __str__(self) -> str:
        return f"{self.sign:+d}: {self.decider_id}"
