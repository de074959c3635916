"""Officers who act upon one case in the same moment: one of them does, the others are told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from agencies.models import Role, User
from feedback import actions
from feedback.models import Feedback, State
from tests.conftest import person
from tests.country import Country
from tests.feedback.conftest import handler
from tests.feedback.staff import page_of, text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rules")]
CLASSES = (
    {"classification": "own", "subject": "other"},
    {"classification": "conduct"},
    {"classification": "not_accepted", "reason": "Đây là đơn tố cáo."},
    {"classification": "own", "subject": "unsuited"},
)


def all_at_once(case: Feedback, page: str, people: list[User], sent: list[dict[str, str]], sign_in) -> list[str]:
    """Send the form of one page for several people at the same moment; return what each is told."""
    browsers = [sign_in(somebody) for somebody in people]
    seen = [str(browser.get(page_of(case, page)).context["last"].pk) for browser in browsers]
    barrier = Barrier(len(browsers))

    def post(number: int) -> str:
        try:
            barrier.wait()
            return text(browsers[number].post(page_of(case, page), {**sent[number], "seen": seen[number]}))
        finally:
            connection.close()

    with ThreadPoolExecutor(len(browsers)) as pool:
        return list(pool.map(post, range(len(browsers))))


def test_of_four_who_classify_one_does(case, country: Country, sign_in):
    people = [person(f"phan-anh-{number}", country.ba_dinh, Role.FEEDBACK) for number in range(4)]

    told = all_at_once(case, "classify", people, list(CLASSES), sign_in)

    assert told.count("") == 1  # sent on to the case
    assert all("Phân loại" in page or "không làm việc này được" in page for page in told if page)
    assert [event.verb for event in case.events.all()] in (["received", "classified"], ["received", "refused"])
    assert Feedback.objects.get().state in (State.EXAMINING, State.REFUSED)


def test_of_two_who_accept_one_does(case, country: Country, at_ba_dinh, sign_in):
    actions.hand_over(case, country.hoan_kiem, reason="Việc ở Hoàn Kiếm.", by=at_ba_dinh)
    people = [handler(country.hoan_kiem), person("phan-anh-hai", country.hoan_kiem, Role.FEEDBACK)]

    told = all_at_once(case, "accept", people, [{}, {}], sign_in)

    assert told.count("") == 1
    assert case.holdings.filter(until=None).count() == 1
    assert Feedback.objects.get().holder == country.hoan_kiem
    assert case.hand_overs.get().state == "accepted"
