"""Sending a case: once, however often; its code, its secret, and what is refused."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from feedback import actions
from feedback.codes import ALPHABET, is_secret_of, parsed, secret_of
from feedback.models import Channel, Feedback, Notice, Sender, State
from tests.feedback.conftest import drafted, handler, sent_to

pytestmark = pytest.mark.usefixtures("rules")


def test_a_case_is_kept_with_its_sender_apart_and_held_by_whom_it_is_addressed_to(country):
    case = sent_to(country.ba_dinh)

    assert (case.state, case.holder, case.addressee) == (State.RECEIVED, country.ba_dinh, country.ba_dinh)
    assert case.due_at > case.received_at
    assert case.sender.email == "lan@example.org"
    assert [notice.way for notice in Notice.objects.all()] == ["email", "sms"]


def test_the_same_token_gives_the_same_case(country):
    token = uuid.uuid4()

    codes = {actions.send(drafted(country.ba_dinh), token=token).code for _ in range(3)}

    assert len(codes) == 1
    assert (Feedback.objects.count(), Sender.objects.count(), Notice.objects.count()) == (1, 1, 2)


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"text": "   "}, "text"), ({"text": "a" * 5_001}, "text"), ({"kind": "complaint"}, "kind")],
)
def test_what_is_missing_or_wrong_is_said_by_field(country, facts, field):
    with pytest.raises(ValidationError) as refusal:
        sent_to(country.ba_dinh, **facts)
    assert field in refusal.value.message_dict
    assert not Feedback.objects.exists()


def test_whoever_cannot_be_reached_is_asked_for_a_way(country):
    sent = drafted(country.ba_dinh)
    sent.sender.phone = sent.sender.email = ""

    with pytest.raises(ValidationError, match="Ghi số điện thoại hoặc thư điện tử"):
        actions.send(sent, token=uuid.uuid4())


def test_officers_write_down_calls_and_nobody_else_does(country):
    call = {"channel": Channel.PHONE}
    with pytest.raises(ValidationError):
        sent_to(country.ba_dinh, **call)
    with pytest.raises(PermissionDenied):
        actions.send(drafted(country.ba_dinh, **call), token=uuid.uuid4(), by=handler(country.hoan_kiem))

    case = actions.send(drafted(country.ba_dinh, **call), token=uuid.uuid4(), by=handler(country.ba_dinh))

    assert case.events.get().by.username == "phan-anh-phuong-ba-dinh"


def test_a_code_is_read_however_it_is_typed(case):
    letters = case.code.removeprefix("PA-").replace("-", "")
    for typed in (case.code, case.code.lower(), f" pa {letters} ", letters.replace("0", "o").replace("1", "l")):
        assert parsed(typed) == case.code
    for typed in ("", "PA-", "PA-1234", letters + "0", "PA-1234-567!", "🙂" * 8):
        with pytest.raises(ValueError, match="^" + re.escape(typed)):
            parsed(typed)


def test_the_secret_opens_one_case_and_survives_a_change_of_the_key(case, country, settings):
    other = sent_to(country.ba_dinh)
    secret = secret_of(case.code, case.nonce)

    assert set(secret.replace("-", "")) <= set(ALPHABET)
    assert is_secret_of(secret.lower().replace("-", " "), case.code, case.nonce)
    assert not is_secret_of(secret, other.code, other.nonce)
    assert not is_secret_of("", case.code, case.nonce)

    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert is_secret_of(secret, case.code, case.nonce)
    assert secret_of(case.code, case.nonce) != secret


def test_an_address_is_confirmed_once(case):
    assert actions.verify(case)
    assert not actions.verify(case)
    assert [event.verb for event in case.events.all()] == ["received", "verified"]
