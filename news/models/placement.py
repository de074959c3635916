"""A placement (bài đặt trên trang đơn vị): one article on one agency's site. The rows are the ledger of delivery."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from agencies.models import Agency
from news.models.article import Article
from news.models.push import Push


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Which placements."""

    def visible(self) -> Self:
        """Return the placements that the public sees now.

        The article and the push decide in the same moment in which they change; the placement's own state follows.
        """
        return self.filter(
            ~Q(push__state=Push.State.RECALLED) | Q(push=None),
            state=Placement.State.SHOWN,
            article__status=Article.Status.PUBLISHED,
        )

    def on_site(self, agency: Agency) -> Self:
        """Return what the public sees on the site of `agency`, as a site lists it: pinned on top, then newest first."""
        mine = self.visible().filter(agency=agency).select_related("article__origin")
        return mine.order_by("-pinned", "-published_at", "-article_id")


class Placement(models.Model):
    """One article on one agency's site: its own (no push), or one that was pushed down to it."""

    class State(models.TextChoices):
        SHOWN = "shown", "Đang hiển thị"
        RECALLED = "recalled", "Đã thu hồi"

    article = models.ForeignKey(
        Article, models.PROTECT, db_index=False, related_name="placements", verbose_name="bài viết"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, db_index=False, related_name="placements", verbose_name="trên trang của"
    )
    push = models.ForeignKey(
        Push, models.PROTECT, null=True, db_index=False, related_name="placements", verbose_name="theo lệnh"
    )
    state = models.CharField("tình trạng", max_length=12, choices=State, default=State.SHOWN)
    pinned = models.BooleanField("ghim", default=False)
    published_at = models.DateTimeField("xuất bản lúc")
    placed_at = models.DateTimeField("đến lúc", auto_now_add=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = "bài trên trang"
        verbose_name_plural = "bài trên các trang"
        constraints = [
            # The article leads: a push then writes one stretch of this index, and it answers "where is this shown".
            models.UniqueConstraint(fields=["article", "agency"], name="placement_once"),
        ]
        indexes = [
            models.Index(
                fields=["agency", "-pinned", "-published_at", "-article"],
                condition=Q(state="shown"),
                name="placement_site_list",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} – {self.agency}"
