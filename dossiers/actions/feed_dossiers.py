"""What one event of a feed means for its dossier: whether its time has come, and the act that writes it down."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from agencies.identifiers import Identifier
from agencies.models import Agency, AgencyIdentifier, IdentifierScheme
from deadlines.limits import Limit, Unit
from dossiers.actions.feed_kinds import KINDS, Told, verb_of
from dossiers.actions.receiving import accept, register
from dossiers.actions.stepping import Verb
from dossiers.codes import DossierCode
from dossiers.limits import offered_limits
from dossiers.models import Applicant, Channel, Dossier, DossierEvent, FeedEvent, State, may_come_to
from procedures.models import ProcedureVersion
from procedures.reading.codes import national_code


class Waits(Exception):  # noqa: N818 it is no error
    """What must come before an event has not come yet; says what."""


class Refusal(ValidationError):  # noqa: N818 it reads as a sentence where it is raised
    """An event that cannot be written down, whatever else comes; `fault` is its code for programs."""

    def __init__(self, fault: str, reason: str) -> None:
        super().__init__(reason)
        self.fault = fault


def write_down(event: FeedEvent) -> DossierEvent:
    """Do what an event tells, and return what was written of it.

    Raises Waits for what must come first; Refusal, ValidationError, PermissionDenied as the act itself does.
    """
    _check_place(event)
    code = DossierCode.parse(event.body["code"])
    dossier = Dossier.objects.select_related("receiver", "decider").called(code).first()
    verb = verb_of(event.kind, dossier)
    if dossier is None:
        return _begun(event, code, verb)
    if verb == Verb.REGISTERED:
        raise Refusal("dossier_known", f"Hồ sơ {code} đã có.")
    kind = KINDS[verb]
    _check_state(dossier, kind.sources)
    to = event.body.get("to")
    day = timezone.localdate(event.happened_at)
    told = Told(event.feed, event.happened_at, event.body, agency_of(to, day) if to else None)
    return kind.do(dossier, told)


def _check_place(event: FeedEvent) -> None:
    """See that the event before this one, by the count of the sender, is done, and none stands in its own place."""
    done = FeedEvent.objects.done().filter(feed=event.feed_id, code_key=event.code_key)
    near = done.filter(sequence__in=(event.sequence - 1, event.sequence))
    places = dict(near.values_list("sequence", "external_id"))
    if event.sequence in places:
        told = f"Việc thứ {event.sequence} của hồ sơ này đã ghi với mã sự kiện “{places[event.sequence]}”."
        raise Refusal("sequence_used", told)
    if event.sequence > 1 and not places:
        raise Waits(f"Chờ việc thứ {event.sequence - 1} của hồ sơ này.")


def _check_state(dossier: Dossier, sources: tuple[State, ...]) -> None:
    """See that the dossier stands where the act begins; wait if it may still come there."""
    if dossier.state in sources and not (dossier.state == State.STOPPED and dossier.closed_at):
        return
    told = f"Hồ sơ đang ở tình trạng “{dossier.get_state_display()}”"
    if dossier.closed_at is None and may_come_to(State(dossier.state), sources):
        raise Waits(f"{told}: chờ việc trước đó.")
    raise Refusal("not_allowed", f"{told}, không làm việc này được nữa.")


def _begun(event: FeedEvent, code: DossierCode, verb: Verb) -> DossierEvent:
    """Write down a dossier of which this is the first that is heard: registered, and accepted if it says so."""
    if verb not in (Verb.REGISTERED, Verb.ACCEPTED) or "applicant" not in event.body:
        raise Waits("Chưa có hồ sơ này: chờ sự kiện đăng ký (registered) hoặc tiếp nhận kèm người nộp.")
    at, by = event.happened_at, event.feed
    applicant = Applicant(**event.body["applicant"])
    dossier = register(_drafted(event, code), applicant, code=code, by=by, at=at)
    if verb == Verb.ACCEPTED:
        return accept(dossier, by=by, at=at)
    return dossier.events.get()


def _drafted(event: FeedEvent, code: DossierCode) -> Dossier:
    body, day = event.body, timezone.localdate(event.happened_at)
    receiver = agency_of(body.get("receiver") or str(code.receiver), day)
    version = _version(body.get("procedure", ""), day)
    limit = _limit(body["limit"]) if "limit" in body else next(iter(offered_limits(version, receiver)), None)
    return Dossier(
        version=version,
        case=body.get("case", ""),
        receiver=receiver,
        decider=agency_of(body["decider"], day) if body.get("decider") else receiver,
        home=agency_of(body["home"], day) if body.get("home") else None,
        channel=body.get("channel", Channel.NATIONAL),
        limit_value=limit.value if limit else None,
        limit_unit=limit.unit.value if limit else "",
    )


def _limit(said: dict[str, Any]) -> Limit:
    return Limit(said["value"], Unit(said["unit"]))


def _version(code: str, day: datetime.date) -> ProcedureVersion:
    """Return what a procedure said on a day. Raises Refusal if it was not in force, or is not known."""
    in_force = Q(valid_to=None) | Q(valid_to__gt=day)
    versions = ProcedureVersion.objects.filter(in_force, procedure__code=national_code(code), valid_from__lte=day)
    version = versions.select_related("procedure").first()
    if version is None:
        raise Refusal("unknown_procedure", f"Không có thủ tục “{code[:60]}” có hiệu lực ngày {day:%d/%m/%Y}.")
    return version


def agency_of(text: str, day: datetime.date) -> Agency:
    """Return the agency that an electronic identifier meant on a day. Raises Refusal if it meant none."""
    try:
        value = str(Identifier.parse(text))
    except ValueError as error:
        raise Refusal("unknown_agency", str(error)) from error
    known = AgencyIdentifier.objects.on(day).filter(scheme=IdentifierScheme.ELECTRONIC, value=value)
    found = known.select_related("agency").first()
    if found is None:
        raise Refusal("unknown_agency", f"Ngày {day:%d/%m/%Y} không có cơ quan nào mang mã định danh {value}.")
    return found.agency
