"""Pushing an article down the tree, recalling it, and the work that both leave for the workers.

An order writes the push and its pieces in one transaction: the promise. `advance` does the pieces that are left, each in
a transaction of its own under a row lock, so any number of workers may be called at once, killed, or called twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from agencies.actions import hold_tree, require
from agencies.models import Agency, AgencyKind, User
from news.actions.articles import EDITORS
from news.doorbell import ring_after_commit
from news.models import Article, ArticleEvent, Placement, Push, PushPiece

# How many agencies one piece may concern: a few tens of milliseconds of work.
PIECE_SIZE = 2_000


@transaction.atomic
def order_push(
    article: Article, *, by: User, kinds: Iterable[AgencyKind | str] = (), branches: Iterable[Agency] = ()
) -> Push:
    """Order that `article` be shown below its origin: at agencies of `kinds` (none: all) within `branches` (none: all).

    Raises PermissionDenied unless `by` edits at the origin; ValidationError when the article is not published, is
    already pushed, a branch is not below the origin, or nobody is concerned.
    """
    hold_tree(shared=True)  # an agency founded now either sees this push or is seen by it
    article = Article.objects.select_for_update(of=("self",)).select_related("origin").get(pk=article.pk)
    require(by, EDITORS, article.origin)
    branches = list(branches)
    _refuse_what_cannot_be_pushed(article, branches)
    push = Push.objects.create(article=article, kinds=[str(kind) for kind in kinds], ordered_by=by)
    push.branches.set(branches)
    pieces = list(_pieces(push))
    if not pieces:
        raise ValidationError("Không có cơ quan nào phía dưới khớp với lựa chọn. Hãy chọn rộng hơn.")
    PushPiece.objects.bulk_create(pieces)
    details = {"push": push.pk, "kinds": push.kinds, "branches": [branch.pk for branch in branches]}
    ArticleEvent.objects.create(article=article, verb=ArticleEvent.Verb.PUSHED, by=by, details=details)
    ring_after_commit(push.pk)
    return push


@transaction.atomic
def recall(push: Push, *, by: User, reason: str) -> Push:
    """Take a push back: the article is gone from every site below as soon as this commits, the ledger follows.

    Raises PermissionDenied unless `by` edits at the origin, ValidationError without a reason.
    """
    push = Push.objects.select_for_update(of=("self",)).select_related("article__origin").get(pk=push.pk)
    require(by, EDITORS, push.article.origin)
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do thu hồi.")
    if push.is_recalled:
        return push
    push.state, push.recalled_at, push.recall_reason = Push.State.RECALLED, timezone.now(), reason
    push.save()
    details = {"push": push.pk, "reason": reason}
    ArticleEvent.objects.create(article=push.article, verb=ArticleEvent.Verb.RECALLED, by=by, details=details)
    ring_after_commit(push.pk)
    return push


def advance(push_pk: int) -> None:
    """Do what is left of a push, piece by piece, leaving alone the pieces that another worker is at."""
    while _do_a_piece(push_pk):
        pass
    Push.objects.filter(pk=push_pk, state=Push.State.ORDERED).exclude(
        pk__in=PushPiece.objects.left().values("push")
    ).update(state=Push.State.DELIVERED, delivered_at=timezone.now())


def inherit_pushes(agency: Agency) -> None:
    """Show at an agency with a new place in the tree what the pushes in force above it say is shown there."""
    for push in Push.objects.reaching(agency).select_related("article"):
        _place(push, Agency.objects.filter(pk=agency.pk))


def _refuse_what_cannot_be_pushed(article: Article, branches: list[Agency]) -> None:
    if not article.is_published:
        raise ValidationError("Hãy xuất bản bài trước khi phát hành xuống cấp dưới.")
    if article.pushes.in_force().exists():
        raise ValidationError("Bài đang được phát hành. Hãy thu hồi trước khi phát hành lại với lựa chọn khác.")
    inside = Agency.objects.below(article.origin).filter(pk__in=[branch.pk for branch in branches]).count()
    if inside < len(set(branches)):
        raise ValidationError("Có nhánh không nằm dưới cơ quan đăng bài.")
    # Wait for workers still at a piece of an earlier push: what they write must not come after this one.
    list(PushPiece.objects.select_for_update().filter(push__article=article).values_list("pk", flat=True))


def _pieces(push: Push) -> Iterable[PushPiece]:
    """Cut the targets into ranges of ids of about PIECE_SIZE agencies: moves in the tree do not shift them."""
    ids = list(push.targets().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), PIECE_SIZE):
        part = ids[start : start + PIECE_SIZE]
        yield PushPiece(push=push, first_agency=part[0], last_agency=part[-1])


@transaction.atomic
def _do_a_piece(push_pk: int) -> bool:
    """Do one piece that is left and nobody is at; tell whether there was one."""
    hold_tree(shared=True)  # the target rule reads ranges of the tree: they must not shift in between
    push = Push.objects.select_related("article__origin").get(pk=push_pk)
    piece = (
        PushPiece.objects.left()
        .filter(push=push_pk)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("pk")
        .first()
    )
    if piece is None:
        return False
    if push.is_recalled:
        Placement.objects.filter(
            article=push.article_id, push=push, agency__range=(piece.first_agency, piece.last_agency)
        ).update(state=Placement.State.RECALLED, pinned=False)
        piece.state = PushPiece.State.CLEARED
    else:
        _place(push, push.targets().filter(pk__range=(piece.first_agency, piece.last_agency)))
        piece.state = PushPiece.State.DELIVERED
    piece.save(update_fields=["state"])
    return True


def _place(push: Push, agencies: QuerySet[Agency]) -> None:
    """Show the article at `agencies`, in one statement, whatever a former push has left there."""
    targets, params = agencies.order_by().values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO news_placement (article_id, agency_id, push_id, state, pinned, published_at, placed_at)
            SELECT %s, target.id, %s, %s, false, %s, now() FROM ({targets}) AS target
            ON CONFLICT (article_id, agency_id) DO UPDATE
            SET push_id = excluded.push_id, state = excluded.state, placed_at = excluded.placed_at
            WHERE news_placement.push_id IS DISTINCT FROM excluded.push_id AND news_placement.push_id IS NOT NULL
            """,  # noqa: S608 the inner query comes from the ORM, with its parameters apart
            [push.article_id, push.pk, Placement.State.SHOWN, push.article.published_at, *params],
        )
