"""Confirming an address: a link in the letter, one press of a button, and nothing by opening it alone."""

from __future__ import annotations

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from feedback.messages import message_about
from feedback.notices import send_all
from feedback.tickets import confirmation_for, ticket_for
from tests.feedback.test_look_up import text
from tests.feedback.walking import AT_BA_DINH

pytestmark = pytest.mark.usefixtures("rules")


def address(case) -> str:
    return f"{AT_BA_DINH}xac-nhan/{confirmation_for(case)}/"


def test_the_letter_leads_to_a_button(client, case, settings):
    settings.EMAIL_BACKEND, settings.SMS_BACKEND = "django.core.mail.backends.locmem.EmailBackend", ""
    send_all()

    link = re.search(r"https?://[^/\s]+(/\S*xac-nhan/\S+)", mail.outbox[0].body)[1]
    page = text(client.get(link))

    assert "Đúng, đây là thư của tôi" in page
    assert case.code in page
    assert "Trần Thị Lan" not in page


def test_opening_it_confirms_nothing_pressing_does_and_once(client, case):
    for _ in range(3):
        client.get(address(case))
        client.head(address(case))
    case.refresh_from_db()
    assert case.verified_at is None

    assert "Đã xác nhận thư điện tử" in text(client.post(address(case)))
    assert "Đã xác nhận thư điện tử" in text(client.post(address(case)))

    case.refresh_from_db()
    assert case.verified_at is not None
    assert [event.verb for event in case.events.all()] == ["received", "verified"]
    assert "Đã xác nhận thư điện tử" in text(client.get(address(case)))


def test_another_ticket_or_an_old_one_confirms_nothing(client, case):
    for wrong in ("x", case.code, ticket_for(case), confirmation_for(case)[:-1]):
        assert "không còn dùng được" in text(client.post(f"{AT_BA_DINH}xac-nhan/{wrong}/"))
    link = address(case)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        assert "không còn dùng được" in text(client.post(link))
    case.refresh_from_db()
    assert case.verified_at is None


def test_a_case_that_nobody_confirms_is_kept_and_says_so(case):
    assert case.verified_at is None
    assert "Xác nhận đây là thư điện tử của bạn" in message_about(case.events.get()).body
