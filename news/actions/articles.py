"""Writing, publishing, and taking off again: what becomes of an article on its own agency's site.

Every act is upon an article; what is meant is its open edition. How it came to be approved says news.actions.approval.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from agencies.actions import require, sites_changed
from agencies.models import Agency, Role, User
from news.actions.hiding import list_pictures, settle_pictures
from news.models import Article, ArticleEvent, Edition, Placement
from vietnamese.slugs import slug

WRITERS = frozenset({Role.AUTHOR, Role.EDITOR, Role.ADMINISTRATOR})
EDITORS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
READERS = frozenset(Role)

# The name in the address of an article whose title has no letter or digit to make one of.
WITHOUT_LETTERS = "bai-viet"
FORMER = ("title", "lead", "body")

State = Edition.State
Verb = ArticleEvent.Verb


class SavedMeanwhileError(ValidationError):
    """Somebody else has saved the article since it was opened. `edition` is what stands there now, if any."""

    def __init__(self, edition: Edition | None) -> None:
        """Say who, and when."""
        self.edition = edition
        who = f"{edition.saved_by} đã lưu bài này lúc {timezone.localtime(edition.saved_at):%H:%M}" if edition else ""
        super().__init__(f"{who or 'Bài này đã được người khác đăng hoặc bỏ'}, sau khi bạn mở bài. Chưa lưu gì cả.")


@transaction.atomic
def save_article(article: Article, *, by: User, seen: str | None = None) -> Article:
    """Keep what was written: in the open edition, or in a new one. What the public reads is not touched.

    `seen` is what `Edition.seen` was when the writer opened the article, "" if nothing was being written: given, it
    must still be so. Raises PermissionDenied unless `by` writes at the origin; SavedMeanwhileError; ValidationError
    when a stored article is to change its origin, or others are judging the edition.
    """
    require(by, WRITERS, article.origin)
    if not article.pk:
        return _write_first(article, by)
    stored = Article.objects.locked().get(pk=article.pk)
    if stored.origin_id != article.origin_id:
        raise ValidationError({"origin": "Bài đã lưu không chuyển sang cơ quan khác được."})
    if seen is not None and seen != (stored.open_edition.seen if stored.open_edition else ""):
        raise SavedMeanwhileError(stored.open_edition)
    edition = stored.open_edition or new_edition(stored, by)
    if not edition.is_writable:
        raise ValidationError(f"Bản này {edition.get_state_display().lower()}: hãy lấy lại trước khi sửa.")
    former = {field: getattr(edition, field) for field in FORMER}
    _keep(edition, article, by)
    _note(stored, Verb.CORRECTED, by, {"title": edition.title, "edition": edition.number, "former": former})
    if stored.is_draft:
        _show_what_is_written(stored, edition)
    return stored.as_written()


@transaction.atomic
def publish(article: Article, *, by: User | None, note: str | None = None, urgent: str = "") -> Article:
    """Show the open edition to the public, in place of the one before, on every site that shows the article.

    It must have been approved; `urgent`, a reason, lets one editor alone publish, and a second person approves
    afterwards. `note` says what changed, for the public ("" for a minor change, None: what was said when it was
    submitted). `by` is None for what the clock does.
    Raises PermissionDenied; ValidationError with what is missing.
    """
    article = Article.objects.locked().get(pk=article.pk)
    if by:
        require(by, EDITORS, article.origin)
    edition = article.open_edition
    if edition is None:
        raise ValidationError("Không có bản nào đang soạn để đăng.")
    if not (edition.approved_at or urgent.strip()):
        raise ValidationError("Cần một người thứ hai duyệt bản này. Nếu phải đăng gấp, hãy ghi lý do.")
    now = timezone.now()
    article.editions.filter(state=State.PUBLISHED).update(state=State.SUPERSEDED)
    reason = "" if edition.approved_at else urgent.strip()
    said = edition.change_note if note is None else note.strip()
    facts = {"published_by": by, "published_at": now, "change_note": said, "urgent_reason": reason}
    edition.move_to(State.PUBLISHED, **facts)
    _show_to_the_public(article, edition, now)
    details = {"edition": edition.number, "note": edition.change_note, "reason": reason}
    _note(article, Verb.PUBLISHED, by, details)
    article_changed(article)
    return article


@transaction.atomic
def withdraw(article: Article, *, by: User | None, reason: str) -> Article:
    """Take a published article off every site at once; its page says when and why.

    Raises PermissionDenied unless `by` edits at the origin, ValidationError without a reason or if it is not public.
    """
    return _take_off(article, Article.Status.WITHDRAWN, by, reason, {Article.Status.PUBLISHED})


@transaction.atomic
def remove(article: Article, *, by: User, reason: str) -> Article:
    """Take off what should never have been published: its page does not even tell the title. Raises as `withdraw`."""
    return _take_off(article, Article.Status.REMOVED, by, reason, {Article.Status.PUBLISHED, Article.Status.WITHDRAWN})


@transaction.atomic
def limit(article: Article, *, by: User, until: datetime.datetime | None) -> Article:
    """Say when a published article is to be withdrawn by itself, or that it is not. Raises as `withdraw`."""
    article = Article.objects.locked().get(pk=article.pk)
    require(by, EDITORS, article.origin)
    if until is not None and until <= timezone.now():
        raise ValidationError("Giờ gỡ xuống phải ở sau lúc này.")
    article.expires_at = until
    article.save(update_fields=["expires_at"])
    _note(article, Verb.LIMITED, by, {"until": until})
    return article


def new_edition(article: Article, by: User) -> Edition:
    """Begin the next edition of a stored article, with what it says now. The article is locked."""
    last = article.editions.order_by("-number").values_list("number", flat=True).first() or 0
    edition = Edition(article=article, number=last + 1, begun_by=by, saved_by=by)
    edition.say_the_same_as(article)
    edition.save()
    return edition


def article_changed(article: Article, *also: Agency) -> None:
    """Say that an article reads otherwise, or is there no longer: on its sites, and `also`.

    Its sites are those of its origin and all below, and above it those that feature it or gather it in a topic.
    """
    gathered = Q(topics__places__article=article)
    featured = Q(pk__in=Placement.objects.filter(article=article, push=None).values("agency"))
    sites_changed(article.origin, *Agency.objects.filter(gathered | featured).distinct(), *also)


def _write_first(article: Article, by: User) -> Article:
    article.created_by = by
    article.slug = slug(article.title, max_length=100) or WITHOUT_LETTERS
    article.save()
    edition = new_edition(article, by)
    _keep(edition, article, by)
    _note(article, Verb.WRITTEN, by, {"title": article.title, "edition": edition.number, "former": {}})
    article.__dict__.pop("open_edition", None)
    return article


def _keep(edition: Edition, typed: Article, by: User) -> None:
    edition.say_the_same_as(typed)
    edition.saved_by, edition.saved_at = by, timezone.now()
    edition.saves += 1
    if by.pk not in edition.hands:
        edition.hands.append(by.pk)
    edition.save()
    list_pictures(edition.article, edition.photo_id, edition.body)


def _show_what_is_written(article: Article, edition: Edition) -> None:
    """Let an article that was never public say what is being written, so that staff find it by its title."""
    article.say_the_same_as(edition)
    article.slug = slug(article.title, max_length=100) or WITHOUT_LETTERS
    article.save()


def _show_to_the_public(article: Article, edition: Edition, now: datetime.datetime) -> None:
    article.say_the_same_as(edition)
    article.corrected_at = now if article.published_at else None
    article.published_at = article.published_at or now
    article.status = Article.Status.PUBLISHED
    article.withdrawn_at, article.withdrawn_reason = None, ""
    if article.expires_at and article.expires_at <= now:
        article.expires_at = None
    article.save()
    settle_pictures(article)
    article.__dict__.pop("open_edition", None)
    Placement.objects.get_or_create(
        article=article,
        agency=article.origin,
        defaults={"published_at": article.published_at, "category": article.category},
    )


def _take_off(
    article: Article, status: Article.Status, by: User | None, reason: str, those: set[Article.Status]
) -> Article:
    article = Article.objects.locked().get(pk=article.pk)
    if by:
        require(by, EDITORS, article.origin)
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do gỡ bài.")
    if article.status not in those:
        raise ValidationError("Bài này không ở trạng thái đã xuất bản, nên không có gì để gỡ.")
    article.status, article.withdrawn_at, article.withdrawn_reason = status, timezone.now(), reason.strip()
    article.save()
    settle_pictures(article)
    verb = Verb.REMOVED if status == Article.Status.REMOVED else Verb.WITHDRAWN
    _note(article, verb, by, {"reason": reason})
    article_changed(article)
    return article


def _note(article: Article, verb: ArticleEvent.Verb, by: User | None, details: dict[str, object]) -> None:
    ArticleEvent.objects.create(article=article, verb=verb, by=by, details=details)
