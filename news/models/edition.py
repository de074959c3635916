"""An edition (bản): one state of an article's text, from the first word to the day when the next one takes its place.

The article shows the text of the edition published last. Whoever changes it writes a new one, at most one at a time,
and a second person approves it. What was published is never changed afterwards: the database refuses it.
"""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models import User
from news.models.article import Article
from news.models.content import Content
from news.models.stages import OPEN, TRANSITIONS, WRITABLE, EditionState


class EditionQuerySet(models.QuerySet["Edition"]):
    """Which editions."""

    def open(self) -> Self:
        """Return the editions that are on their way to the public."""
        return self.filter(state__in=OPEN)

    def seen_by_the_public(self) -> Self:
        """Return the editions that are or were public, the first one first."""
        return self.filter(published_at__isnull=False).order_by("number")

    def to_be_approved_afterwards(self) -> Self:
        """Return the editions that one person published urgently, and no second one has approved yet."""
        return self.exclude(urgent_reason="").filter(approved_at=None, published_at__isnull=False)

    def due(self) -> Self:
        """Return the editions whose hour has come."""
        return self.filter(state=EditionState.SCHEDULED, scheduled_for__lte=timezone.now())


class Edition(Content):
    """One edition of one article."""

    State = EditionState

    article = models.ForeignKey(
        Article, models.PROTECT, db_index=False, related_name="editions", verbose_name="bài viết"
    )
    number = models.PositiveIntegerField("bản số")
    state = models.CharField("tình trạng", max_length=12, choices=State, default=State.DRAFT)
    saves = models.PositiveIntegerField("số lần lưu", default=0)
    change_note = models.CharField(
        "thay đổi gì",
        max_length=250,
        blank=True,
        help_text="Công khai trong lịch sử của bài. Bỏ trống nếu chỉ sửa nhỏ.",
    )
    hands = ArrayField(models.BigIntegerField(), verbose_name="những người đã viết", default=list)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người soạn")
    begun_at = models.DateTimeField("soạn từ", auto_now_add=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lưu")
    saved_at = models.DateTimeField("lưu lúc", auto_now_add=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người trình"
    )
    submitted_at = models.DateTimeField("trình lúc", null=True)
    returned_reason = models.CharField("lý do trả lại", max_length=250, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người duyệt"
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True)
    scheduled_for = models.DateTimeField("hẹn đăng lúc", null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người đăng"
    )
    published_at = models.DateTimeField("đăng lúc", null=True)
    urgent_reason = models.CharField("lý do đăng gấp", max_length=250, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản của bài viết"
        verbose_name_plural = "các bản của bài viết"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_numbered_once"),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(state__in=["draft", "returned", "submitted", "approved", "scheduled"]),
                name="edition_one_open",
            ),
            models.UniqueConstraint(fields=["article"], condition=Q(state="published"), name="edition_one_public"),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="edition_approved_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "scheduled"]) | Q(approved_at__isnull=False),
                name="edition_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(scheduled_for__isnull=False), name="edition_scheduled_for"
            ),
            # One person alone publishes only with a reason.
            models.CheckConstraint(
                condition=~Q(state__in=["published", "superseded"])
                | Q(published_at__isnull=False) & (Q(approved_at__isnull=False) | ~Q(urgent_reason="")),
                name="edition_published_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(returned_reason=""), name="edition_returned_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["scheduled_for"], condition=Q(state="scheduled"), name="edition_due"),
            models.Index(
                fields=["published_at"],
                condition=~Q(urgent_reason="") & Q(approved_at=None),
                name="edition_to_approve_afterwards",
            ),
        ]

    def __str__(self) -> str:
        return f"Bản {self.number}: {self.title}"

    @property
    def seen(self) -> str:
        """What tells whether somebody has saved since: the number of the edition, and how often it was saved."""
        return f"{self.number}.{self.saves}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_writable(self) -> bool:
        """Whether its text may still change: not while others judge it, nor ever after."""
        return self.state in WRITABLE

    @property
    def is_minor(self) -> bool:
        """Whether the public is told nothing of what changed."""
        return not self.change_note

    def may_become(self, state: EditionState) -> bool:
        """Tell whether the table of transitions leads from here to `state`."""
        return self.state in TRANSITIONS[state]

    def may_be_approved_by(self, user: User) -> bool:
        """Tell whether `user` is a second person: nobody approves what they have written in, or submitted."""
        return user.pk not in {*self.hands, self.submitted_by_id, self.published_by_id}

    def move_to(self, state: EditionState, **facts: Any) -> None:
        """Bring the edition into `state` with what is to be known of it, unless somebody else has moved it meanwhile.

        Raises ValidationError if it cannot come there from where it is.
        """
        moved = Edition.objects.filter(pk=self.pk, state__in=TRANSITIONS[state])
        if not moved.update(state=state, **facts):
            now = Edition.objects.get(pk=self.pk)
            raise ValidationError(
                f"Bản này đang ở tình trạng “{now.get_state_display()}”, không chuyển sang “{state.label}” được."
            )
        self.state = state
        for name, value in facts.items():
            setattr(self, name, value)


def read_open_editions(articles: list[Article]) -> list[Article]:
    """Let each of many stored articles say what is being written of it; return them. One query."""
    opened = Edition.objects.open().filter(article__in=articles).select_related("saved_by")
    by_article = {edition.article_id: edition for edition in opened}
    for article in articles:
        article.open_edition = by_article.get(article.pk)
        article.as_written()
    return articles
