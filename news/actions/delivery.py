"""Delivering what was ordered: the work that a push or its recall leaves for the workers.

`advance` does the pieces that are left, each in a transaction of its own under a row lock, so any number of workers may
be called at once, killed, or called twice. `settle_branch` keeps delivery true to the rules when the tree changes.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, QuerySet
from django.utils import timezone

from agencies.actions import hold_tree, sites_changed
from agencies.models import Agency
from news.models import Placement, Push, PushPiece

PLACE = """
    INSERT INTO news_placement (article_id, agency_id, push_id, category_id, state, pinned, published_at, placed_at)
"""
# What this push shows already is left as it is, pinned or not; what a former push, or a move away, left is taken over.
UNLESS_SHOWN = """
    ON CONFLICT (article_id, agency_id) DO UPDATE
    SET push_id = excluded.push_id, state = excluded.state, pinned = false, placed_at = excluded.placed_at
    WHERE news_placement.push_id IS NOT NULL
      AND (news_placement.push_id <> excluded.push_id OR news_placement.state <> excluded.state)
"""
# The rule of Push.targets, told from the agency's end: whether `push`, of an article of `origin`, reaches `target`.
REACHES = """
    origin.tree_id = target.tree_id AND origin.lft < target.lft AND origin.rght > target.rght
    AND (target.live_to IS NULL OR target.live_to > %(today)s)
    AND (push.kinds = '{}' OR target.kind = ANY (push.kinds))
    AND (NOT EXISTS (SELECT FROM news_push_branches chosen WHERE chosen.push_id = push.id)
         OR EXISTS (SELECT FROM news_push_branches chosen JOIN agencies_agency branch ON branch.id = chosen.agency_id
                    WHERE chosen.push_id = push.id AND branch.tree_id = target.tree_id
                      AND target.lft BETWEEN branch.lft AND branch.rght))
"""
# The agencies concerned are given by their keys: from them PostgreSQL goes to their placements by the index, even
# when it knows nothing yet of how many there are, as just after a load.
TAKE_LEAVE = f"""
    WITH gone AS MATERIALIZED (
        SELECT placement.id
        FROM news_placement placement
        JOIN agencies_agency target ON target.id = placement.agency_id
        JOIN news_push push ON push.id = placement.push_id AND push.state <> 'recalled'
        JOIN news_article article ON article.id = push.article_id
        JOIN agencies_agency origin ON origin.id = article.origin_id
        WHERE placement.agency_id = ANY (%(branch)s) AND placement.state = 'shown' AND NOT ({REACHES})
        ORDER BY placement.article_id, placement.agency_id
        FOR NO KEY UPDATE OF placement
    )
    UPDATE news_placement SET state = 'recalled', pinned = false WHERE id = ANY (ARRAY (SELECT id FROM gone))
"""  # noqa: S608 put together from constants
INHERIT = f"""
    {PLACE}
    SELECT push.article_id, target.id, push.id, article.category_id, 'shown', false, article.published_at, now()
    FROM agencies_agency origin
    JOIN news_article article ON article.origin_id = origin.id
    JOIN news_push push ON push.article_id = article.id AND push.state <> 'recalled'
    JOIN agencies_agency target ON target.id = ANY (%(branch)s)
    WHERE origin.id = ANY (%(above)s) AND {REACHES}
    ORDER BY push.article_id, target.id
    {UNLESS_SHOWN}
"""  # noqa: S608 put together from constants


def advance(push_pk: int) -> None:
    """Do what is left of a push, piece by piece, leaving alone the pieces that another worker is at."""
    while _do_a_piece(push_pk):
        pass
    ordered = Push.objects.filter(pk=push_pk, state=Push.State.ORDERED)
    left = PushPiece.objects.left().filter(push=push_pk)
    ordered.exclude(Exists(left)).update(state=Push.State.DELIVERED, delivered_at=timezone.now())


@transaction.atomic
def settle_branch(agency: Agency) -> None:
    """Bring an agency that was founded, moved or changed its kind, and all below, under the pushes that now reach it.

    What those in force above say is shown there from now on; what no longer reaches is gone. Four statements,
    however many pushes and agencies there are.
    """
    names: dict[str, Any] = {
        "branch": list(Agency.objects.within(agency).order_by().values_list("pk", flat=True)),
        "above": list(Agency.objects.above(agency).values_list("pk", flat=True)),
        "today": timezone.localdate(),
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE_LEAVE, names)
        cursor.execute(INHERIT, names)


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
        _clear(push, piece)  # the sites have shown it no longer since the recall
        piece.state = PushPiece.State.CLEARED
        piece.save(update_fields=["state"])
    else:
        _place(push, push.targets().filter(pk__range=(piece.first_agency, piece.last_agency)))
        piece.state = PushPiece.State.DELIVERED
        piece.save(update_fields=["state"])
        sites_changed(*(push.branches.all() or [push.article.origin]))
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
            SELECT article.id, target.id, %s, article.category_id, 'shown', false, article.published_at, now()
            FROM news_article AS article CROSS JOIN ({targets}) AS target
            WHERE article.id = %s
            ORDER BY target.id
            {UNLESS_SHOWN}
            """,  # noqa: S608 the inner query comes from the ORM, with its parameters apart
            [push.pk, *params, push.article_id],
        )
