"""Writing down calls, letters and visits: faithfully, once, and with a receipt for the sender."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import Role
from feedback.codes import secret_of
from feedback.models import Channel, Feedback, SenderReading
from tests.conftest import person
from tests.country import Country
from tests.feedback.conftest import sent_to
from tests.feedback.staff import page_of, text

pytestmark = pytest.mark.usefixtures("rules")
ADD = "admin:feedback_feedback_add"
SAID = "Tôi gọi ba lần.\nKhông ai nhấc máy, hỏi thì bảo “chờ”."


def filled_in(country: Country, **differing: str) -> dict[str, str]:
    """Return the form as it is sent."""
    told = {
        "token": str(uuid.uuid4()),
        "channel": "phone",
        "addressee": str(country.ba_dinh.pk),
        "kind": "report",
        "about": "conduct",
        "text": SAID,
        "name": "Trần Thị Lan",
        "address": "12 phố Đội Cấn",
        "phone": "0912 345 678",
    }
    return {**told, **differing}


def test_a_call_is_written_down_as_it_was_said_and_gives_a_code_and_a_secret(country: Country, at_ba_dinh, sign_in):
    browser = sign_in(at_ba_dinh)
    assert browser.get(reverse(ADD)).context["form"].initial["addressee"] == country.ba_dinh

    answer = browser.post(reverse(ADD), filled_in(country), follow=True)

    case = Feedback.objects.get()
    assert (case.text.splitlines(), case.channel, case.holder) == (SAID.splitlines(), Channel.PHONE, country.ba_dinh)
    assert (case.sender.name, case.events.get().by) == ("Trần Thị Lan", at_ba_dinh)
    secret = secret_of(case.code, case.nonce)
    assert answer.redirect_chain == [(page_of(case, "receipt"), 302)]
    assert case.code in text(answer)
    assert secret not in text(answer)
    shown = browser.post(page_of(case, "receipt"))
    assert secret in text(shown)
    assert "no-store" in shown["Cache-Control"]
    assert SenderReading.objects.get().by == at_ba_dinh


def test_a_letter_counts_from_the_day_it_came(country: Country, at_ba_dinh, sign_in):
    came = timezone.localtime() - datetime.timedelta(days=3)
    told = filled_in(country, channel="post", at=f"{came:%Y-%m-%dT%H:%M}")

    sign_in(at_ba_dinh).post(reverse(ADD), told)

    case = Feedback.objects.get()
    assert timezone.localtime(case.received_at).date() == came.date()
    assert case.held_since == case.received_at == case.holdings.get().since


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "x" * 5_001},
        {"channel": "web"},
        {"channel": "x"},
        {"addressee": "x"},
        {"addressee": "99999999"},
        {"kind": ""},
        {"name": ""},
        {"address": ""},
        {"phone": "abc"},
        {"at": "2030-01-01T08:00"},
        {"at": "2000-01-01T08:00"},
        {"at": "hôm qua"},
        {"procedure": "9.999999"},
    ],
)
def test_words_are_kept_when_something_is_refused(wrong, country: Country, at_ba_dinh, sign_in):
    page = sign_in(at_ba_dinh).post(reverse(ADD), filled_in(country, email="lan@example.org", **wrong))

    told = text(page)
    assert page.status_code == 200
    assert "errorlist" in told
    assert "lan@example.org" in told
    assert not Feedback.objects.exists()


def test_somebody_who_cannot_be_reached_is_asked_how(country: Country, at_ba_dinh, sign_in):
    page = sign_in(at_ba_dinh).post(reverse(ADD), filled_in(country, phone=""))

    assert "Ghi số điện thoại hoặc thư điện tử" in text(page)
    assert not Feedback.objects.exists()


def test_a_form_that_is_sent_twice_makes_one_case(country: Country, at_ba_dinh, sign_in):
    browser, told = sign_in(at_ba_dinh), filled_in(country)

    first, second = (browser.post(reverse(ADD), told) for _ in range(2))

    assert Feedback.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_one_writes_down_for_ones_own_agencies_alone(country: Country, at_ba_dinh, outsider, author, sign_in):
    for place in (country.hue, country.ha_noi):
        page = sign_in(at_ba_dinh).post(reverse(ADD), filled_in(country, addressee=str(place.pk)))
        assert "errorlist" in text(page)
    auditor = person("kiem-tra", country.ha_noi, Role.AUDITOR)
    for somebody in (author, auditor):
        for answer in (sign_in(somebody).get(reverse(ADD)), sign_in(somebody).post(reverse(ADD), filled_in(country))):
            assert answer.status_code == 403
    assert not Feedback.objects.exists()


def test_the_secret_of_what_came_by_this_site_is_shown_to_nobody(case, country: Country, at_ba_dinh, sign_in):
    other = sent_to(country.hoan_kiem)
    browser = sign_in(at_ba_dinh)

    for answer in (browser.get(page_of(case, "receipt")), browser.post(page_of(case, "receipt"))):
        assert secret_of(case.code, case.nonce) not in text(answer)
    assert browser.post(page_of(other, "receipt")).status_code == 404


def test_whoever_only_audits_gets_no_receipt(country: Country, at_ba_dinh, sign_in):
    sign_in(at_ba_dinh).post(reverse(ADD), filled_in(country))
    auditor = person("kiem-tra", country.ha_noi, Role.AUDITOR)

    assert sign_in(auditor).post(page_of(Feedback.objects.get(), "receipt")).status_code == 403
