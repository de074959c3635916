"""Pushing an article down the tree, recalling it, and the work that both leave for the workers.

An order writes the push and its pieces in one transaction: the promise. `advance` does the pieces that are left, each
in a transaction of its own under a row lock, so any number of workers may be called at once, killed, or called twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Exists, QuerySet
from django.utils import timezone

from agencies.actions import hold_tree, require
from agencies.models import Agency, AgencyKind, User
from news.actions.articles import EDITORS
from news.doorbell import ring_after_commit
from news.models import Article, ArticleEvent, Placement, Push, PushPiece

# How many agencies one piece may concern: a few tens of milliseconds of work.
PIECE_SIZE = 2_000
LAST_ID = 2**63 - 1

PLACE = "INSERT INTO news_placement (article_id, agency_id, push_id, state, pinned, published_at, placed_at)"
# A placement by this push is left as it is, pinned or not; what a former push has left is taken over.
UNLESS_THERE = """
    ON CONFLICT (article_id, agency_id) DO UPDATE
    SET push_id = excluded.push_id, state = excluded.state, pinned = false, placed_at = excluded.placed_at
    WHERE news_placement.push_id IS DISTINCT FROM excluded.push_id AND news_placement.push_id IS NOT NULL
"""
INHERIT = f"""
    {PLACE}
    SELECT push.article_id, target.id, push.id, 'shown', false, article.published_at, now()
    FROM agencies_agency joined
    JOIN agencies_agency target ON target.tree_id = joined.tree_id AND target.lft BETWEEN joined.lft AND joined.rght
    JOIN agencies_agency origin
      ON origin.tree_id = joined.tree_id AND origin.lft < joined.lft AND origin.rght > joined.rght
    JOIN news_article article ON article.origin_id = origin.id
    JOIN news_push push ON push.article_id = article.id AND push.state <> 'recalled'
    WHERE joined.id = %(agency)s
      AND target.live_to IS NULL
      AND (push.kinds = '{{}}' OR target.kind = ANY (push.kinds))
      AND (NOT EXISTS (SELECT FROM news_push_branches chosen WHERE chosen.push_id = push.id)
           OR EXISTS (SELECT FROM news_push_branches chosen JOIN agencies_agency branch ON branch.id = chosen.agency_id
                      WHERE chosen.push_id = push.id AND branch.tree_id = target.tree_id
                        AND target.lft BETWEEN branch.lft AND branch.rght))
    ORDER BY push.article_id, target.id
    {UNLESS_THERE}
"""  # noqa: S608 put together from constants


@transaction.atomic
def order_push(
    article: Article, *, by: User, kinds: Iterable[AgencyKind | str] = (), branches: Iterable[Agency] = ()
) -> Push:
    """Order that `article` be shown below its origin: at agencies of `kinds` (none: all) within `branches` (none: all).

    Raises PermissionDenied unless `by` edits at the origin; ValidationError when the article is not published, is
    already pushed, a branch is not below the origin, or nobody is concerned.
    """
    hold_tree(shared=True)  # an agency founded now either sees this push or is seen by it
    # Not against rows that only point to the article: the worker whom we wait for below is writing such rows.
    locked = Article.objects.select_for_update(of=("self",), no_key=True)
    article = locked.select_related("origin").get(pk=article.pk)
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
    locked = Push.objects.select_for_update(of=("self",), no_key=True)  # workers go on writing placements meanwhile
    push = locked.select_related("article__origin").get(pk=push.pk)
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
    ordered = Push.objects.filter(pk=push_pk, state=Push.State.ORDERED)
    left = PushPiece.objects.left().filter(push=push_pk)
    ordered.exclude(Exists(left)).update(state=Push.State.DELIVERED, delivered_at=timezone.now())


def inherit_pushes(agency: Agency) -> None:
    """Show what the pushes in force above say at an agency with a new place in the tree, and at all below it.

    One statement, however many pushes there have been. Its rule is that of Push.targets, told from the other end.
    """
    with connection.cursor() as cursor:
        cursor.execute(INHERIT, {"agency": agency.pk})


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
    """Cut the targets into ranges of ids of about PIECE_SIZE agencies: moves in the tree do not shift them.

    The ranges leave no id out, not even of agencies to come: what these inherit is recalled with the rest.
    """
    ids = list(push.targets().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), PIECE_SIZE):
        after = start + PIECE_SIZE
        first = ids[start] if start else 1
        last = ids[after] - 1 if after < len(ids) else LAST_ID
        yield PushPiece(push=push, first_agency=first, last_agency=last)


@transaction.atomic
def _do_a_piece(push_pk: int) -> bool:
    """Do one piece that is left and nobody is at; tell whether there was one."""
    hold_tree(shared=True)  # the target rule reads ranges of the tree: they must not shift in between
    piece = (
        PushPiece.objects.left()
        .filter(push=push_pk)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("pk")
        .first()
    )
    if piece is None:
        return False
    # Read only now: whoever pushes the article anew waits for this piece, so what is in force stays so until we commit.
    push = Push.objects.select_related("article__origin").get(pk=push_pk)
    if push.is_recalled:
        _clear(push, piece)
        piece.state = PushPiece.State.CLEARED
    else:
        _place(push, push.targets().filter(pk__range=(piece.first_agency, piece.last_agency)))
        piece.state = PushPiece.State.DELIVERED
    piece.save(update_fields=["state"])
    return True


def _clear(push: Push, piece: PushPiece) -> None:
    """Note in the ledger that the placements of a recalled push are gone; those that a later push took over stay."""
    placements = Placement.objects.filter(
        article=push.article_id, push=push, agency_id__gte=piece.first_agency, agency_id__lte=piece.last_agency
    )
    # Locked in the order in which _place writes: a later push may be at the same rows, and they must not deadlock.
    list(placements.select_for_update(no_key=True).order_by("agency_id").values_list("pk", flat=True))
    placements.update(state=Placement.State.RECALLED, pinned=False)


def _place(push: Push, agencies: QuerySet[Agency]) -> None:
    """Show the article at `agencies`, in one statement, whatever a former push has left there."""
    targets, params = agencies.order_by("id").values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            {PLACE}
            SELECT %s, target.id, %s, 'shown', false, %s, now() FROM ({targets}) AS target
            {UNLESS_THERE}
            """,  # noqa: S608 the inner query comes from the ORM, with its parameters apart
            [push.article_id, push.pk, push.article.published_at, *params],
        )
