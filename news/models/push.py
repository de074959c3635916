"""A push (phát hành xuống cấp dưới): one order to show an article on the sites below its origin.

Committing the order is the promise. Its pieces say what is still to be done; whoever looks at them, however often and
whoever died before, does only what is left (docs/decisions/0003).
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property

from agencies.models import Agency, AgencyKind, FieldOfWork
from agencies.models.agency import AgencyQuerySet
from news.models.article import Article
from news.models.target import Target


class Obligation(models.TextChoices):
    """What a push leaves to those who run the sites below (mức độ bắt buộc)."""

    COMPULSORY = "compulsory", "Bắt buộc"
    SUGGESTED = "suggested", "Đề nghị"
    ADAPTABLE = "adaptable", "Cho phép điều chỉnh"


# What each means, for those who choose it and for those whom it reaches.
OBLIGATIONS_EXPLAINED = {
    Obligation.COMPULSORY: "Hiện ngay trên mọi trang đã chọn; cấp dưới ghim được, không ẩn và không sửa được.",
    Obligation.SUGGESTED: "Chỉ hiện khi biên tập viên của trang nhận đăng; không nhận thì phải nêu lý do.",
    Obligation.ADAPTABLE: "Hiện ngay; biên tập viên của trang được thêm tiêu đề, tóm tắt, lời dẫn của mình, hoặc ẩn.",
}


class PushQuerySet(models.QuerySet["Push"]):
    """Which pushes."""

    def in_force(self) -> Self:
        """Return the pushes that have not been recalled."""
        return self.exclude(state=Push.State.RECALLED)

    def with_overdue_answers(self) -> Self:
        """Return the suggestions that some sites should have answered by now; `unanswered` is how many of them."""
        late = self.in_force().filter(answer_by__lt=timezone.localdate(), article__status=Article.Status.PUBLISHED)
        waiting = Count("placements", filter=Q(placements__state="offered", placements__article=F("article")))
        return late.annotate(unanswered=waiting).filter(unanswered__gt=0)

    def unfinished(self) -> Self:
        """Return the pushes of which some piece is left to be delivered, or to be cleared after a recall."""
        left = PushPiece.objects.left().filter(push=OuterRef("pk"))
        return self.filter(Q(state=Push.State.ORDERED) | Exists(left))


class Push(models.Model):
    """One order to show `article` at the agencies below its origin that the target rule names (news.models.target)."""

    class State(models.TextChoices):
        ORDERED = "ordered", "Đang phát hành"
        DELIVERED = "delivered", "Đã đến đủ"
        RECALLED = "recalled", "Đã thu hồi"

    article = models.ForeignKey(Article, models.PROTECT, related_name="pushes", verbose_name="bài viết")
    obligation = models.CharField("mức độ", max_length=12, choices=Obligation, default=Obligation.COMPULSORY)
    answer_by = models.DateField("trả lời chậm nhất ngày", null=True, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=20, choices=AgencyKind), verbose_name="loại cơ quan", default=list, blank=True
    )
    fields = ArrayField(
        models.CharField(max_length=20, choices=FieldOfWork), verbose_name="lĩnh vực", default=list, blank=True
    )
    branches = models.ManyToManyField(Agency, related_name="+", blank=True, verbose_name="nhánh")
    exceptions = models.ManyToManyField(Agency, related_name="+", blank=True, verbose_name="trừ nhánh")
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
            models.CheckConstraint(
                condition=Q(obligation="suggested", answer_by__isnull=False)
                | (~Q(obligation="suggested") & Q(answer_by=None)),
                name="push_answered_by_a_day_if_suggested",
            ),
        ]

    def __str__(self) -> str:
        return f"Phát hành “{self.article}”"

    @cached_property
    def target(self) -> Target:
        """The target rule. Two queries."""
        return Target(self.kinds, self.fields, list(self.branches.all()), list(self.exceptions.all()))

    def targets(self) -> AgencyQuerySet:
        """Return the agencies that the target rule names, by the tree as it is now."""
        return self.target.agencies_below(self.article.origin)

    @property
    def is_recalled(self) -> bool:
        return self.state == self.State.RECALLED

    @property
    def is_compulsory(self) -> bool:
        return self.obligation == Obligation.COMPULSORY

    @property
    def is_adaptable(self) -> bool:
        return self.obligation == Obligation.ADAPTABLE

    @property
    def is_overdue(self) -> bool:
        """Tell whether the day has passed by which the sites were to answer."""
        return self.answer_by is not None and self.answer_by < timezone.localdate()

    def target_in_words(self) -> str:
        """Return the target rule as a sentence for staff."""
        return self.target.in_words()

    def progress(self) -> dict[str, int | str | bool]:
        """Return how far the push has come: agencies concerned, what each has made of it, in words, whether done.

        `shown` is where the public sees the article now; `percent` how many of them it has reached.
        """
        targets = self.targets().count()
        placed = self.placements.filter(article=self.article_id, article__status=Article.Status.PUBLISHED)
        in_force = placed.exclude(push__state=self.State.RECALLED)
        states = dict(in_force.values_list("state").annotate(Count("pk")))
        reached = sum(count for state, count in states.items() if state != "recalled")
        return {
            "targets": targets,
            **{state: states.get(state, 0) for state in ("shown", "offered", "waiting", "refused", "hidden")},
            "percent": min(100, 100 * reached // targets) if targets else 100,
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
