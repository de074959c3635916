"""An emergency banner (thông báo khẩn): a short word on top of every page of an agency's site and of all sites below.

What is shown is said by its state, which people and the clock change (agencies.actions.banners), and not by the hour at
which a page is made: pages are kept by version, and each change of state raises one.
"""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.models.agency import Agency
from agencies.words import Words

MOST_SHOWN = 3  # on top of a page; a page of their own has the rest


class BannerLevel(models.TextChoices):
    """How much a banner asks of its readers, the least first."""

    INFORMATION = "information", "Thông tin"
    WARNING = "warning", "Cảnh báo"
    EMERGENCY = "emergency", "Khẩn cấp"


def check_link(link: str) -> None:
    """Refuse an address that is neither a page of the portal ("/tin-tuc/…") nor one at https://."""
    ours = link.startswith("/") and not link.startswith(("//", "/\\"))
    if not (ours or link.startswith("https://")) or any(sign.isspace() or sign in "\"'<>\\`" for sign in link):
        raise ValidationError("Chỉ nhận địa chỉ bắt đầu bằng https:// hoặc bằng / (một trang của cổng).")


class BannerQuerySet(models.QuerySet["Banner"]):
    """Which banners."""

    def shown(self) -> Self:
        """Return the banners that the public sees now."""
        return self.filter(state=Banner.State.SHOWN)

    def in_force(self) -> Self:
        """Return the banners that the public sees, or will when their hour comes."""
        return self.exclude(state=Banner.State.OVER)

    def to_be_shown(self) -> Self:
        """Return what waits for an hour that has come."""
        return self.filter(state=Banner.State.WAITING, starts_at__lte=timezone.now())

    def to_be_ended(self) -> Self:
        """Return what is in force and whose time is over."""
        return self.in_force().filter(ends_at__lte=timezone.now())


class Banner(models.Model):
    """One banner. Once raised its words stay as they are: it is ended, and another raised."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ đến giờ"
        SHOWN = "shown", "Đang hiển thị"
        OVER = "over", "Đã kết thúc"

    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="banners",
        verbose_name="cơ quan",
        help_text="Thông báo hiện trên trang của cơ quan này và của mọi cơ quan bên dưới.",
    )
    level = models.CharField("mức", max_length=12, choices=BannerLevel, default=BannerLevel.INFORMATION)
    text = models.CharField("nội dung", max_length=240, help_text="Một hoặc hai câu: việc gì, ở đâu, người dân làm gì.")
    text_en = models.CharField(
        "nội dung bằng tiếng Anh",
        max_length=240,
        blank=True,
        help_text="Bỏ trống: trang tiếng Anh hiện nội dung tiếng Việt.",
    )
    link = models.CharField(
        "liên kết tới trang chi tiết",
        max_length=300,
        blank=True,
        validators=[check_link],
        help_text="Không bắt buộc. Địa chỉ https:// hoặc một trang của cổng, ví dụ /tin-tuc/12-bao-so-5/.",
    )
    starts_at = models.DateTimeField("hiện từ lúc")
    ends_at = models.DateTimeField("hiện đến lúc")
    state = models.CharField("tình trạng", max_length=12, choices=State, default=State.WAITING)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người đăng")
    raised_at = models.DateTimeField("đăng lúc", auto_now_add=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True)

    objects = BannerQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo khẩn"
        verbose_name_plural = "thông báo khẩn"
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="banner_ends_after_it_starts",
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(state="over", ended_at__isnull=False) | (~Q(state="over") & Q(ended_at=None)),
                name="banner_dated_when_over",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="banner_says_something"),
        ]
        indexes = [models.Index(fields=["agency"], condition=~Q(state="over"), name="banner_in_force")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_over(self) -> bool:
        return self.state == self.State.OVER

    @property
    def is_country_wide_emergency(self) -> bool:
        """Tell whether it is of the highest level and stands on every site there is."""
        return self.level == BannerLevel.EMERGENCY and self.agency.parent_id is None

    @property
    def weight(self) -> tuple[Any, ...]:
        """What banners are ordered by, the least first: level, then height of the agency, then the newest."""
        return (-BannerLevel.values.index(self.level), self.agency.level, -self.raised_at.timestamp(), -self.pk)

    def words(self, language: str) -> Words:
        """Return what it says to a reader of `language`."""
        if self.text_en and language == "en":
            return Words(self.text_en, "en", language)
        return Words(self.text, settings.LANGUAGE_CODE, language)
