"""Taking in a dossier: code, clock, and what is refused."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from agencies.identifiers import Identifier
from dossiers.actions import accept, deny, receive, register
from dossiers.codes import DossierCode
from dossiers.models import Applicant, DossierEvent, State
from tests.country import Country
from tests.dossiers.conftest import applicant, at, draft

pytestmark = pytest.mark.usefixtures("now")
ONLINE = DossierCode(Identifier(("H26", "12", "03")), datetime.date(2026, 11, 2), 7, owner="BK")


@pytest.fixture
def now():
    with time_machine.travel(at("2026-11-02 10:00"), tick=False):
        yield


def test_it_has_a_code_an_event_and_a_date(dossier, desk):
    assert dossier.code == "000.03.12.H26-261102-0001"
    assert dossier.state == State.ACCEPTED
    assert dossier.due_at == at("2026-11-09 17:30")
    event = dossier.events.get()
    assert (event.verb, event.by, event.happened_at) == ("accepted", desk, at("2026-11-02 09:00"))


def test_the_number_runs_through_the_day_and_begins_anew(version, country: Country, desk):
    codes = [
        receive(draft(version, country.ba_dinh), applicant(), by=desk, at=at(moment)).code[-11:]
        for moment in ("2026-10-30 09:00", "2026-10-30 09:01", "2026-11-02 09:00")
    ]

    assert codes == ["261030-0001", "261030-0002", "261102-0001"]


def test_received_in_the_last_hour_counts_from_the_next_working_day(version, country: Country, operator):
    with time_machine.travel(at("2026-04-29 16:50"), tick=False):
        dossier = receive(draft(version, country.ba_dinh), applicant(), by=operator, at=at("2026-04-29 16:40"))

    assert dossier.due_at == at("2026-05-08 17:30")


def test_a_procedure_without_a_limit_in_figures_has_no_date(version, country: Country, desk):
    dossier = receive(draft(version, country.ba_dinh, days=None), applicant(), by=desk)

    assert dossier.due_at is None


def test_an_outsider_takes_nothing_in(version, country: Country, outsider, officer):
    for somebody in (outsider, officer):
        with pytest.raises(PermissionDenied):
            receive(draft(version, country.ba_dinh), applicant(), by=somebody)


def test_an_agency_without_an_identifier_gives_no_code(version, country: Country, operator):
    with pytest.raises(ValidationError, match="mã định danh"):
        receive(draft(version, country.hoan_kiem), applicant(), by=operator)


def test_a_version_that_is_over_takes_no_new_dossiers(version, country: Country, desk):
    type(version).objects.update(valid_to=datetime.date(2026, 10, 1))
    version.refresh_from_db()

    with pytest.raises(ValidationError, match="không còn hiệu lực"):
        receive(draft(version, country.ba_dinh), applicant(), by=desk)


@pytest.mark.parametrize("facts", [{"phone": "", "identity": ""}, {"phone": "abc"}, {"name": ""}, {"email": "x"}])
def test_an_applicant_who_cannot_be_reached_or_ask_is_refused(facts, version, country: Country, desk):
    with pytest.raises(ValidationError):
        receive(draft(version, country.ba_dinh), applicant(**facts), by=desk)
    assert not Applicant.objects.exists()


def test_not_from_the_future(version, country: Country, desk):
    with pytest.raises(ValidationError, match="tương lai"):
        receive(draft(version, country.ba_dinh), applicant(), by=desk, at=at("2026-11-02 11:00"))


def test_what_was_filed_online_waits_for_the_desk_and_then_its_clock_begins(version, country: Country, desk):
    dossier = register(draft(version, country.ba_dinh), applicant(), code=ONLINE, by=desk, at=at("2026-11-02 09:00"))
    assert (dossier.state, dossier.due_at) == (State.REGISTERED, None)

    accept(dossier, by=desk)

    assert (dossier.state, dossier.due_at) == (State.ACCEPTED, at("2026-11-09 17:30"))


def test_a_code_from_elsewhere_comes_once(version, country: Country, desk):
    register(draft(version, country.ba_dinh), applicant(), code=ONLINE, by=desk, at=at("2026-11-02 09:00"))

    with pytest.raises(ValidationError, match="đã có"):
        register(draft(version, country.ba_dinh), applicant(), code=ONLINE, by=desk, at=at("2026-11-02 09:00"))


def test_what_is_not_accepted_says_why(version, country: Country, desk):
    dossier = register(draft(version, country.ba_dinh), applicant(), code=ONLINE, by=desk, at=at("2026-11-02 09:00"))

    with pytest.raises(ValidationError, match="lý do"):
        deny(dossier, by=desk, reason=" ")
    deny(dossier, by=desk, reason="Không thuộc thẩm quyền của phường.")

    assert dossier.state == State.DENIED
    assert dossier.events.last().reason == "Không thuộc thẩm quyền của phường."


def test_what_happened_stays_as_it_was_written(dossier):
    with pytest.raises(IntegrityError), transaction.atomic():
        DossierEvent.objects.update(reason="khác")


def test_it_is_written_in_few_queries(
    version, country: Country, desk, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
):
    receive(draft(version, country.ba_dinh), applicant(), by=desk)

    with django_assert_max_num_queries(16):  # four begin and end transactions, or stand for them in tests
        receive(draft(version, country.ba_dinh), applicant(), by=desk)
