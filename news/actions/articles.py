"""Writing, publishing, correcting and withdrawing an article on its own agency's site."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from agencies.actions import require, sites_changed
from agencies.models import Agency, Role, User
from news.models import Article, ArticleEvent, Placement
from vietnamese.slugs import slug

WRITERS = frozenset({Role.AUTHOR, Role.EDITOR, Role.ADMINISTRATOR})
EDITORS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
READERS = frozenset(Role)

# The name in the address of an article whose title has no letter or digit to make one of.
WITHOUT_LETTERS = "bai-viet"

Verb = ArticleEvent.Verb


@transaction.atomic
def save_article(article: Article, *, by: User) -> Article:
    """Keep what was written. Once published, it is a correction: every site that shows the article shows it at once.

    Raises PermissionDenied unless `by` writes at the origin, and edits there if the article is published;
    ValidationError when a stored article is to change its origin.
    """
    require(by, WRITERS, article.origin)
    before = _locked().get(pk=article.pk) if article.pk else None
    if before is None:
        article.created_by = by
    elif before.origin_id != article.origin_id:
        raise ValidationError({"origin": "Bài đã lưu không chuyển sang cơ quan khác được."})
    if before:  # `article` may have been read before somebody published or withdrew it
        article.status, article.published_at = before.status, before.published_at
    if before and not before.is_draft:
        require(by, EDITORS, article.origin)
        article.corrected_at = timezone.now()
        article.slug = before.slug  # an address that was given out stays
    else:
        article.slug = slug(article.title, max_length=100) or WITHOUT_LETTERS
    article.save()
    former = {field: getattr(before, field) for field in ("title", "lead", "body")} if before else {}
    _note(article, Verb.CORRECTED if before else Verb.WRITTEN, by, {"title": article.title, "former": former})
    if article.is_published:
        article_changed(article)
    return article


@transaction.atomic
def publish(article: Article, *, by: User) -> Article:
    """Show a draft, or an article that was withdrawn, on its agency's own site."""
    article = _locked().select_related("origin").get(pk=article.pk)
    require(by, EDITORS, article.origin)
    if article.is_published:
        return article
    article.status = Article.Status.PUBLISHED
    article.published_at = article.published_at or timezone.now()
    article.save()
    Placement.objects.get_or_create(
        article=article,
        agency=article.origin,
        defaults={"published_at": article.published_at, "category": article.category},
    )
    _note(article, Verb.PUBLISHED, by, {})
    article_changed(article)
    return article


@transaction.atomic
def withdraw(article: Article, *, by: User, reason: str) -> Article:
    """Take a published article off every site at once.

    Raises PermissionDenied unless `by` edits at the origin, ValidationError without a reason or if it is not public.
    """
    article = _locked().select_related("origin").get(pk=article.pk)
    require(by, EDITORS, article.origin)
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do gỡ bài.")
    if not article.is_published:
        raise ValidationError("Bài này không ở trạng thái đã xuất bản, nên không có gì để gỡ.")
    article.status = Article.Status.WITHDRAWN
    article.save()
    _note(article, Verb.WITHDRAWN, by, {"reason": reason})
    article_changed(article)
    return article


@transaction.atomic
def pin(placement: Placement, *, by: User, pinned: bool) -> None:
    """Put an article on top of an agency's news, or back into its place. Raises PermissionDenied."""
    require(by, EDITORS, placement.agency)
    if Placement.objects.filter(pk=placement.pk).exclude(pinned=pinned).update(pinned=pinned):
        verb = Verb.PINNED if pinned else Verb.UNPINNED
        _note(placement.article, verb, by, {"agency": placement.agency_id})
        sites_changed(placement.agency)


def article_changed(article: Article, *also: Agency) -> None:
    """Say that an article reads otherwise, or is there no longer: on its sites, where a topic gathers it, and `also`.

    A topic may stand on a site above that of the article, which shows the article nowhere else.
    """
    gathered = Agency.objects.filter(topics__places__article=article).distinct()
    sites_changed(article.origin, *gathered, *also)


def _locked() -> QuerySet[Article]:
    """Return articles locked for one act at a time; rows that only point to them may still be written."""
    return Article.objects.select_for_update(of=("self",), no_key=True)


def _note(article: Article, verb: ArticleEvent.Verb, by: User, details: dict[str, object]) -> None:
    ArticleEvent.objects.create(article=article, verb=verb, by=by, details=details)
