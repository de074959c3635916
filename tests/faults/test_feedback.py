"""A case that was acknowledged stays, and its sender is told of it, whatever dies on the way."""

from __future__ import annotations

import datetime
import threading
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, InterfaceError, connection, connections
from django.utils import timezone

from agencies.models import Agency, AgencyKind
from deadlines.models import CalendarDay
from feedback import actions
from feedback.models import Feedback, FeedbackEvent, HandOver, Notice, Sender, State, TimeRule
from notices import sending
from tests.dossiers.mail_server import MailServer, listening
from tests.faults.conftest import FaultWorld
from tests.feedback.conftest import drafted, handler, sent_to

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("faults"), pytest.mark.timeout(180, func_only=True)]

CASES = 12
CLIENTS, EACH = 12, 25


@pytest.fixture
def portal(faults: FaultWorld, monkeypatch) -> Iterator[FaultWorld]:
    """The world to hurt, with days and limits, and nobody's case in it; letters alone, no text messages."""
    monkeypatch.setattr(sending, "current_app", faults.app)
    if not CalendarDay.objects.exists():
        import_module("deadlines.migrations.0002_days_hours_rules").load(apps, None)
    if not TimeRule.objects.exists():
        import_module("feedback.migrations.0003_kept_and_timed").fill(apps, None)
    faults.settings["SMS_BACKEND"] = ""
    yield faults
    connections["default"].close()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE feedback_feedback CASCADE")


@pytest.fixture
def mail(portal: FaultWorld) -> Iterator[MailServer]:
    """A real mail server that the workers write to."""
    with listening() as server:
        portal.settings["EMAIL_URL"] = f"smtp://127.0.0.1:{server.port}"
        yield server


@pytest.fixture(autouse=True)
def _letters_alone(settings) -> None:
    settings.SMS_BACKEND = ""


def a_commune() -> Agency:
    return Agency.objects.filter(kind=AgencyKind.COMMUNE).order_by("pk")[7]


def send_some(count: int = CASES) -> set[str]:
    """Send some cases; return their codes."""
    return {sent_to(a_commune()).code for _ in range(count)}


def told(server: MailServer) -> Counter[str]:
    """Return how often word of each case arrived."""
    return Counter(letter["Subject"].split(":")[0].strip() for _to, letter in server.letters)


def all_sent() -> bool:
    return not Notice.objects.filter(sent_at=None).exists()


def test_a_worker_killed_while_it_sends_loses_no_letter(portal: FaultWorld, mail: MailServer):
    first = portal.worker()
    mail.answers.clear()
    codes = send_some()
    portal.until(lambda: mail.letters, seconds=15)
    first.kill()  # the letter was taken, and nobody wrote that down
    mail.answers.set()

    portal.worker()
    portal.app.send_task("feedback.sweep")

    portal.until(all_sent, seconds=30)
    arrived = told(mail)
    assert set(arrived) == codes
    assert sum(arrived.values()) - len(codes) <= 1, "one letter was in the killed worker's hands"


def test_two_workers_and_three_bells_send_each_letter_once(portal: FaultWorld, mail: MailServer):
    portal.worker()
    portal.worker()
    codes = send_some()
    for pk in [*Notice.objects.values_list("pk", flat=True)] * 2:
        portal.app.send_task("feedback.send_notice", args=[pk])
    portal.app.send_task("feedback.sweep")

    portal.until(all_sent, seconds=30)
    assert told(mail) == Counter(dict.fromkeys(codes, 1))


def test_letters_wait_while_the_mail_server_is_down(portal: FaultWorld):
    with listening() as gone:
        port = gone.port
    portal.settings["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
    portal.worker()
    codes = send_some()
    portal.until(lambda: not Notice.objects.filter(tries=0).exists(), seconds=30)
    assert set(Notice.objects.values_list("error", flat=True)) == {"ConnectionRefusedError"}

    with listening(port) as back:
        Notice.objects.update(next_at=timezone.now())  # a minute later
        portal.app.send_task("feedback.sweep")
        portal.until(all_sent, seconds=30)
        assert told(back) == Counter(dict.fromkeys(codes, 1))


def test_without_redis_cases_are_taken_and_told_of_later(portal: FaultWorld, mail: MailServer, tmp_path):
    portal.worker()
    portal.beat(tmp_path)
    portal.world.valkey.kill()
    codes = send_some(3)
    assert set(Feedback.objects.values_list("code", flat=True)) == codes
    portal.world.valkey.start()

    portal.until(all_sent, seconds=90)
    assert told(mail) == Counter(dict.fromkeys(codes, 1))


@pytest.mark.parametrize("immediate", [False, True], ids=["in order", "as a crash"])
def test_postgres_restarted_inside_a_burst_loses_nothing_and_doubles_nothing(immediate, portal: FaultWorld):
    tokens = [uuid.uuid4() for _ in range(CLIENTS * EACH)]
    agency, half_way = a_commune(), threading.Event()
    acknowledged: dict[uuid.UUID, str] = {}

    def send_them(client: int) -> int:
        """Send as a browser does whose user presses the button again; return how often that was needed."""
        again = 0
        for token in tokens[client::CLIENTS]:
            while token not in acknowledged:
                try:
                    acknowledged[token] = actions.send(drafted(agency), token=token).code
                except (DatabaseError, InterfaceError):  # what a line says that is cut differs with the moment
                    again += 1
                    connection.close()
                    half_way.wait(0.05)
            if len(acknowledged) >= len(tokens) // 3:
                half_way.set()
        connection.close()
        return again

    with ThreadPoolExecutor(CLIENTS) as clients:
        working = [clients.submit(send_them, client) for client in range(CLIENTS)]
        assert half_way.wait(60)
        portal.world.postgres.restart(immediate=immediate)
        again = sum(client.result(timeout=120) for client in working)
    connections["default"].close()

    assert again, "the restart disturbed nobody"
    assert {case.token: case.code for case in Feedback.objects.all()} == acknowledged
    assert len(set(acknowledged.values())) == len(tokens)
    assert Sender.objects.count() == FeedbackEvent.objects.count() == Notice.objects.count() == len(tokens)
    for token in tokens[:20]:
        assert actions.send(drafted(agency), token=token).code == acknowledged[token]


def test_the_clock_catches_up_after_weeks_without_one(portal: FaultWorld, tmp_path):
    agency, other = a_commune(), Agency.objects.filter(kind=AgencyKind.COMMUNE).order_by("-pk")[0]
    late, offered = sent_to(agency), sent_to(agency)
    actions.hand_over(offered, other, reason="Việc ở nơi khác.", by=handler(agency))
    weeks = datetime.timedelta(days=60)
    Feedback.objects.filter(pk=late.pk).update(due_at=timezone.now() - weeks)
    HandOver.objects.update(due_at=timezone.now() - weeks)

    portal.worker()
    portal.beat(tmp_path)

    portal.until(lambda: Feedback.objects.get(pk=late.pk).holder_id == agency.parent_id, seconds=60)
    portal.until(lambda: Feedback.objects.get(pk=offered.pk).state == State.RECEIVED, seconds=30)
    assert list(late.events.values_list("verb", flat=True)) == ["received", "escalated"]
    assert list(offered.events.values_list("verb", flat=True)) == ["received", "handed_over", "lapsed"]
