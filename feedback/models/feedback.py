"""Reports and proposals of citizens on administrative regulations and conduct (NĐ 20/2008/NĐ-CP).

A case always has exactly one holder: the agency that owes its sender the next step. Who sent it stands apart
(models/sender.py); what may be read in public is written by an officer, and the original stays as it came.
"""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.models import Agency
from feedback.models.stages import (
    CLOSED,
    OPEN,
    REPLIED,
    TRANSITIONS,
    About,
    Channel,
    Classification,
    Kind,
    State,
    Subject,
)
from procedures.models import Procedure

MAX_TEXT = 5_000  # characters of what a citizen writes
MAX_TITLE = 150
MOST_DISPUTES = 2  # the first reopens a case where it is, the second takes it to the agency above (art. 17(3))
WARNING = datetime.timedelta(days=2)  # before the end of a limit, a case stands out in the queues


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Which cases."""

    def open(self) -> Self:
        """Return those whose holder owes the next step."""
        return self.filter(state__in=OPEN)

    def overdue(self, now: datetime.datetime | None = None) -> Self:
        """Return those whose next step should have been taken by now."""
        return self.open().filter(due_at__lt=now or timezone.now())

    def warned_of(self) -> Self:
        """Return those whose limit ends soon."""
        now = timezone.now()
        return self.open().filter(due_at__gte=now, due_at__lte=now + WARNING)

    def published(self) -> Self:
        """Return those that everybody may read: answered, and published."""
        return self.filter(state=State.PUBLISHED)

    def for_everybody(self) -> Self:
        """Return those that everybody may read, without what its sender wrote, with what a page says of each."""
        shown = self.published().select_related("holder", "answer", "procedure")
        return shown.defer("text", "nonce", "token", "refusal")

    def replied(self) -> Self:
        """Return those that were answered, in public or not."""
        return self.filter(state__in=REPLIED)

    def to_be_published(self) -> Self:
        """Return those that were answered and wait to be worded for everybody; not those that were hidden again."""
        return self.filter(state=State.ANSWERED, published_at=None)

    def held_within(self, agency: Agency) -> Self:
        """Return those that are held by an agency or one below it."""
        if agency.parent_id is None:  # everything is below the root
            return self
        return self.filter(holder__tree_id=agency.tree_id, holder__lft__gte=agency.lft, holder__rght__lte=agency.rght)

    def locked(self) -> Self:
        """Return cases locked for one act at a time, each with its holder.

        The holder is read afterwards: joined, whoever has waited while another changed it would find no row at all.
        """
        return self.select_for_update(of=("self",)).prefetch_related("holder")


class Feedback(models.Model):
    """One report or proposal, for as long as the portal lives."""

    code = models.CharField("mã", max_length=20, unique=True, editable=False)
    # With SECRET_KEY it gives the secret by which the sender finds the case again (feedback/secrets.py).
    nonce = models.CharField(max_length=32, editable=False)
    token = models.UUIDField("mã lần gửi", unique=True, editable=False)
    kind = models.CharField("loại", max_length=10, choices=Kind)
    about = models.CharField("về", max_length=12, choices=About)
    subject = models.CharField("nội dung theo quy định", max_length=15, choices=Subject, blank=True)
    channel = models.CharField("cách gửi", max_length=15, choices=Channel, default=Channel.WEB)
    language = models.CharField("ngôn ngữ", max_length=5, default=settings.LANGUAGE_CODE)
    text = models.TextField("nội dung", max_length=MAX_TEXT, validators=[MaxLengthValidator(MAX_TEXT)])
    addressee = models.ForeignKey(
        Agency, models.PROTECT, db_index=False, related_name="+", verbose_name="nơi nhận đầu tiên"
    )
    holder = models.ForeignKey(
        Agency, models.PROTECT, db_index=False, related_name="feedback_held", verbose_name="cơ quan đang giữ"
    )
    held_since = models.DateTimeField("giữ từ lúc")
    procedure = models.ForeignKey(
        Procedure, models.PROTECT, null=True, blank=True, related_name="feedback", verbose_name="thủ tục liên quan"
    )
    place = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nơi xảy ra"
    )
    state = models.CharField("tình trạng", max_length=15, choices=State, default=State.RECEIVED)
    classification = models.CharField("phân loại", max_length=15, choices=Classification, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người xử lý",
    )
    received_at = models.DateTimeField("nhận lúc")
    due_at = models.DateTimeField("hạn của bước này", null=True, blank=True)
    extended_at = models.DateTimeField("gia hạn lúc", null=True, blank=True)
    verified_at = models.DateTimeField("người gửi xác nhận thư điện tử lúc", null=True, blank=True)
    answer = models.ForeignKey(
        "feedback.Answer", models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="trả lời"
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    # The limit that the answer kept or missed: a month is judged by the limits that ended in it.
    was_due_at = models.DateTimeField("hạn khi trả lời", null=True, blank=True, editable=False)
    on_time = models.BooleanField("trả lời đúng hạn", null=True, blank=True)
    refusal = models.TextField("lý do không tiếp nhận", max_length=2_000, blank=True)
    disputes = models.PositiveSmallIntegerField("số lần không đồng ý", default=0)
    weight = models.PositiveIntegerField("số người cùng nêu", default=1)
    # The case that says the same and came first, as an officer found; of such a chain there is one link (actions.link).
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="same", verbose_name="cùng nội dung với"
    )
    public_title = models.CharField("tiêu đề công khai", max_length=MAX_TITLE, blank=True)
    public_text = models.TextField(
        "nội dung công khai", max_length=MAX_TEXT, blank=True, validators=[MaxLengthValidator(MAX_TEXT)]
    )
    published_at = models.DateTimeField("công khai lúc", null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = "phản ánh, kiến nghị"
        verbose_name_plural = "phản ánh, kiến nghị"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="feedback_state"),
            models.CheckConstraint(
                condition=Q(state__in=REPLIED, answer__isnull=False, answered_at__isnull=False) | ~Q(state__in=REPLIED),
                name="feedback_replied_has_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | ~Q(refusal=""), name="feedback_refused_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED)
                | (Q(published_at__isnull=False) & ~Q(public_text="") & ~Q(public_title="")),
                name="feedback_published_has_text",
            ),
            models.CheckConstraint(condition=Q(weight__gte=1), name="feedback_weight"),
            models.CheckConstraint(
                condition=Q(same_as=None) | ~Q(same_as=F("pk")),
                name="feedback_same_as_another",
                violation_error_message="Hãy chọn phản ánh khác.",
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "due_at"], condition=Q(state__in=OPEN), name="feedback_queue"),
            models.Index(fields=["due_at"], condition=Q(state__in=OPEN), name="feedback_clock"),
            models.Index(fields=["officer", "due_at"], condition=Q(state__in=OPEN), name="feedback_mine"),
            models.Index(fields=["holder", "-received_at", "-id"], name="feedback_of_holder"),
            models.Index(fields=["-published_at", "-id"], condition=Q(state="published"), name="feedback_public"),
            models.Index(
                fields=["holder", "-published_at", "-id"], condition=Q(state="published"), name="feedback_public_of"
            ),
            models.Index(
                fields=["holder", "answered_at"],
                condition=Q(state="answered", published_at=None),
                name="feedback_to_publish",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Tell whether its holder owes the next step."""
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        """Tell whether the next step should have been taken by now."""
        return self.is_open and self.due_at is not None and self.due_at < timezone.now()

    @property
    def is_near_its_limit(self) -> bool:
        """Tell whether the next step is to be taken soon, and still can be in time."""
        now = timezone.now()
        return self.is_open and self.due_at is not None and now <= self.due_at <= now + WARNING

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    @property
    def may_be_disputed(self) -> bool:
        """Tell whether the sender may still say that the answer, or the refusal, does not settle it: twice at most."""
        return self.is_closed and self.disputes < MOST_DISPUTES

    def move_to(self, state: State, **facts: Any) -> None:
        """Bring the case into `state` with what is to be known of it, unless somebody else has moved it meanwhile.

        Raises ValidationError if it cannot come there from where it is.
        """
        moved = Feedback.objects.filter(pk=self.pk, state__in=TRANSITIONS[state])
        if not moved.update(state=state, **facts):
            now = Feedback.objects.get(pk=self.pk)
            raise ValidationError(
                f"Phản ánh đang ở tình trạng “{now.get_state_display()}”, không chuyển sang “{state.label}” được."
            )
        self.state = state
        for name, value in facts.items():
            setattr(self, name, value)
