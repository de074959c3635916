"""From an author's draft to what a second person has approved, and to its hour."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.actions import require
from agencies.models import Role, User
from news.actions.articles import EDITORS
from news.actions.bodies import require_fit
from news.actions.writing import WRITERS, new_edition
from news.models import Article, ArticleEvent, Edition

State = Edition.State
Verb = ArticleEvent.Verb


@transaction.atomic
def submit(article: Article, *, by: User, note: str = "") -> Edition:
    """Ask for approval of what was written.

    Raises PermissionDenied unless `by` writes at the origin, ValidationError with what is missing.
    """
    edition = _open_edition(article, by, WRITERS)
    if edition.article.is_published and not edition.differs_from(edition.article):
        raise ValidationError("Bản này chưa khác gì bản đang đăng.")
    require_fit(edition.body, edition.article)
    facts = {"submitted_by": by, "submitted_at": timezone.now(), "change_note": note.strip()}
    edition.move_to(State.SUBMITTED, returned_reason="", **facts)
    _note(edition, Verb.SUBMITTED, by)
    return edition


@transaction.atomic
def take_back(article: Article, *, by: User) -> Edition:
    """Take an edition back to go on writing; whatever was approved must be approved again."""
    edition = _open_edition(article, by, WRITERS)
    edition.move_to(State.DRAFT, approved_by=None, approved_at=None, scheduled_for=None, returned_reason="")
    _note(edition, Verb.TAKEN_BACK, by)
    return edition


@transaction.atomic
def send_back(article: Article, *, by: User, reason: str) -> Edition:
    """Give an edition back to its authors, with what is to be done. Raises PermissionDenied unless `by` edits there."""
    edition = _open_edition(article, by, EDITORS)
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do trả lại, để người viết biết cần sửa gì.")
    facts = {"approved_by": None, "approved_at": None, "scheduled_for": None}
    edition.move_to(State.RETURNED, returned_reason=reason.strip(), **facts)
    _note(edition, Verb.RETURNED, by, reason=reason.strip())
    return edition


@transaction.atomic
def approve(article: Article, *, by: User) -> Edition:
    """Approve a submitted edition. Raises PermissionDenied unless `by` edits at the origin and is a second person."""
    edition = _open_edition(article, by, EDITORS)
    _require_second_person(edition, by)
    edition.move_to(State.APPROVED, approved_by=by, approved_at=timezone.now())
    _note(edition, Verb.APPROVED, by)
    return edition


@transaction.atomic
def approve_afterwards(article: Article, *, by: User) -> Edition:
    """Approve what one person published urgently. Raises as `approve`; ValidationError if nothing waits for it."""
    article = Article.objects.locked().get(pk=article.pk)
    require(by, EDITORS, article.origin)
    edition = article.waiting_edition
    if edition is None:
        raise ValidationError("Bài này không chờ ai duyệt sau.")
    _require_second_person(edition, by)
    edition.approved_by, edition.approved_at = by, timezone.now()
    edition.save(update_fields=["approved_by", "approved_at"])
    _note(edition, Verb.APPROVED, by, afterwards=True)
    return edition


@transaction.atomic
def schedule(article: Article, *, by: User, at: datetime.datetime, note: str = "") -> Edition:
    """Have an approved edition published by itself at the moment `at`."""
    edition = _open_edition(article, by, EDITORS)
    if at <= timezone.now():
        raise ValidationError("Giờ hẹn đăng phải ở sau lúc này.")
    edition.move_to(State.SCHEDULED, scheduled_for=at, change_note=note.strip() or edition.change_note)
    _note(edition, Verb.SCHEDULED, by, at=at)
    return edition


@transaction.atomic
def unschedule(article: Article, *, by: User) -> Edition:
    """Let an edition stay approved, without an hour."""
    edition = _open_edition(article, by, EDITORS)
    if edition.state != State.SCHEDULED:
        raise ValidationError("Bản này không hẹn giờ.")
    edition.move_to(State.APPROVED, scheduled_for=None)
    _note(edition, Verb.UNSCHEDULED, by)
    return edition


@transaction.atomic
def discard(article: Article, *, by: User) -> Edition:
    """Give up what was being written; it stays among the editions. What the public reads stays as it is."""
    edition = _open_edition(article, by, WRITERS)
    edition.move_to(State.DISCARDED)
    _note(edition, Verb.DISCARDED, by)
    return edition


@transaction.atomic
def restore(edition: Edition, *, by: User) -> Edition:
    """Begin a new edition with the text of an old one. Raises ValidationError while another is open."""
    article = Article.objects.locked().get(pk=edition.article_id)
    require(by, WRITERS, article.origin)
    if article.open_edition:
        raise ValidationError("Đang có một bản soạn dở. Hãy đăng hoặc bỏ bản đó trước.")
    again = new_edition(article, by)
    again.say_the_same_as(edition)
    again.hands = sorted({*edition.hands, by.pk})
    again.save()
    _note(again, Verb.RESTORED, by, of=edition.number)
    return again


def _open_edition(article: Article, by: User, roles: frozenset[Role]) -> Edition:
    """Return the open edition of an article, both locked against other acts."""
    article = Article.objects.locked().get(pk=article.pk)
    require(by, roles, article.origin)
    if article.open_edition is None:
        raise ValidationError("Bài này không có bản nào đang soạn.")
    article.open_edition.article = article
    return article.open_edition


def _require_second_person(edition: Edition, by: User) -> None:
    if not edition.may_be_approved_by(by):
        raise PermissionDenied("Người đã viết hoặc trình bản này không tự duyệt được.")


def _note(edition: Edition, verb: ArticleEvent.Verb, by: User, **details: object) -> None:
    details = {"edition": edition.number, "title": edition.title, **details}
    ArticleEvent.objects.create(article=edition.article, verb=verb, by=by, details=details)
