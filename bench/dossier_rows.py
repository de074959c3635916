"""Dossiers for measurements: one that the portal received itself, and many like it at every commune, with events."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from agencies.models import Agency, AgencyIdentifier, AgencyKind, IdentifierScheme, Membership, Role, User
from bench.copies import copies
from bench.stage import progress, tidy
from dossiers.actions import receive
from dossiers.models import Applicant, Dossier, DossierEvent, State
from procedures.models import Procedure, ProcedureVersion

SINCE = datetime.date(2025, 1, 1)
EVENTS_EACH = 5
# Of twenty dossiers sixteen are done; of the rest one runs, one is new, one waits for the citizen, one is late.
STATE = (
    f"CASE made.number % 20 WHEN 16 THEN {State.PROCESSING} WHEN 17 THEN {State.ACCEPTED} "
    f"WHEN 18 THEN {State.WAITING} WHEN 19 THEN {State.PROCESSING} ELSE {State.RETURNED} END"
)
IS_DONE = "made.number % 20 < 16"
RECEIVED = "now() - made.number * interval '30 hours'"


@dataclass(frozen=True)
class Desk:
    """One desk, who sits at it, who decides there, and the procedure that is asked for."""

    agency: Agency
    clerk: User
    officer: User
    version: ProcedureVersion


def desk_of(agency: Agency) -> Desk:
    """Put two people and a procedure of five working days at an agency that has an identifier."""
    known = AgencyIdentifier.objects.filter(agency=agency, scheme=IdentifierScheme.ELECTRONIC)
    if not known.exists():
        AgencyIdentifier.objects.create(
            agency=agency, scheme=IdentifierScheme.ELECTRONIC, value="H99.01.01", valid=DateRange(SINCE, None)
        )
    clerk, officer = (_person(agency, role) for role in (Role.DESK, Role.OFFICER))
    procedure = Procedure.objects.create(code="9.900001", slug="thu-tuc-de-do")
    version = ProcedureVersion.objects.create(
        procedure=procedure, number=1, valid_from=SINCE, name="Thủ tục để đo", sort_key="thu tuc", record={},
        content_hash="0", levels=["commune"],
    )  # fmt: skip
    return Desk(agency, clerk, officer, version)


def _person(agency: Agency, role: Role) -> User:
    user = User.objects.create(username=f"{role}-{agency.pk}", agency=agency, is_staff=True)
    Membership.objects.create(user=user, agency=agency, role=role)
    return user


def take_in(desk: Desk) -> Dossier:
    """Receive one dossier at a desk."""
    new = Dossier(
        version=desk.version, receiver=desk.agency, decider=desk.agency, limit_value=5, limit_unit="working_days"
    )
    return receive(new, Applicant(name="Người nộp", identity="001090012345"), by=desk.clerk)


def fill(desk: Desk, count: int) -> tuple[int, int]:
    """Put about `count` dossiers at all communes, five events each; return how many there are of both."""
    one = take_in(desk)
    communes = Agency.objects.filter(kind=AgencyKind.COMMUNE).count()
    each = max(20, count // communes)
    step = max(1, communes * 20 // count)  # of few dossiers every agency has twenty, or none
    few = f"AND agency.id % {step} = {desk.agency.pk % step}"
    source = (
        "(SELECT agency.id AS place, number FROM agencies_agency AS agency "
        f"CROSS JOIN generate_series(1, {each}) AS number "
        f"WHERE agency.kind = '{AgencyKind.COMMUNE}' {few} ORDER BY number) AS made"
    )
    mine = f"made.number % 20 IN (16, 19) AND made.place = {desk.agency.pk}"
    later = f"{RECEIVED} + interval '400 days'"
    copies(
        one,
        source,
        code="'ĐO-' || made.place || '-' || made.number",
        code_key="'ĐO-' || made.place || '-' || made.number",
        receiver_id="made.place",
        decider_id="made.place",
        home_id="made.place",
        state=STATE,
        officer_id=f"CASE WHEN {mine} THEN {desk.officer.pk} END",
        received_at=RECEIVED,
        due_at=f"CASE made.number % 20 WHEN 19 THEN now() - interval '3 hours' ELSE {later} END",
        waiting_since="CASE WHEN made.number % 20 = 18 THEN now() END",
        outcome=f"CASE WHEN {IS_DONE} THEN 'granted' ELSE '' END",
        finished_at=f"CASE WHEN {IS_DONE} THEN {RECEIVED} + interval '20 hours' END",
        returned_at=f"CASE WHEN {IS_DONE} THEN {RECEIVED} + interval '25 hours' END",
    )
    progress(f"  {Dossier.objects.count():,} dossiers")
    copies(
        one.events.get(),
        f"(SELECT known.*, step FROM dossiers_dossier AS known CROSS JOIN generate_series(1, {EVENTS_EACH}) AS step "
        f"WHERE known.id <> {one.pk}) AS made",
        dossier_id="made.id",
        agency_id="made.decider_id",
        state="made.state",
        happened_at="made.received_at + made.step * interval '1 hour'",
    )
    tidy()
    return Dossier.objects.count(), DossierEvent.objects.count()
