"""What the clock starts."""

from celery import shared_task

from results.actions import close_months, fold, fold_feedback, reckon


@shared_task(name="results.fold")
def fold_changes() -> None:
    """Bring the tallies up to date."""
    fold()


@shared_task(name="results.fold_feedback")
def fold_feedback_changes() -> None:
    """Bring the tallies of reports and proposals up to date."""
    fold_feedback()


@shared_task(name="results.keep_index")
def keep_index() -> None:
    """Bring the service index up to date, and close the months whose day has come."""
    fold()
    fold_feedback()
    reckon()
    close_months()
