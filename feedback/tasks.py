"""What the clock starts."""

from celery import shared_task

from feedback.actions import forget_comments


@shared_task(name="feedback.forget_comments")
def forget_old_comments() -> None:
    """Remove the words that are kept no longer. May be called any number of times, at once."""
    forget_comments()
