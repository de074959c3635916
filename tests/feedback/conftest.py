"""People and papers of reports and proposals: a citizen of Ba Đình, and officers of several agencies."""

from __future__ import annotations

import uuid
from importlib import import_module

import pytest
from django.apps import apps

from agencies.models import Agency, Role, User
from deadlines.models import CalendarDay
from feedback.actions import Sent, send
from feedback.models import About, Feedback, Kind, Sender, TimeRule
from tests.conftest import person
from tests.country import Country
from visitors import tries

TEXT = "Tôi nộp hồ sơ khai sinh đã ba tuần mà bộ phận một cửa chưa trả lời, hỏi thì bảo chờ."


def drafted(agency: Agency, **facts: object) -> Sent:
    """Return what somebody sends to an agency, before it is sent."""
    case = Feedback(**{"kind": Kind.REPORT, "about": About.CONDUCT, "text": TEXT, "addressee": agency, **facts})
    sender = Sender(name="Trần Thị Lan", address="12 phố Đội Cấn, phường Ba Đình", phone="0912 345 678")
    sender.email = "lan@example.org"
    return Sent(case, sender)


def sent_to(agency: Agency, **facts: object) -> Feedback:
    """Return a case that was sent to an agency just now."""
    return send(drafted(agency, **facts), token=uuid.uuid4())


def handler(agency: Agency) -> User:
    """Return an officer who handles cases at an agency."""
    return person(f"phan-anh-{agency.slug or 'trung-uong'}", agency, Role.FEEDBACK)


@pytest.fixture
def rules(db) -> None:
    """See that days, hours and limits are there: tests with servers of their own empty every table."""
    if not CalendarDay.objects.exists():
        import_module("deadlines.migrations.0002_days_hours_rules").load(apps, None)
    if not TimeRule.objects.exists():
        import_module("feedback.migrations.0003_kept_and_timed").fill(apps, None)


@pytest.fixture
def at_ba_dinh(country: Country) -> User:
    """She handles cases at Ba Đình."""
    return handler(country.ba_dinh)


@pytest.fixture
def case(country: Country, rules) -> Feedback:
    """A report about conduct, sent to Ba Đình."""
    return sent_to(country.ba_dinh)


@pytest.fixture
def nobody_has_tried(settings) -> None:
    """Begin with no tries counted, here or in Redis."""
    tries.IN_PROCESS._known.clear()
    tries._down_until = 0.0
    server = tries._redis(settings.CELERY_BROKER_URL)
    for name in server.scan_iter("tries:*"):
        server.delete(name)
