"""How often somebody may send: per network, per telephone, per address; and that what was typed stays."""

from __future__ import annotations

import pytest
from django.test import Client

from feedback import tries
from feedback.models import Feedback
from tests.feedback.conftest import TEXT
from tests.feedback.walking import SEND, Walk, text
from tests.news.files import picture
from visitors import tries as counted

pytestmark = pytest.mark.usefixtures("rules", "nobody_has_tried", "country")


def sent_from(network: str, **other: str):
    """Send a case from a network; return the answer to the last button."""
    walk = Walk(Client(REMOTE_ADDR=network)).answer_all(**other)
    return walk, walk.send_off()


@pytest.mark.parametrize("other", [{"phone": ""}, {"email": ""}])
def test_one_sender_sends_five_in_an_hour_and_her_draft_waits(other):
    answers = [sent_from(f"203.0.{number}.7", **other)[1] for number in range(5)]
    walk, refused = sent_from("198.51.100.1", **other)

    assert [answer.status_code for answer in answers] == [302] * 5
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "Hãy thử lại sau 60 phút." in text(refused)
    assert TEXT in text(refused)
    assert walk.draft.answers["text"] == TEXT
    assert Feedback.objects.count() == 5


def test_however_a_number_is_written_it_is_one_number():
    for phone in ("0912 345 678", "+84 912 345 678", "0912.345.678", "(0912) 345678", "84912345678"):
        sent_from("203.0.113.7", phone=phone, email="")

    assert sent_from("203.0.113.7", phone="0912345678", email="")[1].status_code == 429
    assert sent_from("203.0.113.7", phone="0912345679", email="")[1].status_code == 302


def test_a_network_sends_so_many_and_others_go_on(monkeypatch):
    monkeypatch.setattr(tries, "SENT", ((2, 600),))
    for number in range(2):
        assert sent_from("203.0.113.7", **reached(number))[1].status_code == 302

    assert sent_from("203.0.113.200", **reached(3))[1].status_code == 429
    assert sent_from("198.51.100.1", **reached(4))[1].status_code == 302


def test_drafts_and_files_are_counted_too(monkeypatch):
    monkeypatch.setattr(tries, "BEGUN", ((2, 600),))
    monkeypatch.setattr(tries, "ENCLOSED", ((1, 600),))
    walk = Walk(Client()).answer_all()
    walk.enclose(picture())
    page = walk.enclose(picture())
    Walk(Client())
    refused = Client().post(SEND, {"viec": "bat-dau"})

    assert (walk.last.status_code, refused.status_code) == (429, 429)
    assert "đã có rất nhiều tệp" in page
    assert "Retry-After" in refused


def test_what_is_refused_for_another_reason_does_not_count(monkeypatch, country):
    walk = Walk(Client()).answer_all(addressee=str(country.hoan_kiem.pk))
    agencies = type(country.hoan_kiem).objects.filter(pk=country.hoan_kiem.pk)
    agencies.update(live_to="2026-01-01", closed_reason="dissolved")
    for _ in range(7):
        assert walk.send_off().status_code == 200
    agencies.update(live_to=None, closed_reason="")

    assert walk.send_off().status_code == 302


def test_redis_keeps_no_number_and_no_address(settings):
    sent_from("203.0.113.7")

    names = b" ".join(counted._redis(settings.CELERY_BROKER_URL).scan_iter("tries:*"))

    assert names
    for told in ("345678", "lan@", "203.0"):
        assert told.encode() not in names


def reached(number: int) -> dict[str, str]:
    return {"phone": f"09000000{number:02}", "email": ""}
