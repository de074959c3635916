"""A push (phát hành xuống cấp dưới): one order to show an article on the sites below its origin.

Committing the order is the promise. Its pieces say what is still to be done; whoever looks at them, however often and
whoever died before, does only what is left (docs/decisions/0003).
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from agencies.models import Agency, AgencyKind
from news.models.article import Article


class PushQuerySet(models.QuerySet["Push"]):
    """Which pushes."""

    def in_force(self) -> Self:
        """Return the pushes that have not been recalled."""
        return self.exclude(state=Push.State.RECALLED)

    def unfinished(self) -> Self:
        """Return the pushes of which some piece is left to be delivered, or to be cleared after a recall."""
        left = PushPiece.objects.left().filter(push=OuterRef("pk"))
        return self.filter(Q(state=Push.State.ORDERED) | Exists(left))


class Push(models.Model):
    """One order to show `article` at the agencies below its origin that the target rule names.

    The rule: of all live agencies below, those of the given kinds (none: all) within the given branches (none: all).
    """

    class State(models.TextChoices):
        ORDERED = "ordered", "Đang phát hành"
        DELIVERED = "delivered", "Đã đến đủ"
        RECALLED = "recalled", "Đã thu hồi"

    article = models.ForeignKey(Article, models.PROTECT, related_name="pushes", verbose_name="bài viết")
    kinds = ArrayField(
        models.CharField(max_length=20, choices=AgencyKind), verbose_name="loại cơ quan", default=list, blank=True
    )
    branches = models.ManyToManyField(Agency, related_name="+", blank=True, verbose_name="nhánh")
    state = models.CharField("tình trạng", max_length=12, choices=State, default=State.ORDERED)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ra lệnh"
    )
    ordered_at = models.DateTimeField("ra lệnh lúc", auto_now_add=True)
    delivered_at = models.DateTimeField("đến đủ lúc", null=True)
    recalled_at = models.DateTimeField("thu hồi lúc", null=True)
    recall_reason = models.CharField("lý do thu hồi", max_length=250, blank=True)

    objects = PushQuerySet.as_manager()

    class Meta:
        verbose_name = "lệnh phát hành"
        verbose_name_plural = "phát hành"
        ordering = ["-ordered_at"]
        constraints = [
            models.UniqueConstraint(fields=["article"], condition=~Q(state="recalled"), name="push_one_in_force"),
            models.CheckConstraint(
                condition=Q(state="recalled", recalled_at__isnull=False) | (~Q(state="recalled") & Q(recalled_at=None)),
                name="push_dated_when_recalled",
            ),
        ]

    def __str__(self) -> str:
        return f"Phát hành “{self.article}”"

    def targets(self) -> models.QuerySet[Agency]:
        """Return the agencies that the target rule names, by the tree as it is now."""
        agencies = Agency.objects.live().below(self.article.origin)
        if self.kinds:
            agencies = agencies.filter(kind__in=self.kinds)
        branches = Q()
        for branch in self.branches.all():
            branches |= Q(tree_id=branch.tree_id, lft__gte=branch.lft, rght__lte=branch.rght)
        return agencies.filter(branches).order_by()

    @property
    def is_recalled(self) -> bool:
        return self.state == self.State.RECALLED

    def target_in_words(self) -> str:
        """Return the target rule as a sentence for staff."""
        kinds = ", ".join(str(AgencyKind(kind).label) for kind in self.kinds) or "mọi cơ quan cấp dưới"
        branches = ", ".join(str(branch) for branch in self.branches.all())
        return f"{kinds}; trong nhánh: {branches}" if branches else kinds

    def progress(self) -> dict[str, int | str | bool]:
        """Return how far the push has come: agencies concerned, where the public sees it, in words, whether done."""
        targets = self.targets().count()
        shown = self.placements.visible().filter(article=self.article_id).count()
        return {
            "targets": targets,
            "shown": shown,
            "percent": min(100, 100 * shown // targets) if targets else 100,
            "state": self.get_state_display(),
            "done": self.state != self.State.ORDERED,
        }


class PushPieceQuerySet(models.QuerySet["PushPiece"]):
    """Which pieces."""

    def left(self) -> Self:
        """Return the pieces that the order, as it stands, still has something to do for."""
        recalled = Q(push__state=Push.State.RECALLED)
        return self.filter(
            (~recalled & Q(state=PushPiece.State.WAITING)) | (recalled & ~Q(state=PushPiece.State.CLEARED))
        )


class PushPiece(models.Model):
    """The part of a push that concerns agencies with ids from `first_agency` to `last_agency`: one transaction."""

    class State(models.TextChoices):
        WAITING = "waiting", "chờ"
        DELIVERED = "delivered", "đã đến"
        CLEARED = "cleared", "đã thu hồi"

    push = models.ForeignKey(Push, models.CASCADE, related_name="pieces")
    first_agency = models.BigIntegerField()
    last_agency = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)

    objects = PushPieceQuerySet.as_manager()

    class Meta:
        verbose_name = "phần của lệnh phát hành"
        constraints = [
            models.UniqueConstraint(fields=["push", "first_agency"], name="push_piece_once"),
            models.CheckConstraint(condition=Q(last_agency__gte=F("first_agency")), name="push_piece_range"),
        ]

    def __str__(self) -> str:
        return f"{self.first_agency}–{self.last_agency}"
