"""Whatever officers, senders and the clock do, in any order: no case is lost, one holds it, all is written down."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from itertools import pairwise

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from agencies.models import Agency, User
from feedback import actions
from feedback.models import (
    TRANSITIONS,
    About,
    Answer,
    Classification,
    Criterion,
    Feedback,
    FeedbackEvent,
    Finding,
    HandOver,
    Holding,
    Level,
    Outcome,
    PublicWords,
    State,
)
from feedback.rights import OFFICERS
from tests.conftest import person
from tests.country import small_country
from tests.feedback.conftest import drafted, handler

pytestmark = pytest.mark.usefixtures("rules")

PLACES = ["ba_dinh", "hoan_kiem", "thuan_hoa", "ha_noi", "ha_noi_health", "hue", "government"]
BEGINNING = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
places = st.sampled_from(PLACES)
reasons = st.sampled_from(["Việc của nơi khác.", "Việc của nơi khác.", "  "])
cases = st.integers(0, 3)
# Hours that pass. The clock of the machine may go back, too: what is written down does not.
hours = st.one_of(st.integers(0, 8), st.sampled_from([-30, -2, 24, 100, 400, 2_000]))


class Life(RuleBasedStateMachine):
    """Four cases at most, seven agencies with an officer each, and somebody who works for none of them."""

    @initialize()
    def begin(self) -> None:
        """Begin in a country without cases."""
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.clock = time_machine.travel(BEGINNING, tick=False)
        self.now = self.clock.start()
        country = small_country()
        self.agencies: dict[str, Agency] = {name: getattr(country, name) for name in PLACES}
        self.officers: dict[str, User] = {name: handler(agency) for name, agency in self.agencies.items()}
        self.stranger = person("nguoi-la", None, None)
        self.acknowledged: dict[str, uuid.UUID] = {}
        self.events: dict[int, int] = {}
        self.send("ba_dinh", about=About.CONDUCT)

    def teardown(self) -> None:
        """Go back."""
        if hasattr(self, "clock"):
            self.clock.stop()
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    # --- Who sends ---

    @rule(place=places, about=st.sampled_from(About))
    def send(self, place: str, about: About) -> None:
        """Somebody sends a case; its code is a promise."""
        if len(self.acknowledged) < 4:
            token = uuid.uuid4()
            case = actions.send(drafted(self.agencies[place], about=about), token=token)
            self.acknowledged[case.code] = token

    @rule(number=cases, place=places)
    def send_again(self, number: int, place: str) -> None:
        """Sent once more, wherever to, it is the same."""
        code, token = list(self.acknowledged.items())[number % len(self.acknowledged)]
        assert actions.send(drafted(self.agencies[place]), token=token).code == code

    @rule(number=cases, level=st.sampled_from(Level))
    def rate(self, number: int, level: Level) -> None:
        """The sender says how she finds the answer."""
        self._attempt(number, lambda case: actions.rate(case, level))

    @rule(number=cases, reason=reasons)
    def dispute(self, number: int, reason: str) -> None:
        """The sender does not agree."""
        self._attempt(number, lambda case: actions.dispute(case, reason=reason))

    @rule(number=cases)
    def forget(self, number: int) -> None:
        """The sender asks that her data be removed."""
        case = self._case(number)
        assert actions.forget_sender(case) in (True, False)

    @rule(number=cases)
    def support_and_verify(self, number: int) -> None:
        """Somebody stands behind it; its sender opens her letter."""
        self._attempt(number, lambda case: actions.support(case, token=uuid.uuid4()))
        self._attempt(number, actions.verify)

    # --- The clock ---

    @rule(passed=hours)
    def time_passes(self, passed: int) -> None:
        """Hours or months go by, then the clock does what it owes."""
        self.now.shift(datetime.timedelta(hours=passed))
        actions.sweep()

    # --- Officers ---

    @rule(number=cases, by=places, kind=st.sampled_from(Classification), to=st.none() | places, reason=reasons)
    def classify(self, number: int, by: str, kind: Classification, to: str | None, reason: str) -> None:
        """An officer puts a case into its class."""
        to_agency = self.agencies[to] if to else None
        self._by(number, by, lambda case, user: actions.classify(case, kind, to=to_agency, reason=reason, by=user))

    @rule(number=cases, by=places, to=places, reason=reasons)
    def hand_over(self, number: int, by: str, to: str, reason: str) -> None:
        """An officer offers a case, or orders it."""
        self._by(number, by, lambda case, user: actions.hand_over(case, self.agencies[to], reason=reason, by=user))

    @rule(number=cases, by=places)
    def accept(self, number: int, by: str) -> None:
        """Somebody accepts what was offered."""
        self._by(number, by, lambda case, user: actions.accept(case, by=user), offered=True)

    @rule(number=cases, by=places, reason=reasons)
    def decline(self, number: int, by: str, reason: str) -> None:
        """Somebody declines what was offered."""
        self._by(number, by, lambda case, user: actions.decline(case, reason=reason, by=user), offered=True)

    @rule(number=cases, by=places, reason=reasons)
    def climb_or_extend(self, number: int, by: str, reason: str) -> None:
        """An officer puts the answer off, or takes it to the agency above if she cannot."""
        self._by(number, by, lambda case, user: actions.extend(case, reason=reason, by=user))
        self._by(number, by, lambda case, user: actions.climb(case, reason=reason, by=user))

    @rule(number=cases, by=places, to=places)
    def assign(self, number: int, by: str, to: str) -> None:
        """An officer gives a case to another."""
        self._by(number, by, lambda case, user: actions.assign(case, self.officers[to], by=user))

    @rule(number=cases, by=places)
    def answer(self, number: int, by: str) -> None:
        """An officer examines and answers a case."""
        met = dict.fromkeys(Criterion, (Finding.Verdict.MET, ""))
        self._by(number, by, lambda case, user: actions.examine(case, met, by=user))
        new = Answer(text="Đã xử lý.", outcome=Outcome.NO_CHANGE)
        self._by(number, by, lambda case, user: actions.answer([case], new, by=user))

    @rule(number=cases, by=places)
    def answer_two(self, number: int, by: str) -> None:
        """An officer answers two cases with one text."""
        other = self._case(number + 1)
        both = lambda case, user: actions.answer(  # noqa: E731
            {case.pk: case, other.pk: other}.values(), Answer(text="Chung.", outcome=Outcome.NO_CHANGE), by=user
        )
        self._by(number, by, both)

    @rule(number=cases, by=places)
    def publish(self, number: int, by: str) -> None:
        """An officer publishes what was answered."""
        self._by(number, by, lambda case, user: actions.publish(case, title="Trả chậm", text="Hồ sơ chậm.", by=user))

    @rule(number=cases, by=places, reason=reasons)
    def hide(self, number: int, by: str, reason: str) -> None:
        """An officer takes a case off the public pages."""
        self._by(number, by, lambda case, user: actions.hide(case, reason=reason, by=user))

    @rule(number=cases, by=places)
    def handle_from_the_right_place(self, number: int, by: str) -> None:
        """The holder's own officer goes one step on: else few histories would come far."""
        case = self._case(number)
        mine = next((name for name, agency in self.agencies.items() if agency.pk == case.holder_id), by)
        offer = case.hand_overs.waiting().first()
        if offer:
            self.accept(number, next(name for name, agency in self.agencies.items() if agency.pk == offer.receiver_id))
        elif case.state == State.RECEIVED:
            self.classify(number, mine, Classification.OWN, None, "")
        elif case.state == State.EXAMINING:
            self.answer(number, mine)
        else:
            self.publish(number, mine)

    # --- What always holds ---

    @invariant()
    def nothing_acknowledged_is_lost(self) -> None:
        """Each code that was given out is there once, with the token that it was given for."""
        if hasattr(self, "acknowledged"):
            assert dict(Feedback.objects.values_list("code", "token")) == self.acknowledged

    @invariant()
    def each_case_has_one_holder(self) -> None:
        """Exactly one holding is open, and it is the holder's; one ends where the next begins."""
        for case in Feedback.objects.all():
            assert Holding.objects.get(feedback=case, until=None).agency_id == case.holder_id
            held = list(case.holdings.order_by("since", "pk"))
            assert all(one.until == next_one.since for one, next_one in pairwise(held))
            waiting = case.hand_overs.filter(state=HandOver.State.OFFERED).count()
            assert waiting == (case.state == State.HANDED_OVER)

    @invariant()
    def all_is_written_down_in_order(self) -> None:
        """The last event is in the state of the case; times never go back; no state but by the table."""
        for case in Feedback.objects.all():
            events = list(case.events.order_by("pk"))
            assert events[0].verb == FeedbackEvent.Verb.RECEIVED
            assert events[-1].state == case.state
            for one, next_one in pairwise(events):
                assert one.happened_at <= next_one.happened_at
                assert one.state == next_one.state or State(one.state) in TRANSITIONS[State(next_one.state)]

    @invariant()
    def what_is_public_can_be_found_and_nothing_else(self) -> None:
        """The words of published cases, and of no others, are looked up."""
        public = Feedback.objects.published().values_list("pk", flat=True)
        assert set(PublicWords.objects.values_list("pk", flat=True)) == set(public)

    # --- How ---

    def _case(self, number: int) -> Feedback:
        codes = list(self.acknowledged)
        return Feedback.objects.select_related("holder").get(code=codes[number % len(codes)])

    def _by(self, number: int, by: str, act: Callable[[Feedback, User], object], *, offered: bool = False) -> None:
        """Let an officer act, after a stranger has tried. Who does not handle the case gets nothing done."""
        case, officer = self._case(number), self.officers[by]
        responsible = case.holder
        if offered and (offer := case.hand_overs.waiting().select_related("receiver").first()):
            responsible = offer.receiver
        may = officer.holds(OFFICERS, responsible)
        self._attempt(number, lambda case: act(case, self.stranger), refused=True)
        self._attempt(number, lambda case: act(case, officer), refused=not may)

    def _attempt(self, number: int, act: Callable[[Feedback], object], *, refused: bool = False) -> None:
        """Try an act; what is refused leaves nothing behind, and what is done an event wherever it leads."""
        case = self._case(number)
        before = self._told(case)
        try:
            act(case)
        except (PermissionDenied, ValidationError):
            assert self._told(self._case(number)) == before
            return
        assert not refused
        after = self._told(self._case(number))
        if after[:2] != before[:2]:
            assert after[2] > before[2]

    def _told(self, case: Feedback) -> tuple[str, int, int]:
        return case.state, case.holder_id, case.events.count()


def test_any_history(country):
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=15, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
