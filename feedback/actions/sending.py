"""Sending a case: once, however often it is sent; from then on it is never lost, and somebody holds it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.actions import require
from agencies.models import User
from feedback.actions.stepping import Verb, write
from feedback.clock import ends
from feedback.codes import new_code, new_nonce
from feedback.models import Channel, Enclosure, Feedback, Holding, Sender, State, Term
from feedback.rights import OFFICERS

LONGEST_LYING = datetime.timedelta(days=30)  # of a letter, before somebody writes it down
TRIES = 5  # for a code that is not taken: of a million million, one try will do


@dataclass
class Sent:
    """What somebody sends: the case without its code, its sender, and files that were looked at already."""

    feedback: Feedback
    sender: Sender
    enclosures: Iterable[Enclosure] = field(default_factory=tuple)


def send(sent: Sent, *, token: uuid.UUID, by: User | None = None, at: datetime.datetime | None = None) -> Feedback:
    """Keep a case at the agency it is addressed to, and give it a code. `by` is the officer who writes it down, of a
    letter that came, or a visit that was, `at` some hour before: limits run from then.

    The same `token` gives the same case, whoever sends it again and at once. Raises ValidationError for what is
    missing, and for an agency that has closed; PermissionDenied for an officer of another agency.
    """
    known = Feedback.objects.filter(token=token).first()
    if known is not None:
        return known
    _check(sent, by)
    came = _came(by, at)
    for _attempt in range(TRIES):
        try:
            return _kept(sent, token, by, came)
        except IntegrityError:
            known = Feedback.objects.filter(token=token).first()
            if known is not None:
                return known
    raise RuntimeError("no code was free")


def _check(sent: Sent, by: User | None) -> None:
    case, sender = sent.feedback, sent.sender
    if by is not None:
        require(by, OFFICERS, case.addressee)
    elif case.channel != Channel.WEB:
        raise ValidationError({"channel": "Cán bộ mới ghi cách gửi này."})
    if not case.addressee.is_live:
        raise ValidationError({"addressee": f"{case.addressee.short_name} đã kết thúc hoạt động."})
    case.text = case.text.strip()
    case.clean_fields(
        exclude=["code", "nonce", "token", "holder", "held_since", "received_at", "procedure", "place", "addressee"]
    )
    sender.clean_fields(exclude=["feedback"])
    sender.validate_constraints(exclude=["feedback"])


def _came(by: User | None, at: datetime.datetime | None) -> datetime.datetime:
    now = timezone.now()
    if by is None or at is None:
        return now
    if not now - LONGEST_LYING <= at <= now:
        raise ValidationError({"at": f"Ghi lúc đã qua, trong vòng {LONGEST_LYING.days} ngày."})
    return at


@transaction.atomic
def _kept(sent: Sent, token: uuid.UUID, by: User | None, now: datetime.datetime) -> Feedback:
    case = sent.feedback
    case.code, case.nonce, case.token = new_code(), new_nonce(), token
    case.holder, case.held_since, case.received_at, case.state = case.addressee, now, now, State.RECEIVED
    case.due_at = ends(Term.INTAKE, case.holder, since=now)
    case.pk = None
    case.save(force_insert=True)
    sent.sender.feedback = case
    sent.sender.save(force_insert=True)
    Holding.objects.create(feedback=case, agency=case.holder, since=now)
    for place, enclosure in enumerate(sent.enclosures, 1):
        enclosure.feedback, enclosure.place = case, place
        enclosure.save(force_insert=True)
    write(case, Verb.RECEIVED, by=by)
    return case


@transaction.atomic
def verify(feedback: Feedback) -> bool:
    """Take down that the sender opened the link in her letter; tell whether that was new."""
    case = Feedback.objects.locked().get(pk=feedback.pk)
    if case.verified_at is not None:
        return False
    case.verified_at = timezone.now()
    Feedback.objects.filter(pk=case.pk).update(verified_at=case.verified_at)
    write(case, Verb.VERIFIED, by=None)
    return True
