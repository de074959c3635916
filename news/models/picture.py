"""A picture (ảnh): kept once, by the agency that answers for it, and shown in renditions that fit the reader's screen.

The row is the promise (docs/decisions/0003): renditions are due until `rendered_at` says that they are there, and the
files are due to move away as long as `next_name` says whereto (docs/decisions/0013).
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

import markup
from agencies.models import Agency
from news.photos import Photo
from uploads.pictures import check_picture, name_of_our_own

if TYPE_CHECKING:
    from news.models.article import Article

FOLDER = "news"
MOST_ATTEMPTS = 3
# How long one worker has a picture for itself: longer than any task may run, so that two never work at once.
CLAIM = datetime.timedelta(seconds=100)


def picture_path(picture: Picture, filename: str) -> str:
    """Return where a picture is stored."""
    return name_of_our_own(FOLDER, filename)


def pictures_in(*bodies: str) -> list[int]:
    """Return the keys of the pictures that stored bodies show, in their order, each once."""
    return list(dict.fromkeys(picture.pk for body in bodies for picture in markup.pictures_in(body)))


class PictureQuerySet(models.QuerySet["Picture"]):
    """Which pictures."""

    def to_render(self) -> Self:
        """Return the pictures whose renditions are due, and that no worker is at."""
        left_alone = Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIM)
        return self.filter(left_alone, rendered_at=None, attempts__lt=MOST_ATTEMPTS).order_by("pk")

    def parked(self) -> Self:
        """Return the pictures whose renditions nobody tries to make any longer: they are shown as they were kept."""
        return self.filter(rendered_at=None, attempts__gte=MOST_ATTEMPTS)

    def to_move(self) -> Self:
        """Return the pictures that are to be found at their address no longer."""
        return self.exclude(next_name="").order_by("pk")

    def for_texts_of(self, article: Article) -> Self:
        """Return those that the texts of `article` may show: its agency's own, and those that it has."""
        return self.filter(Q(agency=article.origin_id) | Q(articles=article)).distinct()

    def shown_to_the_public(self) -> Self:
        """Return those that a public article shows: as its photo, or in its text in any language."""
        told = Concat(Value('data-picture="'), Cast(F("pk"), models.CharField()), Value('"'))
        listed = Q(articles__status="published")
        in_text = Q(articles__body__contains=told) | Q(articles__translations__body__contains=told)
        return self.filter(Q(article_photos__status="published") | (listed & in_text)).distinct()


class Picture(models.Model):
    """One picture of one agency."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="pictures", verbose_name="cơ quan")
    file = models.ImageField(
        "ảnh",
        upload_to=picture_path,
        max_length=100,
        width_field="width",
        height_field="height",
        validators=[check_picture],
        help_text="JPEG, PNG hoặc WebP, tối đa 10 MB.",
    )
    width = models.PositiveIntegerField("rộng", editable=False)
    height = models.PositiveIntegerField("cao", editable=False)
    alt = models.CharField(
        "mô tả ảnh", max_length=250, blank=True, help_text="Dùng khi đặt ảnh vào bài, nếu ở đó không viết câu khác."
    )
    credit = models.CharField(
        "nguồn ảnh", max_length=120, blank=True, help_text="Người chụp hoặc nơi cung cấp; hiện dưới ảnh."
    )
    focus_x = models.PositiveSmallIntegerField("tâm ảnh, ngang", default=50, validators=[MaxValueValidator(100)])
    focus_y = models.PositiveSmallIntegerField("tâm ảnh, dọc", default=50, validators=[MaxValueValidator(100)])
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="người tải lên"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", default=timezone.now, editable=False)
    widths = ArrayField(models.PositiveSmallIntegerField(), verbose_name="các bề rộng", default=list, editable=False)
    rendered_at = models.DateTimeField("làm xong các cỡ lúc", null=True, editable=False)
    claimed_at = models.DateTimeField("bắt đầu làm lúc", null=True, editable=False)
    attempts = models.PositiveSmallIntegerField("số lần làm", default=0, editable=False)
    is_known = models.BooleanField("địa chỉ đã công khai", default=False, editable=False)
    next_name = models.CharField("chuyển đến", max_length=100, blank=True, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["file"], name="picture_file_once"),
            models.CheckConstraint(condition=~Q(file=""), name="picture_has_a_file"),
            models.CheckConstraint(condition=Q(focus_x__lte=100, focus_y__lte=100), name="picture_focus_percent"),
            models.CheckConstraint(
                condition=Q(rendered_at=None, widths=[]) | Q(rendered_at__isnull=False) & ~Q(widths=[]),
                name="picture_rendered_with_widths",
            ),
            models.CheckConstraint(condition=Q(attempts__lte=MOST_ATTEMPTS), name="picture_attempts"),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(rendered_at=None, attempts__lt=MOST_ATTEMPTS),
                name="picture_to_render",
            ),
            models.Index(fields=["id"], condition=~Q(next_name=""), name="picture_to_move"),
        ]

    def __str__(self) -> str:
        return f"Ảnh số {self.pk}" + (f" ({self.credit})" if self.credit else "")

    @property
    def shown(self) -> Photo:
        """The picture as pages show it."""
        name = str(self.file.name)
        return Photo(name, self.width, self.height, tuple(self.widths), self.focus_x, self.focus_y)
