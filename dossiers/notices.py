"""Telling applicants what happened to their dossiers: a row for each message, and a worker who sends it."""

from __future__ import annotations

from dossiers.messages import TOLD, message_about
from dossiers.models import Applicant, DossierEvent, Notice
from notices.sending import Post, Reached

SEND = "dossiers.send_notice"


def tell_after_commit(event: DossierEvent) -> None:
    """Promise the applicant word of an event, by every way that she left, and ring for a worker after the commit."""
    if event.verb not in TOLD:
        return
    applicant = getattr(event.dossier, "applicant", None)  # at hand where a dossier has just come
    if applicant is None:
        return
    for notice in Notice.objects.bulk_create(Notice(event=event, way=way) for way in _reached(applicant).ways):
        POST.ring_after_commit(notice.pk)


def tell_many(events: list[DossierEvent]) -> None:
    """Promise the applicants of many dossiers word of what happened, in two queries. The sweeper finds the promises."""
    about = {event.dossier_id: event for event in events if event.verb in TOLD}
    applicants = Applicant.objects.filter(dossier__in=about).only("email", "phone")
    Notice.objects.bulk_create(Notice(event=about[one.pk], way=way) for one in applicants for way in _reached(one).ways)


def _reached(applicant: Applicant) -> Reached:
    return Reached(applicant.email, applicant.phone)


def _reached_by(notice: Notice) -> Reached | None:
    applicant = Applicant.objects.filter(dossier=notice.event.dossier_id).first()
    return _reached(applicant) if applicant else None


POST = Post(
    promises=lambda: Notice.objects.select_related(
        "event__dossier__version", "event__dossier__receiver", "event__agency"
    ),
    task=SEND,
    reached=_reached_by,
    message=lambda notice: message_about(notice.event),
)
send, send_all, ring_after_commit = POST.send, POST.send_all, POST.ring_after_commit
