"""Telling applicants what happened to their dossiers: a row for each message, and a worker who sends it."""

from __future__ import annotations

import logging

from celery import current_app
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from dossiers.messages import TOLD, message_about
from dossiers.models import Applicant, DossierEvent, Notice
from dossiers.sms import SmsError, sms_backend

SEND = "dossiers.send_notice"

logger = logging.getLogger(__name__)


def tell_after_commit(event: DossierEvent) -> None:
    """Promise the applicant word of an event, by every way that she left, and ring for a worker after the commit."""
    if event.verb not in TOLD:
        return
    applicant = Applicant.objects.filter(dossier=event.dossier_id).only("email", "phone").first()
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
    known = ((Notice.Way.EMAIL, applicant.email), (Notice.Way.SMS, applicant.phone))
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
        notice.tries += 1
        notice.error = error[:250]
        notice.sent_at = None if error else timezone.now()
        notice.save(update_fields=["tries", "error", "sent_at"])
    return not error


def _sent(notice: Notice) -> str:
    """Send a message; return what went wrong, nothing if it went."""
    applicant = Applicant.objects.filter(dossier=notice.event.dossier_id).first()
    if applicant is None:
        return "Dữ liệu người nộp đã được xóa."
    message = message_about(notice.event)
    try:
        if notice.way == Notice.Way.EMAIL:
            EmailMessage(message.subject, message.body, to=[applicant.email]).send()
        else:
            sms_backend().send(applicant.phone, message.short)
    except (OSError, SmsError) as error:
        logger.warning("Notice %s was not sent: %s", notice.pk, type(error).__name__)
        return f"{type(error).__name__}: {error}"
    return ""
