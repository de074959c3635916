"""Telling applicants what happened to their dossiers: a row for each message, and a worker who sends it."""

from __future__ import annotations

import logging
import time

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from kombu.exceptions import OperationalError

from dossiers.messages import TOLD, message_about
from dossiers.models import Applicant, DossierEvent, Notice
from dossiers.sms import sms_backend

SEND = "dossiers.send_notice"
AT_A_TIME = 1_000
PATIENCE = 40.0  # seconds of one sweep, below the limit of a task: a server may be slow to say that it is away

logger = logging.getLogger(__name__)


def tell_after_commit(event: DossierEvent) -> None:
    """Promise the applicant word of an event, by every way that she left, and ring for a worker after the commit."""
    if event.verb not in TOLD:
        return
    applicant = getattr(event.dossier, "applicant", None)  # at hand where a dossier has just come
    if applicant is None:
        return
    for notice in Notice.objects.bulk_create(Notice(event=event, way=way) for way in _ways(applicant)):
        ring_after_commit(notice.pk)


def tell_many(events: list[DossierEvent]) -> None:
    """Promise the applicants of many dossiers word of what happened, in two queries. The sweeper finds the promises."""
    about = {event.dossier_id: event for event in events if event.verb in TOLD}
    reached = Applicant.objects.filter(dossier__in=about).only("email", "phone")
    Notice.objects.bulk_create(Notice(event=about[one.pk], way=way) for one in reached for way in _ways(one))


def _ways(applicant: Applicant) -> list[Notice.Way]:
    known = ((Notice.Way.EMAIL, applicant.email), (Notice.Way.SMS, settings.SMS_BACKEND and applicant.phone))
    return [way for way, address in known if address]


def ring_after_commit(pk: int) -> None:
    """Ring for a worker to send a message, once what promises it is kept."""
    transaction.on_commit(lambda: _ring_if_possible(pk), robust=True)


def _ring_if_possible(pk: int) -> None:
    try:
        current_app.send_task(SEND, args=[pk])
    except OperationalError as error:
        logger.warning("No worker was told of notice %s, the sweeper will find it: %s", pk, error)


def send(pk: int) -> bool:
    """Send one message, unless it was sent, or somebody else is sending it; tell whether it is done.

    At most once at a time; a worker that dies between sending and writing that down sends it once more.
    """
    with transaction.atomic():
        locked = Notice.objects.to_be_sent().select_for_update(skip_locked=True, of=("self",))
        notice = (
            locked.select_related("event__dossier__version", "event__dossier__receiver", "event__agency")
            .filter(pk=pk)
            .first()
        )
        if notice is None:
            return False
        error = _sent(notice)
        notice.tried(error)
    return not error


def send_all(*, seconds: float = PATIENCE) -> int:
    """Send what nobody sent, the longest waiting first, for at most about so many seconds; return how many went."""
    until, sent = time.monotonic() + seconds, 0
    for pk in Notice.objects.to_be_sent().order_by("next_at", "pk").values_list("pk", flat=True)[:AT_A_TIME]:
        if time.monotonic() > until:
            break
        sent += send(pk)
    return sent


def _sent(notice: Notice) -> str:
    """Send a message; return what went wrong, without any address, nothing if it went.

    Whatever is wrong with one message must not keep the others from being sent: it is tried again, and put aside.
    """
    applicant = Applicant.objects.filter(dossier=notice.event.dossier_id).first()
    if applicant is None:
        return "Dữ liệu người nộp đã được xóa."
    try:
        message = message_about(notice.event)
        if notice.way == Notice.Way.EMAIL:
            EmailMessage(message.subject, message.body, to=[applicant.email]).send()
        else:
            sms_backend().send(applicant.phone, message.short)
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:
        # What servers and Django say often repeats the address, which must stay where it is.
        logger.warning("Notice %s was not sent: %s", notice.pk, type(error).__name__)
        return f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()
    return ""
