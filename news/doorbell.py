"""The doorbell: tells the workers that there is something to look at. Losing a ring only costs time, never an article."""

from functools import partial

from celery import current_app
from django.db import transaction

ADVANCE = "news.advance"


def ring_after_commit(push_pk: int) -> None:
    """Have a worker look at a push once it is committed. Without Redis nothing fails: the sweeper looks soon enough."""
    transaction.on_commit(partial(ring, push_pk), robust=True)


def ring(push_pk: int) -> None:
    """Have a worker look at a push. Raises kombu's OperationalError when Redis is away."""
    current_app.send_task(ADVANCE, args=[push_pk])
