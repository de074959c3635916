"""Who held a case, from when until when, and what was offered to whom: it has one holder at every moment."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency
from feedback.models.feedback import Feedback


class Holding(models.Model):
    """One agency that holds, or held, a case. Of a case exactly one row is open: its present holder."""

    feedback = models.ForeignKey(
        Feedback, models.PROTECT, db_index=False, related_name="holdings", verbose_name="phản ánh, kiến nghị"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="cơ quan")
    since = models.DateTimeField("từ lúc")
    until = models.DateTimeField("đến lúc", null=True)
    # The limit that had ended when the case left unanswered: by escalation, or late to another.
    missed_at = models.DateTimeField("hạn đã bỏ lỡ", null=True, editable=False)

    class Meta:
        verbose_name = "lần giữ"
        verbose_name_plural = "các cơ quan đã giữ"
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["feedback"], condition=Q(until=None), name="feedback_one_holder"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="holding_goes_forward"),
        ]
        indexes = [
            models.Index(fields=["feedback", "since"], name="feedback_holding_in_order"),
            models.Index(fields=["agency", "feedback"], condition=Q(until__isnull=False), name="feedback_once_held"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.since:%d/%m/%Y}"


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Which hand-overs."""

    def waiting(self) -> Self:
        """Return those that the receiver has neither accepted nor declined."""
        return self.filter(state=HandOver.State.OFFERED)

    def bounced(self) -> Self:
        """Return those that came back."""
        return self.filter(state__in=HandOver.BOUNCED)


class HandOver(models.Model):
    """One offer of a case by its holder to another agency, which accepts or declines within a limit.

    Until it is accepted the giver holds the case and answers for it.
    """

    class State(models.TextChoices):
        OFFERED = "offered", "Chờ nơi nhận"
        ACCEPTED = "accepted", "Đã tiếp nhận"
        DECLINED = "declined", "Không nhận"
        LAPSED = "lapsed", "Quá hạn tiếp nhận"

    BOUNCED = (State.DECLINED, State.LAPSED)

    feedback = models.ForeignKey(
        Feedback, models.PROTECT, db_index=False, related_name="hand_overs", verbose_name="phản ánh, kiến nghị"
    )
    giver = models.ForeignKey(Agency, models.PROTECT, db_index=False, related_name="+", verbose_name="nơi chuyển")
    receiver = models.ForeignKey(Agency, models.PROTECT, db_index=False, related_name="+", verbose_name="nơi nhận")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người chuyển")
    reason = models.TextField("lý do chuyển", max_length=2_000)
    offered_at = models.DateTimeField("chuyển lúc")
    due_at = models.DateTimeField("tiếp nhận trước")
    state = models.CharField("tình trạng", max_length=10, choices=State, default=State.OFFERED)
    settled_at = models.DateTimeField("xong lúc", null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người trả lời"
    )
    why_not = models.TextField("lý do không nhận", max_length=2_000, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = "lần chuyển"
        verbose_name_plural = "các lần chuyển"
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["feedback"], condition=Q(state="offered"), name="hand_over_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(state="offered", settled_at=None) | ~Q(state="offered") & Q(settled_at__isnull=False),
                name="hand_over_settled_as_a_whole",
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(why_not=""), name="hand_over_declined_says_why"),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")),
                name="hand_over_to_another",
                violation_error_message="Hãy chọn cơ quan khác cơ quan đang giữ.",
            ),
        ]
        indexes = [
            models.Index(fields=["feedback", "offered_at"], name="hand_over_in_order"),
            models.Index(fields=["receiver", "due_at"], condition=Q(state="offered"), name="hand_over_waiting"),
            models.Index(fields=["due_at"], condition=Q(state="offered"), name="hand_over_clock"),
            models.Index(fields=["receiver", "feedback"], name="hand_over_to"),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"
