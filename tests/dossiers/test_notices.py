"""Word to the applicant: one message an event and way, whatever happens to servers and workers on the way."""

from __future__ import annotations

import datetime
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from dossiers import actions
from dossiers.messages import LONGEST_SMS, TOLD, message_about
from dossiers.models import Applicant, Dossier, DossierEvent, Notice, Outcome
from dossiers.notices import send, send_all
from dossiers.tasks import send_notice, sweep
from notices import sending
from notices.promises import MOST_TRIES, WAITS
from tests.dossiers.conftest import PHONE, applicant, at, draft
from tests.dossiers.mail_server import MailServer, listening

EMAIL = "lan@example.com"
Verb = DossierEvent.Verb


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(at("2026-11-03 10:00"), tick=True) as clock:
        yield clock


@pytest.fixture
def texts(settings, tmp_path: Path) -> Path:
    """The file that text messages go to."""
    settings.SMS_FILE = str(tmp_path / "sms.jsonl")
    return tmp_path / "sms.jsonl"


@pytest.fixture
def mail(settings, texts) -> Iterator[MailServer]:
    """A real mail server, and Django's own way to it."""
    with listening() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 5
        yield server


@pytest.fixture
def told(version, country, desk) -> Dossier:
    """A dossier whose applicant left both ways to reach her."""
    return actions.receive(draft(version, country.ba_dinh), applicant(email=EMAIL), by=desk, at=at("2026-11-02 09:00"))


def lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_each_change_is_told_by_each_way_that_was_left(told, mail, texts):
    assert send_all() == 2

    ((to, letter),) = mail.letters
    assert to == [EMAIL]
    assert letter["Subject"].strip() == f"Hồ sơ {told.code}: tiếp nhận hồ sơ"
    body = letter.get_content()
    assert "Đăng ký khai sinh" in body
    assert "Hẹn trả kết quả: 17:30 ngày 09/11/2026." in body
    assert "/co-quan/ha-noi/phuong-ba-dinh/ho-so/" in body
    ((text),) = lines(texts)
    assert text["to"] == PHONE
    assert told.code in text["text"]


def test_whoever_left_no_address_is_told_by_telephone_alone(version, country, desk, mail, texts):
    actions.receive(draft(version, country.ba_dinh), applicant(), by=desk, at=at("2026-11-02 09:00"))

    assert send_all() == 1
    assert mail.letters == []
    assert len(lines(texts)) == 1


def test_whoever_left_nothing_is_not_told(version, country, desk):
    actions.receive(draft(version, country.ba_dinh), applicant(phone=""), by=desk, at=at("2026-11-02 09:00"))

    assert not Notice.objects.exists()


def test_what_is_asked_stands_in_the_message(told, desk, mail, texts):
    send_all()
    actions.ask_supplement(told, what="Bản chính giấy chứng sinh.", by=desk)
    send_all()

    body = mail.letters[-1][1].get_content()
    assert "Nội dung: Bản chính giấy chứng sinh." in body
    assert "Bạn cần làm: mang đủ giấy tờ nêu trên đến Phường Ba Đình." in body
    assert "Hẹn trả kết quả" not in body  # the clock stands still


def test_no_message_names_the_applicant_and_none_is_longer_than_a_phone_takes(told, officer):
    actions.finish(told, outcome=Outcome.REFUSED, reason="lý do " * 300, by=officer)
    for event in told.events.select_related("dossier__version", "dossier__receiver", "agency"):
        message = message_about(event)
        assert len(message.short) <= LONGEST_SMS
        for secret in ("Trần Thị Lan", "0912", "012345", EMAIL):
            assert secret not in message.body + message.short + message.subject


def test_what_offices_do_among_themselves_is_not_told(told, officer, country):
    sent = Notice.objects.count()
    actions.consult(told, country.ha_noi_health, question="?", due_at=timezone.now() + WAITS[-1], by=officer)

    assert Notice.objects.count() == sent
    assert {Verb.CONSULTED, Verb.ANSWERED, Verb.ASSIGNED}.isdisjoint(TOLD)


def test_called_twice_it_is_sent_once(told, mail):
    for _ in range(3):
        for notice in Notice.objects.all():
            send_notice(notice.pk)
    sweep()

    assert len(mail.letters) == 1


