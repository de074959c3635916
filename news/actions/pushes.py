"""Ordering that an article be shown below its origin, and taking that back.

An order writes the push and its pieces in one transaction: the promise. The work is done in news.actions.delivery.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.actions import hold_tree, require, sites_changed
from agencies.models import Agency, User
from news.actions.articles import EDITORS
from news.doorbell import ring_after_commit
from news.models import Article, ArticleEvent, LocalWording, Obligation, Push, PushPiece, Target

# How many agencies one piece may concern: a few tens of milliseconds of work.
PIECE_SIZE = 2_000
LAST_ID = 2**63 - 1

EVERYONE_BELOW = Target()


@transaction.atomic
def order_push(
    article: Article,
    *,
    by: User,
    target: Target = EVERYONE_BELOW,
    obligation: Obligation = Obligation.COMPULSORY,
    answer_by: datetime.date | None = None,
) -> Push:
    """Order that `article` be shown at the agencies below its origin that `target` means.

    `obligation` says what is left to those who run these sites; a suggestion is answered until the day `answer_by`.
    Raises PermissionDenied unless `by` edits at the origin; ValidationError when the article is not published, is
    already pushed, a branch is not below the origin, the day is missing or over, or nobody is concerned.
    """
    hold_tree(shared=True)  # an agency founded now either sees this push or is seen by it
    # Not against rows that only point to the article: the worker whom we wait for below is writing such rows.
    locked = Article.objects.select_for_update(of=("self",), no_key=True)
    article = locked.select_related("origin").get(pk=article.pk)
    require(by, EDITORS, article.origin)
    _refuse_what_cannot_be_pushed(article, target)
    answer_by = _day_to_answer(obligation, answer_by)
    push = Push(article=article, obligation=obligation, answer_by=answer_by, ordered_by=by)
    push.kinds, push.fields = [str(kind) for kind in target.kinds], [str(field) for field in target.fields]
    push.save()
    push.branches.set(target.branches)
    push.exceptions.set(target.exceptions)
    pieces = list(_pieces(push))
    if not pieces:
        raise ValidationError("Không có cơ quan nào phía dưới khớp với lựa chọn. Hãy chọn rộng hơn.")
    PushPiece.objects.bulk_create(pieces)
    LocalWording.objects.filter(placement__article=article).delete()  # said of a push that was recalled
    details = {"push": push.pk, "obligation": push.obligation, "target": push.target_in_words()}
    ArticleEvent.objects.create(article=article, verb=ArticleEvent.Verb.PUSHED, by=by, details=details)
    ring_after_commit(push.pk)
    return push


@transaction.atomic
def recall(push: Push, *, by: User, reason: str) -> Push:
    """Take a push back: the article is gone from every site below as soon as this commits, the ledger follows.

    Raises PermissionDenied unless `by` edits at the origin, ValidationError without a reason or for one that was
    recalled before.
    """
    locked = Push.objects.select_for_update(of=("self",), no_key=True)  # workers go on writing placements meanwhile
    push = locked.select_related("article__origin").get(pk=push.pk)
    require(by, EDITORS, push.article.origin)
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do thu hồi.")
    if push.is_recalled:
        raise ValidationError("Lệnh phát hành này đã được thu hồi trước đó.")
    push.state, push.recalled_at, push.recall_reason = Push.State.RECALLED, timezone.now(), reason
    push.save()
    details = {"push": push.pk, "reason": reason}
    ArticleEvent.objects.create(article=push.article, verb=ArticleEvent.Verb.RECALLED, by=by, details=details)
    ring_after_commit(push.pk)
    sites_changed(push.article.origin)
    return push


def _day_to_answer(obligation: str, answer_by: datetime.date | None) -> datetime.date | None:
    """Return the day by which a suggestion is to be answered, None for what needs no answer. Raises ValidationError."""
    if obligation != Obligation.SUGGESTED:
        return None
    if answer_by is None or answer_by < timezone.localdate():
        raise ValidationError("Hãy chọn ngày trả lời chậm nhất, từ hôm nay trở đi.")
    return answer_by


def _refuse_what_cannot_be_pushed(article: Article, target: Target) -> None:
    if not article.is_published:
        raise ValidationError("Hãy xuất bản bài trước khi phát hành xuống cấp dưới.")
    if article.pushes.in_force().exists():
        raise ValidationError("Bài đang được phát hành. Hãy thu hồi trước khi phát hành lại với lựa chọn khác.")
    named = {branch.pk for branch in (*target.branches, *target.exceptions)}
    if Agency.objects.below(article.origin).filter(pk__in=named).count() < len(named):
        raise ValidationError("Có nhánh không nằm dưới cơ quan đăng bài.")
    # Wait for workers still at a piece of an earlier push: what they write must not come after this one.
    # Only the pieces: their pushes are what those workers' placements point to, looked at once more when they commit.
    pieces = PushPiece.objects.select_for_update(of=("self",)).filter(push__article=article).order_by("pk")
    list(pieces.values_list("pk", flat=True))


def _pieces(push: Push) -> Iterable[PushPiece]:
    """Cut the targets into ranges of ids of about PIECE_SIZE agencies: moves in the tree do not shift them.

    The ranges leave no id out, not even of agencies to come: what these inherit is recalled with the rest.
    """
    ids = list(push.targets().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), PIECE_SIZE):
        after = start + PIECE_SIZE
        first = ids[start] if start else 1
        last = ids[after] - 1 if after < len(ids) else LAST_ID
        yield PushPiece(push=push, first_agency=first, last_agency=last)
