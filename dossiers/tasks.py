"""What the workers are called for: by the doorbell, and by the clock."""

from celery import shared_task

from dossiers.actions import close_the_silent
from dossiers.actions import sweep as sweep_events
from dossiers.actions.recounting import RECKON, reckon_anew
from dossiers.models import Recount
from dossiers.notices import SEND, send, send_all


@shared_task(name=SEND)
def send_notice(pk: int) -> None:
    """Send one message. May be called any number of times, at once."""
    send(pk)


@shared_task(name="dossiers.sweep")
def sweep() -> None:
    """Send what nobody sent, whatever became of the message about it."""
    send_all()
    for pk in Recount.objects.under_way().order_by("ordered_at").values_list("pk", flat=True):
        reckon_anew(pk)


@shared_task(name=RECKON)
def reckon_dossiers_anew(pk: int) -> None:
    """Go on with what one correction of the calendar concerns. May be called any number of times, at once."""
    reckon_anew(pk)


@shared_task(name="dossiers.close_the_silent")
def close_silent_dossiers() -> None:
    """Close dossiers whose applicants have not brought what was asked for."""
    close_the_silent()


@shared_task(name="dossiers.sweep_feeds")
def sweep_feeds() -> None:
    """Write down what feeds have told and what could not be done at once."""
    sweep_events()
