"""Taking in a dossier: its code, its event, when it will be decided. At the desk, by post, by telephone, or online."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.identifiers import Identifier
from agencies.models import Agency, AgencyIdentifier, IdentifierScheme
from dossiers.actions.stepping import Step, Verb, take, write
from dossiers.clock import reckoned
from dossiers.codes import DossierCode
from dossiers.models import Applicant, DayNumber, Dossier, DossierEvent, State
from dossiers.rights import DESK, Hand, Side, require_hand

ACCEPT = Step(Verb.ACCEPTED, Side.DESK, State.ACCEPTED, since=(State.REGISTERED,))
DENY = Step(Verb.DENIED, Side.DESK, State.DENIED, says_why=True)


def receive(dossier: Dossier, applicant: Applicant, *, by: Hand, at: datetime.datetime | None = None) -> Dossier:
    """Take in a new dossier with its applicant, and give it a code: complete and correct, its clock begins.

    `at` is when it was handed in, now by default. Raises PermissionDenied unless `by` sits at the desk of the receiver;
    ValidationError for what is missing, for a procedure that is not in force, or an agency without an identifier.
    RuntimeError inside a transaction: the number of the day is given out by itself (`DayNumber.next_at`).
    """
    at = at or timezone.now()
    _check(dossier, applicant, by, at)
    day = timezone.localdate(at)
    receiver = identifier_of(dossier.receiver, day)
    code = DossierCode(receiver, day, DayNumber.next_at(dossier.receiver, day))
    return _kept(dossier, applicant, code, State.ACCEPTED, by, at)


def register(dossier: Dossier, applicant: Applicant, *, code: DossierCode, by: Hand, at: datetime.datetime) -> Dossier:
    """Write down a dossier that was filed elsewhere, under the code that it has there; the desk has still to accept it.

    Raises as `receive`, and ValidationError for a code that is known.
    """
    _check(dossier, applicant, by, at)
    if Dossier.objects.called(code).exists():
        raise ValidationError(f"Hồ sơ {code} đã có.")
    return _kept(dossier, applicant, code, State.REGISTERED, by, at)


def accept(dossier: Dossier, *, by: Hand, at: datetime.datetime | None = None) -> DossierEvent:
    """Accept what was filed online: its clock begins. Raises as `take`."""
    return take(ACCEPT, dossier, by=by, at=at)


def deny(dossier: Dossier, *, by: Hand, reason: str, at: datetime.datetime | None = None) -> DossierEvent:
    """Not accept what was filed online, and say why. Raises as `take`."""
    return take(DENY, dossier, by=by, reason=reason, at=at, closed_at=at or timezone.now())


def identifier_of(agency: Agency, day: datetime.date) -> Identifier:
    """Return the electronic identifier of an agency on a day. Raises ValidationError if it had none."""
    codes = AgencyIdentifier.objects.on(day).filter(agency=agency, scheme=IdentifierScheme.ELECTRONIC)
    code = codes.values_list("value", flat=True).first()
    if code is None:
        raise ValidationError(
            f"{agency.short_name} chưa có mã định danh điện tử ngày {day:%d/%m/%Y}, nên chưa cấp được mã hồ sơ. "
            "Quản trị cơ quan ghi mã ở trang của cơ quan."
        )
    return Identifier.parse(code)


def _check(dossier: Dossier, applicant: Applicant, by: Hand, at: datetime.datetime) -> None:
    require_hand(by, DESK, dossier.receiver)
    if at > timezone.now() + datetime.timedelta(minutes=5):
        raise ValidationError({"received_at": "Thời điểm nhận ở tương lai."})
    if not dossier.version.is_in_force(timezone.localdate(at)):
        raise ValidationError({"version": "Thủ tục này không còn hiệu lực ngày nhận: hãy chọn bản đang áp dụng."})
    applicant.clean_fields(exclude=["dossier"])
    applicant.require_number()


@transaction.atomic
def _kept(
    dossier: Dossier, applicant: Applicant, code: DossierCode, state: State, by: Hand, at: datetime.datetime
) -> Dossier:
    dossier.code, dossier.code_key, dossier.state, dossier.received_at = str(code), code.key, state, at
    dossier.clean_fields(exclude=["version", "receiver", "decider", "home", "officer"])
    verb = Verb.ACCEPTED if state == State.ACCEPTED else Verb.REGISTERED
    # Reckoned before it is written, so that it is written once: at a busy desk that is what counts.
    dossier.due_at = reckoned(dossier, events=[DossierEvent(verb=verb, happened_at=at)])
    dossier.save(force_insert=True)
    applicant.dossier = dossier
    applicant.save(force_insert=True)
    write(dossier, verb, by=by, agency=dossier.receiver, at=at)
    return dossier
