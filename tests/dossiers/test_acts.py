"""The ten states and all acts, as one table: what may be done where. All else is refused, and changes nothing."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from agencies.identifiers import Identifier
from dossiers import actions
from dossiers.codes import DossierCode
from dossiers.models import Dossier, DossierEvent, Outcome, State
from tests.country import Country
from tests.dossiers.conftest import applicant, at, draft

NOW = "2026-11-03 10:00"
WHY = "Vì lý do này."

ACTS = {
    "accept": lambda d, who: actions.accept(d, by=who),
    "deny": lambda d, who: actions.deny(d, by=who, reason=WHY),
    "forward": lambda d, who: actions.forward(d, to=d.decider, by=who),
    "take up": lambda d, who: actions.take_up(d, by=who),
    "ask papers": lambda d, who: actions.ask_supplement(d, what=WHY, by=who),
    "papers come": lambda d, who: actions.supplement(d, by=who),
    "ask money": lambda d, who: actions.ask_payment(d, what=WHY, by=who),
    "money comes": lambda d, who: actions.confirm_payment(d, by=who),
    "stop": lambda d, who: actions.stop(d, reason=WHY, by=who),
    "resume": lambda d, who: actions.resume(d, reason=WHY, by=who),
    "withdraw": lambda d, who: actions.withdraw(d, reason=WHY, by=who),
    "apologise": lambda d, who: actions.apologise(d, reason=WHY, until=at("2026-11-20 17:30"), by=who),
    "finish": lambda d, who: actions.finish(d, outcome=Outcome.GRANTED, result="Giấy khai sinh số 1", by=who),
    "give back": lambda d, who: actions.give_back(d, by=who),
}
DESK_ACTS = {"accept", "deny", "forward", "papers come", "money comes", "withdraw", "give back"}

# From each state (by number), the acts that are possible and the state they lead to.
TABLE = {
    1: {"accept": 2, "deny": 3, "ask papers": 5, "withdraw": 7},
    2: {
        "forward": 2,
        "take up": 4,
        "ask papers": 5,
        "ask money": 6,
        "stop": 8,
        "withdraw": 7,
        "apologise": 2,
        "finish": 9,
    },
    3: {},
    4: {"forward": 4, "ask papers": 5, "ask money": 6, "stop": 8, "withdraw": 7, "apologise": 4, "finish": 9},
    5: {"papers come": 2, "stop": 8, "withdraw": 7},
    6: {"money comes": 4, "stop": 8, "withdraw": 7},
    7: {},
    8: {"resume": 4, "withdraw": 7},
    9: {"give back": 10},
    10: {},
}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at(NOW), tick=False):
        yield


@pytest.fixture
def in_state(version, country: Country, operator, dossier):
    """Return a function that brings a dossier into a state by what people do."""

    def brought(state: int) -> Dossier:
        code = DossierCode(Identifier(("H26", "12", "03")), datetime.date(2026, 11, 2), 99)
        online = draft(version, country.ba_dinh)
        ways = {
            1: [],
            2: ["accept"],
            3: ["deny"],
            4: ["accept", "take up"],
            5: ["accept", "ask papers"],
            6: ["accept", "take up", "ask money"],
            7: ["withdraw"],
            8: ["accept", "take up", "stop"],
            9: ["accept", "take up", "finish"],
            10: ["accept", "take up", "finish", "give back"],
        }
        actions.register(online, applicant(), code=code, by=operator, at=at("2026-11-02 09:00"))
        for act in ways[state]:
            ACTS[act](online, operator)
        return online

    return brought


@pytest.mark.parametrize("state", list(State), ids=lambda state: f"{state.value}-{state.national_word}")
@pytest.mark.parametrize("act", ACTS)
def test_what_may_be_done_where(state, act, in_state, operator):
    dossier = in_state(state)
    before = DossierEvent.objects.count()
    leads_to = TABLE[state].get(act)

    if leads_to is None:
        with pytest.raises(ValidationError):
            ACTS[act](dossier, operator)
        dossier.refresh_from_db()
        assert dossier.state == state
        assert DossierEvent.objects.count() == before
    else:
        ACTS[act](dossier, operator)
        assert dossier.state == leads_to
        assert DossierEvent.objects.count() == before + 1


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["desk", "officer", "administrator", "author", "editor", "outsider"])
def test_who_does_what(who, act, request, in_state, country):
    person = request.getfixturevalue(who)
    begins = next(state for state, row in TABLE.items() if act in row)
    dossier = in_state(begins)
    side = "desk" if act in DESK_ACTS or (act == "ask papers" and begins != 4) else "officer"
    # An administrator may do what both do.
    if who in (side, "administrator"):
        ACTS[act](dossier, person)
    else:
        with pytest.raises(PermissionDenied):
            ACTS[act](dossier, person)


def test_an_act_before_the_last_one_is_refused(dossier, officer):
    actions.take_up(dossier, by=officer)

    with pytest.raises(ValidationError, match="trước việc gần nhất"):
        actions.finish(dossier, outcome=Outcome.GRANTED, result="x", by=officer, at=at("2026-11-02 08:00"))


def test_a_second_officer_who_comes_late_is_told(dossier, officer):
    stale = Dossier.objects.get(pk=dossier.pk)
    actions.take_up(dossier, by=officer)

    with pytest.raises(ValidationError, match="Đang xử lý"):
        actions.take_up(stale, by=officer)


def test_papers_are_asked_for_once_and_in_time(dossier, officer, desk):
    actions.take_up(dossier, by=officer)
    actions.ask_supplement(dossier, what="Bản sao giấy chứng sinh.", by=officer)
    actions.supplement(dossier, by=desk)

    with pytest.raises(ValidationError, match="một lần"):
        actions.ask_supplement(dossier, what="Và nữa.", by=officer)


def test_papers_are_not_asked_for_after_three_working_days(dossier, officer):
    actions.take_up(dossier, by=officer)

    with time_machine.travel(at("2026-11-06 08:00"), tick=False), pytest.raises(ValidationError, match="quá hạn"):
        actions.ask_supplement(dossier, what="Bản sao giấy chứng sinh.", by=officer)


def test_the_limit_begins_anew_when_the_papers_are_there(dossier, officer, desk):
    actions.take_up(dossier, by=officer)
    actions.ask_supplement(dossier, what="Bản sao giấy chứng sinh.", by=officer)

    with time_machine.travel(at("2026-11-16 09:00"), tick=False):
        actions.supplement(dossier, by=desk)

    assert dossier.state == State.PROCESSING
    assert dossier.due_at == at("2026-11-23 17:30")


def test_the_clock_stands_still_while_a_duty_is_unpaid(dossier, officer, desk):
    actions.take_up(dossier, by=officer)
    actions.ask_payment(dossier, what="Lệ phí trước bạ.", by=officer)

    with time_machine.travel(at("2026-11-05 10:00"), tick=False):
        actions.confirm_payment(dossier, by=desk)

    assert dossier.due_at == at("2026-11-11 17:30")


def test_a_new_date_is_given_once_in_time_and_leaves_the_end_by_law(dossier, officer):
    actions.take_up(dossier, by=officer)
    actions.apologise(dossier, reason="Chờ xác minh.", until=at("2026-11-12 17:30"), by=officer)

    assert (dossier.due_at, dossier.promised_at) == (at("2026-11-09 17:30"), at("2026-11-12 17:30"))
    with pytest.raises(ValidationError, match="lần thứ hai"):
        actions.apologise(dossier, reason="Lại chờ.", until=at("2026-11-13 17:30"), by=officer)


@pytest.mark.parametrize(("moment", "possible"), [("2026-11-06 17:30", True), ("2026-11-06 17:31", False)])
def test_an_apology_comes_a_working_day_before_the_end(moment, possible, dossier, officer):
    with time_machine.travel(at(moment), tick=False):
        reasons = actions.why_not_appoint(dossier, timezone.now())

    assert (reasons == []) == possible


def test_a_refusal_says_why(dossier, officer):
    actions.take_up(dossier, by=officer)

    with pytest.raises(ValidationError, match="lý do"):
        actions.finish(dossier, outcome=Outcome.REFUSED, by=officer)


@pytest.mark.parametrize(("moment", "closed"), [("2026-11-25 17:30", 0), ("2026-11-26 08:00", 1)])
def test_fifteen_working_days_of_silence_close_it_once(moment, closed, dossier, desk):
    actions.ask_supplement(dossier, what="Bản sao giấy chứng sinh.", by=desk)

    with time_machine.travel(at(moment), tick=False):
        assert actions.close_the_silent() == closed
        assert actions.close_the_silent() == 0

    dossier.refresh_from_db()
    assert (dossier.state == State.STOPPED) == bool(closed)
