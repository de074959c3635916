"""The doorbell: tells the workers that there is something to look at. Losing a ring costs time, never an article."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

ADVANCE = "news.advance"

logger = logging.getLogger(__name__)


def ring_after_commit(push_pk: int) -> None:
    """Have a worker look at a push once it is committed. Without Redis nothing fails: the sweeper looks soon enough."""
    # No functools.partial: Django asks for a function's name when it fails, and a partial has none.
    transaction.on_commit(lambda: _ring_if_possible(push_pk), robust=True)


def ring(push_pk: int) -> None:
    """Have a worker look at a push. Raises kombu's OperationalError when Redis is away."""
    current_app.send_task(ADVANCE, args=[push_pk])


def _ring_if_possible(push_pk: int) -> None:
    try:
        ring(push_pk)
    except OperationalError as error:
        logger.warning("No worker was told of push %s, the sweeper will find it: %s", push_pk, error)
