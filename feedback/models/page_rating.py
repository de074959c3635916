"""What readers say of a page: how satisfied they are with it, and what they missed (NĐ 224/2026 art. 10(3)(b)).

The rule promises them secrecy: of who rated, nothing is kept; of when, the day alone.
"""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency

MAX_COMMENT = 1000  # characters
MAX_PAGE = 600  # characters of an address

# People write names and telephone numbers in comments, however much they are asked not to. So comments do not stay.
COMMENTS_KEPT = datetime.timedelta(days=730)


class Level(models.TextChoices):
    """How satisfied a reader is."""

    VERY = "very", _("Rất hài lòng")
    SATISFIED = "satisfied", _("Hài lòng")
    NOT = "not", _("Chưa hài lòng")


class PageRatingQuerySet(models.QuerySet["PageRating"]):
    """Which ratings, and how many of each level."""

    def with_comment(self) -> Self:
        """Return the ratings in which something is written."""
        return self.exclude(comment="")

    def rated_before(self, day: datetime.date) -> Self:
        return self.filter(rated_on__lt=day)

    def by_page(self) -> models.QuerySet[Any, dict[str, Any]]:
        """Count the ratings of each page by level; pages that dissatisfy most readers first.

        Rows of agency, page, total, one count for each level, and dissatisfied: the share of NOT, from 0 to 1.
        """
        counts = {level.value: Count("pk", filter=Q(level=level)) for level in Level}
        return (
            self.order_by()
            .values("agency", "agency__short_name", "page")
            .annotate(total=Count("pk"), **counts)
            .annotate(dissatisfied=F(Level.NOT.value) * 1.0 / F("total"))
            .order_by(f"-{Level.NOT.value}", "-total", "page", "agency")
        )


class PageRating(models.Model):
    """What one reader said once of one page."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="page_ratings", verbose_name="cơ quan")
    page = models.CharField("trang", max_length=MAX_PAGE, help_text="Địa chỉ, không kể phần đầu chỉ ngôn ngữ.")
    language = models.CharField("ngôn ngữ", max_length=5)
    level = models.CharField("mức độ hài lòng", max_length=10, choices=Level)
    comment = models.TextField("ý kiến", blank=True, max_length=MAX_COMMENT)
    token = models.UUIDField("mã lần gửi", unique=True, editable=False)
    rated_on = models.DateField("ngày", default=timezone.localdate)

    objects = PageRatingQuerySet.as_manager()

    class Meta:
        verbose_name = "đánh giá trang"
        verbose_name_plural = "đánh giá trang"
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="page_rating_level"),
            models.CheckConstraint(condition=Q(page__startswith="/"), name="page_rating_of_our_own_page"),
            models.CheckConstraint(
                condition=models.lookups.LessThanOrEqual(Length("comment"), MAX_COMMENT),
                name="page_rating_comment_is_short",
            ),
        ]
        indexes = [
            models.Index(fields=["rated_on"], condition=~Q(comment=""), name="page_rating_comments_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_level_display()}"