def test_a_message_that_fails_is_tried_later_and_later_and_at_last_put_aside(told, mail, now):
    mail.refuses = True
    notice = Notice.objects.get(way="email")
    for wait in (*WAITS, None):
        assert not send(notice.pk)
        assert not send(notice.pk)  # it is not its time yet
        notice.refresh_from_db()
        if wait:
            assert abs(notice.next_at - timezone.now() - wait) < datetime.timedelta(seconds=30)
            now.shift(wait)
    assert notice.tries == MOST_TRIES
    assert Notice.objects.failed().get() == notice

    mail.refuses = False
    now.shift(datetime.timedelta(days=1))
    assert notice.pk not in Notice.objects.to_be_sent().values_list("pk", flat=True)
    assert mail.letters == []


def test_when_the_mail_server_is_back_the_sweeper_sends(told, mail, now, settings):
    settings.EMAIL_PORT = 1  # nobody listens there
    send_all()
    assert Notice.objects.get(way="email").error == "ConnectionRefusedError"

    settings.EMAIL_PORT = mail.port
    now.shift(WAITS[0])
    sweep()

    assert len(mail.letters) == 1
    assert Notice.objects.get(way="email").error == ""


def test_neither_the_row_nor_the_log_repeats_the_address(told, mail, caplog):
    mail.refuses = True
    send_all()

    notice = Notice.objects.get(way="email")
    assert notice.error.startswith("SMTPRecipientsRefused")
    assert EMAIL not in notice.error + caplog.text


@pytest.mark.parametrize("email", ["lan@example.com\nBcc: all@example.com", "a\r\n@example.com", "không phải thư"])
def test_an_address_with_more_in_it_reaches_nobody_and_does_not_stop_the_others(told, mail, texts, email):
    Applicant.objects.filter(dossier=told).update(email=email)

    send_all()

    assert mail.letters == []
    assert len(lines(texts)) == 1
    assert Notice.objects.get(way="email").tries == 1


def test_a_reason_with_lines_in_it_adds_no_header(told, officer, mail):
    send_all()
    actions.stop(told, reason="Dừng\r\nBcc: all@example.com\r\n\r\nxem", by=officer)
    send_all()

    to, letter = mail.letters[-1]
    assert to == [EMAIL]
    assert letter["Bcc"] is None
    assert "\n" not in letter["Subject"]


def test_whoever_was_forgotten_is_told_nothing(told, mail, texts):
    Applicant.objects.all().delete()

    assert send_all() == 0
    assert mail.letters == []


def test_nothing_is_promised_of_what_did_not_happen(told, officer):
    before = Notice.objects.count()
    with transaction.atomic():
        actions.stop(told, reason="Vì lý do này.", by=officer)
        transaction.set_rollback(True)

    assert Notice.objects.count() == before


def test_a_sweep_ends_in_time(told, mail):
    assert send_all(seconds=-1) == 0


class TestAtOnce:
    """With several connections, and rows that others see."""

    @pytest.fixture(autouse=True)
    def _committed(self, transactional_db) -> None:
        """Commit, so that other threads see."""

    def test_two_workers_at_once_send_one_message(self, told, mail):
        pk = Notice.objects.get(way="email").pk
        gate = threading.Barrier(4)

        def work() -> None:
            gate.wait()
            send(pk)
            connection.close()

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        close_old_connections()

        assert len(mail.letters) == 1

    def test_what_a_worker_left_when_it_died_is_sent(self, told, mail, monkeypatch):
        pk = Notice.objects.get(way="email").pk

        def die(_post: sending.Post, _notice: Notice) -> str:
            raise SystemExit

        with monkeypatch.context() as dying:
            dying.setattr(sending.Post, "_sent", die)
            with pytest.raises(SystemExit):
                send(pk)

        sweep()
        assert len(mail.letters) == 1

    def test_without_redis_the_act_is_done_and_the_sweeper_tells_of_it(self, told, officer, mail, monkeypatch):
        send_all()
        monkeypatch.setattr(sending.current_app, "send_task", _redis_is_away)

        actions.stop(told, reason="Vì lý do này.", by=officer)

        assert Notice.objects.to_be_sent().count() == 2
        sweep()
        assert len(mail.letters) == 2


def _redis_is_away(*_args: object, **_options: object) -> None:
    raise sending.OperationalError("away")
