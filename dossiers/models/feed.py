"""A feed (nguồn đồng bộ): another system that tells this portal what happens to the dossiers of an agency's branch."""

from __future__ import annotations

import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency, Event
from dossiers.models.event import DossierEvent
from dossiers.models.stages import NATIONAL_WORDS

WAITS_FOR = datetime.timedelta(days=7)  # for what must come before it; then it is refused, and listed
FORMER_SECRET_FOR = datetime.timedelta(hours=24)  # after a new one was made, so that a system can be changed at leisure
_STATES = {word: state.label for state, word in NATIONAL_WORDS.items()}
KEPT_WITH_APPLICANT = datetime.timedelta(days=30)  # what was refused: until then it can be tried again


class FeedQuerySet(models.QuerySet["Feed"]):
    """Which feeds."""

    def open(self) -> Self:
        """Return those that may still send."""
        return self.filter(closed_at=None)


class Feed(models.Model):
    """One system with a key of its own. It signs what it sends; the secret is shown once, when the feed is opened.

    The secret stands nowhere: it is derived from the salt and SECRET_KEY (dossiers/signing.py, decision 0024).
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="feeds", verbose_name="cơ quan")
    name = models.CharField("hệ thống", max_length=150)
    key = models.CharField("mã khóa", max_length=32, unique=True, editable=False)
    salt = models.CharField("muối của khóa bí mật", max_length=64, editable=False)
    former_salt = models.CharField("muối của khóa bí mật trước", max_length=64, blank=True, editable=False)
    former_until = models.DateTimeField("khóa trước dùng được đến", null=True, editable=False)
    opened_at = models.DateTimeField("mở lúc", auto_now_add=True)
    closed_at = models.DateTimeField("đóng lúc", null=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = "nguồn đồng bộ"
        verbose_name_plural = "nguồn đồng bộ"
        constraints = [
            models.CheckConstraint(
                condition=Q(former_salt="", former_until=None) | ~Q(former_salt="") & Q(former_until__isnull=False),
                name="feed_former_secret_ends",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.agency}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def salts(self) -> list[str]:
        """The salts of the secrets that are in force: the new one, and for a day the former one."""
        former = self.former_until is not None and self.former_until > timezone.now()
        return [self.salt, self.former_salt] if former else [self.salt]

    def reaches(self, *agencies: Agency) -> bool:
        """Tell whether one of `agencies` stands within the branch for which the feed speaks. One query."""
        branch = Agency.objects.within(self.agency)
        return self.closed_at is None and branch.filter(pk__in=[agency.pk for agency in agencies]).exists()


class FeedAct(Event):
    """What was done to a feed by people. The database lets no row be changed."""

    class Verb(models.TextChoices):
        OPENED = "opened", "mở nguồn đồng bộ"
        ROTATED = "rotated", "đổi khóa bí mật"
        CLOSED = "closed", "đóng nguồn đồng bộ"
        UPLOADED = "uploaded", "nhập sự kiện từ tệp"
        RETRIED = "retried", "thử lại sự kiện"

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="acts", verbose_name="nguồn")
    verb = models.CharField("việc", max_length=20, choices=Verb)


class FeedEventQuerySet(models.QuerySet["FeedEvent"]):
    """Which events of feeds."""

    def waiting(self) -> Self:
        """Return those that wait for others."""
        return self.filter(state=FeedEvent.State.WAITING)

    def done(self) -> Self:
        """Return those that were written down."""
        return self.filter(state=FeedEvent.State.DONE)

    def in_order(self) -> Self:
        """Order as they are to be done: by their place within a dossier."""
        return self.order_by("sequence", "happened_at", "pk")


class FeedEvent(models.Model):
    """One event as a feed sent it: kept as it came, and done once, however often it comes and in whatever order.

    Once it is done, who applied stands with the dossier alone, and is taken out of `body`; `digest` still tells whether
    the same is sent again.
    """

    class State(models.TextChoices):
        DONE = "done", "Đã ghi"
        WAITING = "waiting", "Chờ việc trước đó"
        REFUSED = "refused", "Không ghi được"

    feed = models.ForeignKey(Feed, models.PROTECT, db_index=False, related_name="events", verbose_name="nguồn")
    external_id = models.CharField("mã sự kiện", max_length=100)
    code_key = models.CharField("mã hồ sơ", max_length=60)
    sequence = models.PositiveIntegerField("thứ tự trong hồ sơ")
    kind = models.CharField("việc", max_length=20)
    body = models.JSONField("nội dung")
    digest = models.CharField("dấu nội dung", max_length=64)
    happened_at = models.DateTimeField("xảy ra lúc")
    state = models.CharField("tình trạng", max_length=10, choices=State, default=State.WAITING)
    fault = models.CharField("mã lỗi", max_length=40, blank=True)
    reason = models.CharField("lý do", max_length=500, blank=True)
    written = models.ForeignKey(
        DossierEvent, models.PROTECT, null=True, related_name="+", verbose_name="việc đã ghi vào hồ sơ"
    )
    received_at = models.DateTimeField("nhận lúc", auto_now_add=True)
    settled_at = models.DateTimeField("xong lúc", null=True)

    objects = FeedEventQuerySet.as_manager()

    class Meta:
        verbose_name = "sự kiện đồng bộ"
        verbose_name_plural = "sự kiện đồng bộ"
        constraints = [
            models.UniqueConstraint(fields=["feed", "external_id"], name="feed_event_once"),
            models.UniqueConstraint(
                fields=["feed", "code_key", "sequence"], condition=Q(state="done"), name="feed_event_one_at_a_place"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at=None, written=None)
                | Q(state="done", settled_at__isnull=False, written__isnull=False, fault="")
                | Q(state="refused", settled_at__isnull=False, written=None) & ~Q(fault="") & ~Q(reason=""),
                name="feed_event_settled_as_a_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["code_key", "sequence"], condition=Q(state="waiting"), name="feed_event_waiting"),
            models.Index(fields=["feed", "code_key", "sequence"], name="feed_event_in_order"),
            models.Index(fields=["feed", "-received_at"], name="feed_event_by_feed"),
        ]

    def __str__(self) -> str:
        return self.external_id

    @property
    def kind_in_words(self) -> str:
        """What it tells, as people say it: the act, or the state to which it leads."""
        acts = dict(DossierEvent.Verb.choices)
        return str(acts.get(self.kind) or _STATES.get(self.kind, self.kind))
