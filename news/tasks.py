"""What the workers are called for: by the doorbell, and by the clock."""

from celery import shared_task

from news.actions import (
    advance,
    fold_views,
    hide_what_is_over,
    publish_what_is_due,
    show_what_is_due,
    withdraw_what_is_over,
)
from news.doorbell import ADVANCE, ring
from news.models import Push


@shared_task(name=ADVANCE)
def advance_push(push_pk: int) -> None:
    """Do what is left of a push. May be called any number of times, at once."""
    advance(push_pk)


@shared_task(name="news.sweep")
def sweep() -> None:
    """Look for pushes that nobody finished, whatever became of the message about them."""
    for push_pk in Push.objects.unfinished().values_list("pk", flat=True):
        ring(push_pk)


@shared_task(name="news.keep_time")
def keep_time() -> None:
    """Publish and withdraw, show and hide what has its hour now."""
    publish_what_is_due()
    withdraw_what_is_over()
    show_what_is_due()
    hide_what_is_over()


@shared_task(name="news.fold_views")
def fold_counted_views() -> None:
    """Add what was read since the last time. May be called any number of times, at once."""
    fold_views()
