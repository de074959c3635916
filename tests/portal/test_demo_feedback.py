"""The reports and proposals of the demo: in every state, as the acts would have left them, and nobody is real."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from agencies.models import AgencyKind, User
from deadlines.models import CalendarDay
from feedback.codes import is_secret_of, secret_of
from feedback.models import (
    Classification,
    Enclosure,
    Feedback,
    FeedbackEvent,
    HandOver,
    Holding,
    Kind,
    Level,
    Notice,
    Outcome,
    RuleChange,
    Sender,
    State,
    TimeRule,
    Verdict,
)
from portal.demo import procedures
from portal.demo.catalogue import open_catalogue
from portal.demo.feedback import fill_feedback, sample_case, stories
from portal.demo.feedback.courses import COURSES
from results.actions import fold_feedback
from results.feedback.checking import feedback_faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
MOST_SECONDS = 20  # on a machine that does much else; it takes about four
Verb = FeedbackEvent.Verb


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[float]:
    """Fill the demo with reports once, and yield the seconds that it took."""
    with django_db_blocker.unblock(), transaction.atomic():
        if not CalendarDay.objects.exists():
            import_module("deadlines.migrations.0002_days_hours_rules").load(apps, None)
        if not TimeRule.objects.exists():
            import_module("feedback.migrations.0003_kept_and_timed").fill(apps, None)
        call_command("load_units", edition="2025")
        open_catalogue(by=User.objects.create_superuser("van-hanh-demo"))
        began = time.process_time()
        fill_feedback()
        yield time.process_time() - began
        transaction.set_rollback(True)


def test_it_is_quick(seeded: float):
    assert seeded < MOST_SECONDS


def test_every_course_is_taken():
    assert {told["course"] for told in stories()} == set(COURSES)


def test_something_is_in_every_state_and_class():
    assert set(Feedback.objects.values_list("state", flat=True)) == set(State.values)
    assert set(Feedback.objects.values_list("kind", flat=True)) == set(Kind.values)
    assert set(Classification.values) - {"anothers"} <= set(Feedback.objects.values_list("classification", flat=True))
    assert set(HandOver.objects.values_list("state", flat=True)) == set(HandOver.State.values)
    assert set(Verdict.objects.values_list("level", flat=True)) == set(Level.values)
    outcomes = set(Feedback.objects.published().values_list("answer__outcome", flat=True))
    assert outcomes >= {Outcome.AMEND, Outcome.RECOMMEND, Outcome.PROPOSE, Outcome.NO_CHANGE}


def test_everything_that_can_happen_has_happened():
    happened = set(FeedbackEvent.objects.values_list("verb", flat=True))

    assert happened >= {
        Verb.REFUSED, Verb.HANDED_OVER, Verb.ACCEPTED, Verb.DECLINED, Verb.LAPSED, Verb.CLIMBED, Verb.ORDERED,
        Verb.EXTENDED, Verb.ESCALATED, Verb.ANSWERED, Verb.PUBLISHED, Verb.RATED, Verb.DISPUTED, Verb.REOPENED,
        Verb.RULE_CHANGED,
    }  # fmt: skip
    assert RuleChange.objects.count() == 2
    assert Feedback.objects.overdue().exists()
    joint = Feedback.objects.exclude(answer=None).values("answer").annotate(cases=Count("pk")).filter(cases=3)
    assert joint.exists()
    assert Enclosure.objects.filter(is_public=True, feedback__in=Feedback.objects.published()).exists()
    assert Feedback.objects.published().filter(answer__is_reusable=True).count() >= 4


def test_it_stands_at_sites_of_every_kind():
    kinds = set(Feedback.objects.values_list("holder__kind", flat=True))

    assert kinds >= {AgencyKind.MINISTRY, AgencyKind.PROVINCE, AgencyKind.DEPARTMENT, AgencyKind.COMMUNE}


def test_nothing_lies_in_the_future_and_each_has_one_holder():
    assert not FeedbackEvent.objects.filter(happened_at__gt=timezone.now()).exists()
    assert Holding.objects.filter(until=None).count() == Feedback.objects.count()
    assert not Feedback.objects.filter(answered_at__gt=timezone.now()).exists()


def test_nobody_is_real_and_nobody_is_written_to():
    assert all("Mẫu" in name for name in Sender.objects.values_list("name", flat=True))
    assert all(re.fullmatch(r"0000\d{6}", phone) for phone in Sender.objects.values_list("phone", flat=True))
    assert not Sender.objects.exclude(email="").exists()
    assert not Notice.objects.exists()
    assert all("(Mẫu)" in text for text in Feedback.objects.values_list("text", flat=True))


def test_the_sample_case_opens_by_its_code_and_secret():
    case = sample_case()

    assert case is not None
    assert case.state == State.ANSWERED
    assert is_secret_of(secret_of(case.code, case.nonce), case.code, case.nonce)


def test_its_procedures_are_those_of_the_demo():
    known = {sample["code"] for sample in procedures()}

    assert {told["procedure"] for told in stories() if "procedure" in told} <= known


def test_its_statistics_bear_out():
    fold_feedback()

    assert feedback_faults() == []
