"""Telling senders what happened to their cases: a row for each message, and a worker who sends it."""

from __future__ import annotations

from feedback.messages import UNTOLD, message_about
from feedback.models import PRIVATE, FeedbackEvent, Notice, Sender
from notices.sending import Post, Reached

SEND = "feedback.send_notice"


def tell_after_commit(event: FeedbackEvent) -> None:
    """Promise the sender word of an event, by every way that she left, and ring for a worker after the commit."""
    if event.verb in PRIVATE | UNTOLD:
        return
    sender = getattr(event.feedback, "sender", None)  # at hand where a case has just come
    if sender is None:
        return
    for notice in Notice.objects.bulk_create(Notice(event=event, way=way) for way in _reached(sender).ways):
        POST.ring_after_commit(notice.pk)


def _reached(sender: Sender) -> Reached:
    return Reached(sender.email, sender.phone)


def _reached_by(notice: Notice) -> Reached | None:
    sender = Sender.objects.filter(feedback=notice.event.feedback_id).first()
    return _reached(sender) if sender else None


POST = Post(
    promises=lambda: Notice.objects.select_related(
        "event__feedback__holder", "event__feedback__addressee", "event__agency"
    ),
    task=SEND,
    reached=_reached_by,
    message=lambda notice: message_about(notice.event),
)
send, send_all, ring_after_commit = POST.send, POST.send_all, POST.ring_after_commit
