"""What the clock starts."""

from celery import shared_task

from results.actions import fold


@shared_task(name="results.fold")
def fold_changes() -> None:
    """Bring the tallies up to date."""
    fold()
