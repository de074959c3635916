"""Folding what was counted in Redis into the counts of articles: each batch once, whoever is killed meanwhile."""

from __future__ import annotations

import datetime

from django.db import connection, transaction
from django.utils import timezone

from news.models import ViewBatch
from news.tally import Batch, drop_batch, take_batch

# A worker that was stopped for longer, and then goes on, would fold its batch once more.
PROOF_KEPT = datetime.timedelta(days=7)
ADD = """
    INSERT INTO news_viewcount AS known (article_id, views)
    SELECT article.id, read.views
    FROM unnest(%s::bigint[], %s::bigint[]) AS read (article_id, views)
    JOIN news_article article ON article.id = read.article_id
    ORDER BY article.id
    ON CONFLICT (article_id) DO UPDATE SET views = known.views + excluded.views
"""


def fold_views() -> int:
    """Add what readers have read since the last time; return how many readings that were.

    Raises redis.RedisError when Redis is away: then the next minute does it.
    """
    batch = take_batch()
    if batch is None:
        return 0
    folded = _fold(batch)
    drop_batch(batch)  # killed before this, we find it in the proofs the next time
    return folded


@transaction.atomic
def _fold(batch: Batch) -> int:
    """Add a batch to the counts, unless its proof says that somebody has. Another who is at it waits, and then sees."""
    _proof, ours = ViewBatch.objects.get_or_create(key=batch.key)
    if not ours:
        return 0
    ViewBatch.objects.filter(folded_at__lt=timezone.now() - PROOF_KEPT).delete()
    with connection.cursor() as cursor:
        cursor.execute(ADD, [list(batch.views), list(batch.views.values())])
    return sum(batch.views.values())
