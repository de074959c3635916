"""Two officers act on one case in the same moment, on a real PostgreSQL: exactly one of them wins."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from agencies.models import Role, User
from feedback import actions
from feedback.models import Answer, Classification, Feedback, FeedbackEvent, HandOver, Notice, Sender, State
from tests.conftest import person
from tests.country import Country
from tests.feedback.conftest import drafted, handler, sent_to

Verb = FeedbackEvent.Verb
Act = Callable[[], object]


@pytest.fixture(autouse=True)
def _committed(transactional_db) -> None:
    """Commit, so that other threads see."""


@pytest.fixture
def case(_committed, country: Country, rules) -> Feedback:
    """A report about conduct, sent to Ba Đình."""
    return sent_to(country.ba_dinh)


@pytest.fixture
def colleagues(country: Country) -> tuple[User, User]:
    """Two who handle cases at Ba Đình."""
    return handler(country.ba_dinh), person("phan-anh-thu-hai", country.ba_dinh, Role.FEEDBACK)


def at_once(*acts: Act) -> list[object]:
    """Do all acts in the same moment; return what came of each: a result, or the error that it was refused with."""
    gate = threading.Barrier(len(acts))

    def do(act: Act) -> object:
        connection.ensure_connection()
        gate.wait()
        try:
            return act() or True
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(do, acts))


def winners(outcomes: list[object]) -> int:
    return sum(not isinstance(outcome, ValidationError) for outcome in outcomes)


def verbs(case: Feedback) -> Counter[str]:
    return Counter(case.events.values_list("verb", flat=True))


def the(case: Feedback) -> Feedback:
    """Return a case as one more request reads it."""
    return Feedback.objects.get(pk=case.pk)


def test_one_of_two_classifies(case, country, colleagues):
    one, two = colleagues
    outcomes = at_once(
        lambda: actions.classify(the(case), Classification.OWN, by=one),
        lambda: actions.classify(the(case), Classification.NOT_ACCEPTED, reason="Đơn tố cáo.", by=two),
    )

    assert winners(outcomes) == 1
    assert verbs(case)[Verb.CLASSIFIED] + verbs(case)[Verb.REFUSED] == 1


def test_one_of_two_hands_over(case, country, colleagues):
    one, two = colleagues
    outcomes = at_once(
        lambda: actions.hand_over(the(case), country.hoan_kiem, reason="Việc ở Hoàn Kiếm.", by=one),
        lambda: actions.hand_over(the(case), country.thuan_hoa, reason="Việc ở Huế.", by=two),
    )

    assert winners(outcomes) == 1
    assert HandOver.objects.waiting().count() == verbs(case)[Verb.HANDED_OVER] == 1


def test_what_is_accepted_and_declined_at_once_is_one_of_both(case, country, colleagues):
    actions.hand_over(case, country.hoan_kiem, reason="Việc ở Hoàn Kiếm.", by=colleagues[0])
    receiver = handler(country.hoan_kiem)
    outcomes = at_once(
        lambda: actions.accept(the(case), by=receiver),
        lambda: actions.accept(the(case), by=receiver),
        lambda: actions.decline(the(case), reason="Không phải việc của phường.", by=receiver),
    )

    assert winners(outcomes) == 1
    assert verbs(case)[Verb.ACCEPTED] + verbs(case)[Verb.DECLINED] == 1
    assert case.holdings.get(until=None).agency_id == the(case).holder_id


def test_one_of_two_answers(case, country, colleagues):
    actions.classify(case, Classification.OWN, by=colleagues[0])
    outcomes = at_once(
        *(
            lambda by=by: actions.answer([the(case)], Answer(text=f"Của {by}."), by=by)  # type: ignore[misc]
            for by in colleagues
        )
    )

    assert winners(outcomes) == 1
    assert (Answer.objects.count(), verbs(case)[Verb.ANSWERED], the(case).state) == (1, 1, State.ANSWERED)


def test_two_sweeps_at_once_take_a_step_once(case, country):
    Feedback.objects.filter(pk=case.pk).update(due_at=case.received_at.replace(year=2024))
    at_once(*[actions.sweep] * 4)

    assert verbs(case)[Verb.ESCALATED] == 1
    assert the(case).holder_id == country.ha_noi.pk


def test_the_same_sent_by_twenty_at_once_is_one_case(country, rules):
    token = uuid.uuid4()

    sent = at_once(*[lambda: actions.send(drafted(country.ba_dinh), token=token)] * 20)

    assert len({case.code for case in sent}) == 1
    assert (Feedback.objects.count(), Sender.objects.count(), FeedbackEvent.objects.count()) == (1, 1, 1)
    assert Notice.objects.count() == 2
