"""What the workers are called for: by the doorbell, and by the clock."""

from celery import shared_task

from news.actions import (
    advance,
    fold_views,
    hide_what_is_over,
    move,
    publish_what_is_due,
    render,
    show_what_is_due,
    withdraw_what_is_over,
)
from news.doorbell import ADVANCE, MOVE, RENDER, ring
from news.models import Picture, Push

MOST_AT_ONCE = 20  # pictures that a sweep rings for: what is left then is found by the next one


@shared_task(name=ADVANCE)
def advance_push(push_pk: int) -> None:
    """Do what is left of a push. May be called any number of times, at once."""
    advance(push_pk)


@shared_task(name=RENDER)
def render_picture(picture_pk: int) -> None:
    """Make the renditions of a picture that are due. May be called any number of times, at once."""
    render(picture_pk)


@shared_task(name=MOVE)
def move_picture(picture_pk: int) -> None:
    """Move a picture that nobody may find any longer. May be called any number of times, at once."""
    move(picture_pk)


@shared_task(name="news.sweep")
def sweep() -> None:
    """Look for what nobody finished, whatever became of the message about it."""
    for push_pk in Push.objects.unfinished().values_list("pk", flat=True):
        ring(push_pk)
    for picture_pk in Picture.objects.to_move().values_list("pk", flat=True)[:MOST_AT_ONCE]:
        ring(picture_pk, MOVE)
    for picture_pk in Picture.objects.to_render().values_list("pk", flat=True)[:MOST_AT_ONCE]:
        ring(picture_pk, RENDER)


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
