"""People and papers of the dossiers: a desk and an office in Ba Đình, and a procedure that takes five working days."""

from __future__ import annotations

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db.backends.postgresql.psycopg_any import DateRange

from agencies.models import Agency, AgencyIdentifier, IdentifierScheme, Role, User
from deadlines.calendars import ZONE
from deadlines.models import CalendarDay
from dossiers.actions import receive
from dossiers.models import Applicant, Dossier
from procedures.models import Procedure, ProcedureVersion
from tests.conftest import person
from tests.country import SINCE, Country

PHONE = "0912 345 678"
IDENTITY = "001 090 012345"


def at(text: str) -> datetime.datetime:
    """Return the moment "2026-04-29 09:00" in Việt Nam."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def identify(agency: Agency, value: str) -> None:
    """Give an agency an electronic identifier since it was founded."""
    AgencyIdentifier.objects.create(
        agency=agency, scheme=IdentifierScheme.ELECTRONIC, value=value, valid=DateRange(SINCE, None)
    )


def new_version(code: str = "1.001193", name: str = "Đăng ký khai sinh") -> ProcedureVersion:
    """Return a version of a procedure that communes carry out."""
    procedure = Procedure.objects.create(code=code, slug="dang-ky-khai-sinh")
    return ProcedureVersion.objects.create(
        procedure=procedure, number=1, valid_from=SINCE, name=name, sort_key=name, levels=["commune"], record={},
        content_hash=code,
    )  # fmt: skip


def draft(version: ProcedureVersion, agency: Agency, *, days: int | None = 5) -> Dossier:
    """Return a dossier as the desk fills it in, with a limit of so many working days."""
    limit = {"limit_value": days, "limit_unit": "working_days"} if days is not None else {}
    return Dossier(version=version, receiver=agency, decider=agency, home=agency, **limit)


def applicant(**facts: str) -> Applicant:
    """Return somebody who asks for something."""
    return Applicant(**{"name": "Trần Thị Lan", "phone": PHONE, "identity": IDENTITY, **facts})


@pytest.fixture
def calendar(db) -> None:
    """See that the days, hours and rules are there: tests with servers of their own empty every table."""
    if not CalendarDay.objects.exists():
        import_module("deadlines.migrations.0002_days_hours_rules").load(apps, None)


@pytest.fixture
def version(country: Country, calendar) -> ProcedureVersion:
    """The registration of births."""
    identify(country.ba_dinh, "H26.12.03")
    return new_version()


@pytest.fixture
def desk(country: Country) -> User:
    """She sits at the one-stop desk of Ba Đình."""
    return person("mot-cua-ba-dinh", country.ba_dinh, Role.DESK)


@pytest.fixture
def officer(country: Country) -> User:
    """He decides dossiers at Ba Đình."""
    return person("chuyen-vien-ba-dinh", country.ba_dinh, Role.OFFICER)


@pytest.fixture
def dossier(version: ProcedureVersion, country: Country, desk: User) -> Dossier:
    """A dossier that was handed in on Monday 2 November 2026 at 9:00, and is due on Monday 9 at 17:30."""
    return receive(draft(version, country.ba_dinh), applicant(), by=desk, at=at("2026-11-02 09:00"))
