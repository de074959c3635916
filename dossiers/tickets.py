"""The right to say how one found the handling of a dossier: given with the look-up, signed, good for an hour."""

from __future__ import annotations

import datetime

from django.core import signing

from dossiers.models import Dossier

GOOD_FOR = datetime.timedelta(hours=1)
_SIGNER = signing.TimestampSigner(salt="dossiers.tickets")


def ticket_for(dossier: Dossier) -> str:
    """Return a ticket. It names the row of the dossier, and nothing of the person."""
    return _SIGNER.sign(str(dossier.pk))


def dossier_of(ticket: str) -> Dossier | None:
    """Return the dossier that a ticket is for; None if it is none of ours, or too old."""
    try:
        pk = _SIGNER.unsign(ticket, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return Dossier.objects.select_related("receiver", "satisfaction").filter(pk=int(pk)).first()
