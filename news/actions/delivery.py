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
    INSERT INTO news_placement (article_id, agency_id, push_id, category_id, state, rank, published_at, placed_at)
"""
# How what is pushed arrives: a suggestion waits for the answer of those who run the site.
AS_PUSHED = """
    SELECT push.article_id, target.id, push.id, article.category_id,
           CASE push.obligation WHEN 'suggested' THEN 'offered' ELSE 'shown' END, 0, article.published_at, now()
"""
# What this push has placed already is left as it is, whatever the site made of it since; what a former push, or a move
# away, left is taken over as if nothing had been.
UNLESS_PLACED = """
    ON CONFLICT (article_id, agency_id) DO UPDATE
    SET push_id = excluded.push_id, state = excluded.state, rank = 0, placed_at = excluded.placed_at,
        show_from = NULL, show_until = NULL, answered_by_id = NULL, answered_at = NULL, reason = ''
    WHERE news_placement.push_id IS NOT NULL
      AND (news_placement.push_id <> excluded.push_id OR news_placement.state = 'recalled')
"""
# The rule of Target.agencies_below, told from the agency's end: whether `push`, of an article of `origin`, reaches
# `target`. What is suggested is offered to newcomers as long as an answer is asked for.
REACHES = """
    origin.tree_id = target.tree_id AND origin.lft < target.lft AND origin.rght > target.rght
    AND (target.live_to IS NULL OR target.live_to > %(today)s)
    AND (push.kinds = '{}' OR target.kind = ANY (push.kinds))
    AND (push.fields = '{}' OR target.fields_of_work && push.fields)
    AND (NOT EXISTS (SELECT FROM news_push_branches chosen WHERE chosen.push_id = push.id)
         OR EXISTS (SELECT FROM news_push_branches chosen JOIN agencies_agency branch ON branch.id = chosen.agency_id
                    WHERE chosen.push_id = push.id AND branch.tree_id = target.tree_id
                      AND target.lft BETWEEN branch.lft AND branch.rght))
    AND NOT EXISTS (SELECT FROM news_push_exceptions spared JOIN agencies_agency branch ON branch.id = spared.agency_id
                    WHERE spared.push_id = push.id AND branch.tree_id = target.tree_id
                      AND target.lft BETWEEN branch.lft AND branch.rght)
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
        WHERE placement.agency_id = ANY (%(branch)s) AND placement.state <> 'recalled' AND NOT ({REACHES})
        ORDER BY placement.article_id, placement.agency_id
        FOR NO KEY UPDATE OF placement
    )
    UPDATE news_placement SET state = 'recalled', rank = 0 WHERE id = ANY (ARRAY (SELECT id FROM gone))
"""  # noqa: S608 put together from constants
INHERIT = f"""
    {PLACE} {AS_PUSHED}
    FROM agencies_agency origin
    JOIN news_article article ON article.origin_id = origin.id
    JOIN news_push push ON push.article_id = article.id AND push.state <> 'recalled'
    JOIN agencies_agency target ON target.id = ANY (%(branch)s)
    WHERE origin.id = ANY (%(above)s) AND (push.answer_by IS NULL OR push.answer_by >= %(today)s) AND {REACHES}
    ORDER BY push.article_id, target.id
    {UNLESS_PLACED}
"""


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
        sites_changed(*(push.target.branches or [push.article.origin]))
    return True


def _clear(push: Push, piece: PushPiece) -> None:
    """Note in the ledger that the placements of a recalled push are gone; those that a later push took over stay."""
    placements = Placement.objects.filter(
        article=push.article_id, push=push, agency_id__gte=piece.first_agency, agency_id__lte=piece.last_agency
    )
    # Locked in the order in which _place writes: a later push may be at the same rows, and they must not deadlock.
    list(placements.select_for_update(no_key=True).order_by("agency_id").values_list("pk", flat=True))
    placements.update(state=Placement.State.RECALLED, rank=0)


def _place(push: Push, agencies: QuerySet[Agency]) -> None:
    """Place the article at `agencies`, in one statement, whatever a former push has left there."""
    targets, params = agencies.order_by("id").values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            {PLACE} {AS_PUSHED}
            FROM news_push AS push JOIN news_article AS article ON article.id = push.article_id
            CROSS JOIN ({targets}) AS target
            WHERE push.id = %s
            ORDER BY target.id
            {UNLESS_PLACED}
            """,
            [*params, push.pk],
        )
