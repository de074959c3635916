"""An article (tin bài): stored once, at the agency that answers for it; every site that shows it shows this row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils import timezone
from django.utils.functional import cached_property

from agencies.models import Agency, Event
from agencies.words import Words
from news.models.category import Category
from news.models.content import Content
from news.models.picture import Picture
from news.models.stages import OPEN, EditionState

if TYPE_CHECKING:
    from news.models.edition import Edition
    from news.models.wording import LocalWording

__all__ = ["Article", "ArticleEvent", "ArticleQuerySet", "ArticleText", "article_leaf"]


def article_leaf(pk: int, slug: str) -> str:
    """Return how the address of an article goes on after that of the news list of a site."""
    return f"{pk}-{slug}/"


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What an article says, in the language of its title."""

    title: Words
    lead: str
    body: str
    photo_alt: str
    photo_caption: str

    def told_by(self, title: str, lead: str) -> ArticleText:
        """Return the same with the title and the lead that a site gives it ("": those of the article)."""
        words = replace(self.title, text=title or self.title.text)
        return replace(self, title=words, lead=lead or self.lead)


class ArticleQuerySet(models.QuerySet["Article"]):
    """Which articles."""

    def published(self) -> Self:
        """Return the articles that the public may read."""
        return self.filter(status=Article.Status.PUBLISHED)

    def expired(self) -> Self:
        """Return the published articles whose time is over."""
        return self.published().filter(expires_at__lte=timezone.now())

    def with_stage(self) -> Self:
        """Annotate the articles with the state of their open edition, for `stage_in_words`."""
        opened = FilteredRelation("editions", condition=Q(editions__state__in=OPEN))
        return self.annotate(opened=opened, open_state=F("opened__state"))

    def locked(self) -> Self:
        """Return articles locked for one act at a time; rows that only point to them may still be written."""
        return self.select_related("origin").select_for_update(of=("self",), no_key=True)


class Article(Content):
    """One article of one agency, its origin."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Bản nháp"
        PUBLISHED = "published", "Đã xuất bản"
        WITHDRAWN = "withdrawn", "Đã gỡ"
        REMOVED = "removed", "Đã xóa vì đăng nhầm"

    origin = models.ForeignKey(Agency, models.PROTECT, related_name="articles", verbose_name="cơ quan đăng")
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, related_name="articles", editable=False, verbose_name="chuyên mục"
    )
    # All that its texts ever showed, and what was uploaded for them.
    pictures = models.ManyToManyField(Picture, related_name="articles", editable=False, verbose_name="các ảnh")
    slug = models.SlugField("tên trong địa chỉ", max_length=100, editable=False)
    status = models.CharField("trạng thái", max_length=12, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField("xuất bản lúc", null=True, editable=False)
    corrected_at = models.DateTimeField("sửa lần cuối lúc", null=True, editable=False)
    expires_at = models.DateTimeField("gỡ xuống lúc", null=True, editable=False)
    withdrawn_at = models.DateTimeField("gỡ lúc", null=True, editable=False)
    withdrawn_reason = models.CharField("lý do gỡ", max_length=250, blank=True, editable=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="người tạo"
    )

    views = 0  # how often it was read, where that was asked for (news.reading)
    wording: LocalWording | None = None  # what the site says of its own about it, where that was asked for

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "bài viết"
        verbose_name_plural = "bài viết"
        ordering = ["-created_at"]
        indexes = [
            # The sitemap's index asks for the last change of each range of ids, of all articles there are.
            models.Index(
                fields=["id"],
                include=["published_at", "corrected_at"],
                condition=Q(status="published"),
                name="article_sitemap",
            ),
            models.Index(
                fields=["expires_at"],
                condition=Q(status="published", expires_at__isnull=False),
                name="article_expiring",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft", published_at=None) | (~Q(status="draft") & Q(published_at__isnull=False)),
                name="article_dated_when_published",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["withdrawn", "removed"], withdrawn_at__isnull=False)
                | Q(status__in=["draft", "published"], withdrawn_at=None, withdrawn_reason=""),
                name="article_dated_when_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the canonical address: on the origin's site."""
        return self.url_at(self.origin)

    def url_at(self, agency: Agency) -> str:
        """Return the article's address on the site of `agency`."""
        return agency.url("news") + article_leaf(self.pk, self.slug)

    def text_in(self, language: str) -> ArticleText:
        """Return what the article says in `language`, or else in Vietnamese. One query for another language."""
        told = None if language == settings.LANGUAGE_CODE else self.translations.filter(language=language).first()
        if told is None:
            title = Words(self.title, settings.LANGUAGE_CODE, reader=language)
            return ArticleText(title, self.lead, self.body, self.photo_alt, self.photo_caption)
        title = Words(told.title, language, reader=language)
        photo_alt = told.photo_alt or self.photo_alt  # the photo may have come after the translation
        return ArticleText(title, told.lead, told.body, photo_alt, told.photo_caption)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def is_removed(self) -> bool:
        return self.status == self.Status.REMOVED

    @cached_property
    def open_edition(self) -> Edition | None:
        """The edition that is on its way to the public, if any."""
        return self.editions.open().select_related("saved_by", "submitted_by", "approved_by").first()

    @cached_property
    def waiting_edition(self) -> Edition | None:
        """The edition that was published urgently and that a second person has still to approve, if any."""
        return self.editions.to_be_approved_afterwards().order_by("number").first()

    def stage_in_words(self) -> str:
        """Return what the public sees of the article, and what is on its way there; after `with_stage`."""
        state = getattr(self, "open_state", None)
        opened = str(EditionState(state).label) if state else ""
        if self.is_draft:
            return opened or "Đã bỏ"
        return f"{self.get_status_display()} · bản mới: {opened.lower()}" if opened else self.get_status_display()

    def as_written(self) -> Self:
        """Let this object, not the row, say what its open edition says; return it."""
        if self.open_edition:
            self.say_the_same_as(self.open_edition)
        return self


