"""A placement (bài đặt trên trang đơn vị): one article on one agency's site. The rows are the ledger of delivery."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import FilteredRelation, Q
from django.utils import timezone

from agencies.addresses import site_front
from agencies.english import in_language
from agencies.models import Agency
from agencies.words import Linked, Words
from news.models.article import Article, article_leaf
from news.models.category import Category
from news.models.push import Push
from news.photos import Photo

# How many articles a site may put in an order of its own above the rest.
MOST_PINS = 9

# The two stretches of the index of a site's list: what the site has put on top, and the rest.
PINNED = Q(rank__gt=0)
BY_DATE = Q(rank=0)


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

    def offered(self) -> Self:
        """Return what waits for the answer of those who run the site."""
        in_force = self.exclude(push__state=Push.State.RECALLED)
        return in_force.filter(state=Placement.State.OFFERED, article__status=Article.Status.PUBLISHED)

    def overdue(self) -> Self:
        """Return what should have been answered by now."""
        return self.offered().filter(push__answer_by__lt=timezone.localdate())

    def to_be_shown(self) -> Self:
        """Return what waits for an hour that has come."""
        return self.filter(state=Placement.State.WAITING, show_from__lte=timezone.now())

    def to_be_hidden(self) -> Self:
        """Return what is shown and whose hours are over."""
        return self.filter(state=Placement.State.SHOWN, show_until__lte=timezone.now())

    def on_site(self, agency: Agency) -> Self:
        """Return what the public sees on the site of `agency`, as a site lists it: pinned on top, then newest first."""
        mine = self.visible().filter(agency=agency).select_related("article__origin")
        return mine.order_by("-rank", "-published_at", "-article_id")

    def newest_first(self) -> Self:
        """Order by time alone: what is pinned stands on top of a site's news, not of every list of them."""
        return self.order_by("-published_at", "-article_id")

    def published_within(self, begin: datetime.datetime, end: datetime.datetime) -> Self:
        """Return what was published from `begin` until just before `end`."""
        return self.filter(published_at__gte=begin, published_at__lt=end)

    def with_keyword(self, keyword: str) -> Self:
        """Return what has a keyword, given as it stands in an address."""
        return self.filter(article__by_keyword__slug=keyword)

    def as_news(self, language: str) -> list[NewsItem]:
        """Return what a list in `language` shows of these placements, without the articles' texts. One query."""
        return [NewsItem(language, *row) for row in self.news_rows(language)]

    def news_rows(self, language: str) -> models.QuerySet[Any, tuple[Any, ...]]:
        """Return the facts of which `NewsItem` is made, in the order of its fields."""
        if language == settings.LANGUAGE_CODE:
            return self.values_list(*NEWS_FIELDS)
        spoken = Q(article__translations__language=language)
        rows = self.annotate(translated=FilteredRelation("article__translations", condition=spoken))
        return rows.values_list(*NEWS_FIELDS, *TRANSLATED_FIELDS)


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One article in a list on a site."""

    reader: str  # the language of the page
    pk: int
    slug: str
    vietnamese_title: str
    vietnamese_lead: str
    photo_name: str | None
    photo_width: int | None
    photo_height: int | None
    photo_widths: list[int] | None
    photo_focus_x: int | None
    photo_focus_y: int | None
    rank: int
    published_at: datetime.datetime
    origin_path: str
    origin_name: str
    local_title: str | None = None
    local_lead: str | None = None
    translated_title: str | None = None
    translated_lead: str | None = None

    @property
    def leaf(self) -> str:
        """How the address of the article goes on after that of the news list."""
        return article_leaf(self.pk, self.slug)

    @property
    def photo(self) -> Photo | None:
        """The photo, if there is one."""
        facts = (self.photo_width, self.photo_height, self.photo_widths, self.photo_focus_x, self.photo_focus_y)
        return Photo(self.photo_name, *facts) if self.photo_name else None  # type: ignore[arg-type]

    @property
    def title(self) -> Words:
        if self.translated_title:
            return Words(self.translated_title, self.reader, self.reader)
        return Words(self.local_title or self.vietnamese_title, "vi", self.reader)

    @property
    def pinned(self) -> bool:
        """Whether the site has it on top."""
        return self.rank > 0

    @property
    def lead(self) -> str:
        """The lead, in the language of the title."""
        return self.translated_lead or self.local_lead or self.vietnamese_lead

    @property
    def origin(self) -> Linked:
        """The agency that answers for the article."""
        return Linked(in_language(self.reader, self.origin_name), site_front(self.origin_path))


NEWS_FIELDS = (
    "article_id",
    "article__slug",
    "article__title",
    "article__lead",
    "article__photo__file",
    "article__photo__width",
    "article__photo__height",
    "article__photo__widths",
    "article__photo__focus_x",
    "article__photo__focus_y",
    "rank",
    "published_at",
    "article__origin__path",
    "article__origin__short_name",
    "wording__title",
    "wording__lead",
)
TRANSLATED_FIELDS = ("translated__title", "translated__lead")


class Placement(models.Model):
    """One article on one agency's site: its own, or featured from below (no push), or one that was pushed down to it.

    What was pushed down may wait there for an answer, or not be shown; `answered_by` decided it, for `reason`.
    """

    class State(models.TextChoices):
        SHOWN = "shown", "Đang hiển thị"
        OFFERED = "offered", "Chờ trả lời"
        WAITING = "waiting", "Chờ đến giờ"
        REFUSED = "refused", "Không nhận đăng"
        HIDDEN = "hidden", "Đã ẩn"
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
    # The article's, said here once more: a site's list of one category then reads one index, and so does its page 500.
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="chuyên mục"
    )
    state = models.CharField("tình trạng", max_length=12, choices=State, default=State.SHOWN)
    rank = models.PositiveSmallIntegerField("thứ hạng", default=0, help_text="0: theo ngày; lớn hơn: trên nữa.")
    published_at = models.DateTimeField("xuất bản lúc")
    placed_at = models.DateTimeField("đến lúc", auto_now_add=True)
    show_from = models.DateTimeField("hiện từ lúc", null=True)
    show_until = models.DateTimeField("hiện đến lúc", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        verbose_name="người quyết",
    )
    answered_at = models.DateTimeField("quyết lúc", null=True)
    reason = models.CharField("lý do", max_length=250, blank=True, db_default="", default="")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = "bài trên trang"
        verbose_name_plural = "bài trên các trang"
        constraints = [
            # The article leads: a push then writes one stretch of this index, and it answers "where is this shown".
            models.UniqueConstraint(fields=["article", "agency"], name="placement_once"),
            models.CheckConstraint(condition=Q(rank__lte=MOST_PINS), name="placement_rank"),
        ]
        indexes = [
            models.Index(
                fields=["agency", "-rank", "-published_at", "-article"],
                condition=Q(state="shown"),
                name="placement_by_rank",
            ),
            models.Index(
                fields=["agency", "category", "-published_at", "-article"],
                condition=Q(state="shown", category__isnull=False),
                name="placement_category_list",
            ),
            # Few rows each: what is featured or one's own, what waits for an answer, what has an hour.
            models.Index(fields=["article"], condition=Q(push=None), name="placement_without_push"),
            models.Index(fields=["agency"], condition=Q(state="offered"), name="placement_offered"),
            models.Index(fields=["show_from"], condition=Q(state="waiting"), name="placement_to_come"),
            models.Index(
                fields=["show_until"], condition=Q(state="shown", show_until__isnull=False), name="placement_to_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} – {self.agency}"

    @property
    def position(self) -> int | None:
        """Where among the pinned it stands, 1 on top; None if it is not pinned."""
        return MOST_PINS + 1 - self.rank if self.rank else None

    @property
    def address(self) -> str:
        """The address of the article on this site."""
        return self.article.url_at(self.agency)

    @property
    def is_own(self) -> bool:
        """Tell whether it is on the site of the agency that answers for the article."""
        return self.agency_id == self.article.origin_id

    @property
    def is_featured(self) -> bool:
        """Tell whether the agency itself took the article up from a site below."""
        return self.push_id is None and not self.is_own

    @property
    def is_theirs_to_decide(self) -> bool:
        """Tell whether those who run the site may show the article or not."""
        return self.is_featured or (self.push is not None and not (self.push.is_recalled or self.push.is_compulsory))

    @property
    def shown_since(self) -> datetime.datetime | None:
        """Since when the site shows it, if it does."""
        if self.state != self.State.SHOWN:
            return None
        return max(filter(None, (self.placed_at, self.show_from, self.answered_at)))
