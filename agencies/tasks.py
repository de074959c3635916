"""What the workers are called for by the clock."""

from celery import shared_task

from agencies.actions import end_banners_over, show_banners_due


@shared_task(name="agencies.keep_time")
def keep_time() -> None:
    """Show and end the banners that have their hour now. May be called any number of times, at once."""
    end_banners_over()
    show_banners_due()