class ArticleEvent(Event):
    """One act upon an article. Append-only, enforced by the database."""

    class Verb(models.TextChoices):
        WRITTEN = "written", "viết"
        CORRECTED = "corrected", "sửa"
        SUBMITTED = "submitted", "trình duyệt"
        TAKEN_BACK = "taken_back", "lấy lại để sửa"
        RETURNED = "returned", "trả lại"
        APPROVED = "approved", "duyệt"
        SCHEDULED = "scheduled", "hẹn giờ đăng"
        UNSCHEDULED = "unscheduled", "bỏ hẹn giờ"
        DISCARDED = "discarded", "bỏ bản đang soạn"
        RESTORED = "restored", "lấy lại bản cũ"
        LIMITED = "limited", "đặt ngày gỡ xuống"
        PUBLISHED = "published", "xuất bản"
        WITHDRAWN = "withdrawn", "gỡ"
        REMOVED = "removed", "xóa vì đăng nhầm"
        PUSHED = "pushed", "phát hành xuống cấp dưới"
        RECALLED = "recalled", "thu hồi"
        ACCEPTED = "accepted", "nhận đăng"
        REFUSED = "refused", "không nhận đăng"
        HIDDEN = "hidden", "ẩn khỏi trang"
        REWORDED = "reworded", "điều chỉnh tại trang"
        FEATURED = "featured", "đưa lên trang cấp trên"
        PINNED = "pinned", "ghim"
        UNPINNED = "unpinned", "bỏ ghim"
        TRANSLATED = "translated", "dịch"
        UNTRANSLATED = "untranslated", "bỏ bản dịch"
        CLASSIFIED = "classified", "phân loại"

    article = models.ForeignKey(Article, models.PROTECT, related_name="events", verbose_name="bài viết")
    verb = models.CharField("việc", max_length=12, choices=Verb)

    def in_words(self) -> str:
        """Return of the details what staff ask for: the reason, or the title as it was then."""
        return str(self.details.get("reason") or self.details.get("title") or "")
