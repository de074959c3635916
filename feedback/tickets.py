"""Signed tickets: the link that confirms an address, and the right of whoever has shown the secret to act on a case."""

from __future__ import annotations

import datetime

from django.core import signing

from feedback.models import Feedback

CONFIRMED_WITHIN = datetime.timedelta(days=30)
GOOD_FOR = datetime.timedelta(hours=1)  # to rate, dispute, or ask for removal after a look-up
_CONFIRMING = signing.TimestampSigner(salt="feedback.confirming")
_ACTING = signing.TimestampSigner(salt="feedback.acting")


def confirmation_for(feedback: Feedback) -> str:
    """Return the ticket in the link that confirms the sender's address."""
    return _CONFIRMING.sign(feedback.code)


def confirmed_by(ticket: str) -> Feedback | None:
    """Return the case whose address a ticket confirms; None if it is none of ours, or too old."""
    return _of(_CONFIRMING, ticket, CONFIRMED_WITHIN)


def ticket_for(feedback: Feedback) -> str:
    """Return the ticket of whoever has shown the secret. It names the case, and nothing of the person."""
    return _ACTING.sign(feedback.code)


def feedback_of(ticket: str) -> Feedback | None:
    """Return the case that a ticket lets its holder act on; None if it is none of ours, or too old."""
    return _of(_ACTING, ticket, GOOD_FOR)


def _of(signer: signing.TimestampSigner, ticket: str, within: datetime.timedelta) -> Feedback | None:
    try:
        code = signer.unsign(ticket, max_age=within)
    except signing.BadSignature:
        return None
    return Feedback.objects.select_related("holder", "answer").filter(code=code).first()
