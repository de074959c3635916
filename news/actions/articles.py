"""Publishing, and taking off again: what becomes of an article on its own agency's site.

Every act is upon an article; what is meant is its open edition. How it came to be written says news.actions.writing,
how to be approved news.actions.approval.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from agencies.actions import require, sites_changed
from agencies.models import Agency, Role, User
from news.actions.bodies import require_fit
from news.actions.hiding import settle_pictures
from news.models import Article, ArticleEvent, Edition, Placement

EDITORS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
READERS = frozenset(Role)

State = Edition.State
Verb = ArticleEvent.Verb


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
    require_fit(edition.body, article)
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


def article_changed(article: Article, *also: Agency) -> None:
    """Say that an article reads otherwise, or is there no longer. See articles_changed."""
    articles_changed([article], *also)


def articles_changed(articles: Collection[Article], *also: Agency) -> None:
    """Say that articles read otherwise, or are there no longer: on their sites, and `also`. Two queries.

    Their sites are those of their origins and all below, and above them those that feature one or gather it in a topic.
    """
    gathered = Q(topics__places__article__in=articles)
    featured = Q(pk__in=Placement.objects.filter(article__in=articles, push=None).values("agency"))
    above = Agency.objects.filter(gathered | featured).distinct()
    sites_changed(*{article.origin for article in articles}, *above, *also)


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
