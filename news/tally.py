"""Counting in Redis how often articles are read, until the minute is over (docs/decisions/0011).

`COUNTING` is the hash that readers add to, one increment each. To fold it, it is renamed to `TAKEN` and given a mark
of its own; whoever finds a `TAKEN` goes on with it, however it was left. The server is the broker's, which refuses
rather than forgets; without it nothing is counted, and nobody waits.
"""

from __future__ import annotations

import logging
import time
import uuid
from dataclasses import dataclass
from functools import lru_cache

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

COUNTING = "views:counting"
TAKEN = "views:taken"
MARK = b"batch"
PATIENCE = 0.3  # seconds for an answer of Redis
AFTER_FAILURE = 2.0  # seconds in which Redis is left alone

log = logging.getLogger(__name__)
_down_until = 0.0


@dataclass(frozen=True)
class Batch:
    """What was counted until some moment: how often each article was read."""

    key: uuid.UUID
    views: dict[int, int]


def count_view(article_pk: int) -> None:
    """Count one reading. Without Redis it goes uncounted."""
    global _down_until
    if time.monotonic() < _down_until:
        return
    try:
        _redis(settings.CELERY_BROKER_URL).hincrby(COUNTING, str(article_pk), 1)
    except redis.RedisError as error:
        log.warning("Views are not counted for a moment: %s", error)
        _down_until = time.monotonic() + AFTER_FAILURE


def take_batch() -> Batch | None:
    """Return what was counted and not folded yet; the same again, until `drop_batch` is told that it has been folded.

    Raises redis.RedisError when Redis is away.
    """
    server = _redis(settings.CELERY_BROKER_URL)
    try:
        server.renamenx(COUNTING, TAKEN)
    except redis.ResponseError:
        if not server.exists(TAKEN):  # nobody has read anything
            return None
    asked = server.pipeline(transaction=True)  # the mark and what it marks: nobody comes between
    asked.hsetnx(TAKEN, MARK.decode(), str(uuid.uuid4()))
    asked.hgetall(TAKEN)
    _first, taken = asked.execute()
    key = uuid.UUID(taken.pop(MARK).decode())
    return Batch(key, {int(pk): int(views) for pk, views in taken.items()})


def drop_batch(batch: Batch) -> None:
    """Forget a batch that was folded. Another one, which somebody else has taken since, stays."""
    with _redis(settings.CELERY_BROKER_URL).pipeline() as asked:
        try:
            asked.watch(TAKEN)  # type: ignore[no-untyped-call]
            if asked.hget(TAKEN, MARK.decode()) == str(batch.key).encode():
                asked.multi()
                asked.delete(TAKEN)
                asked.execute()
        except redis.WatchError:
            pass  # somebody else was faster


@lru_cache(maxsize=4)
def _redis(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url.replace("redis+socket://", "unix://"),  # Celery's word for a socket, and the client's
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 0),
    )
