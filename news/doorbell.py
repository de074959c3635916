"""The doorbell: tells the workers that there is something to look at. Losing a ring costs time, never an article."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

# What there is to look at; the message says of which row.
ADVANCE = "news.advance"
RENDER = "news.render"
MOVE = "news.move"

LAST = 9  # of the priorities that Redis knows, 0 to 9: a push waits for no picture

logger = logging.getLogger(__name__)


def ring_after_commit(pk: int, task: str = ADVANCE) -> None:
    """Have a worker look at a row once it is committed. Without Redis nothing fails: the sweeper looks soon enough."""
    # No functools.partial: Django asks for a function's name when it fails, and a partial has none.
    transaction.on_commit(lambda: _ring_if_possible(pk, task), robust=True)


def ring(pk: int, task: str = ADVANCE) -> None:
    """Have a worker look at a row. Raises kombu's OperationalError when Redis is away."""
    current_app.send_task(task, args=[pk], priority=LAST if task == RENDER else 0)


def _ring_if_possible(pk: int, task: str) -> None:
    try:
        ring(pk, task)
    except OperationalError as error:
        logger.warning("No worker was told of %s %s, the sweeper will find it: %s", task, pk, error)
