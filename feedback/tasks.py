"""What the workers are called for: by the doorbell, and by the clock."""

from celery import shared_task

from feedback.actions import forget_comments, forget_old_drafts, forget_old_senders
from feedback.actions import sweep as sweep_cases
from feedback.notices import SEND, send, send_all


@shared_task(name="feedback.forget_comments")
def forget_old_comments() -> None:
    """Remove the words that are kept no longer. May be called any number of times, at once."""
    forget_comments()


@shared_task(name=SEND)
def send_notice(pk: int) -> None:
    """Send one message. May be called any number of times, at once."""
    send(pk)


@shared_task(name="feedback.sweep")
def sweep() -> None:
    """Take every step that the clock owes, and send what nobody sent."""
    sweep_cases()
    send_all()


@shared_task(name="feedback.forget")
def forget() -> None:
    """Remove senders and drafts that are kept no longer."""
    forget_old_senders()
    forget_old_drafts()
