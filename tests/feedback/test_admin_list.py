"""The list of cases: whose it shows, its queues, the search by code, and what the front page counts."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.urls import reverse

from agencies.models import Role
from feedback import actions
from feedback.models import Classification, Feedback, Subject
from feedback.queues import QUEUES
from tests.conftest import person
from tests.country import Country
from tests.feedback.conftest import TEXT, handler, sent_to
from tests.feedback.staff import LIST, answered, examined, published, text

pytestmark = pytest.mark.usefixtures("rules")
WHY = "Việc của nơi khác."


def listed(browser, **asked: str) -> list[Feedback]:
    return list(browser.get(reverse(LIST), asked).context["cl"].result_list)


def waiting(browser) -> dict[str, int]:
    return {task.title: task.count for task in browser.get(reverse("admin:index")).context["tasks"]}


def test_officers_see_what_they_hold_held_or_were_offered(case, country: Country, at_ba_dinh, sign_in):
    there = handler(country.hoan_kiem)
    assert listed(sign_in(at_ba_dinh)) == [case]
    assert listed(sign_in(there)) == []

    actions.hand_over(case, country.hoan_kiem, reason=WHY, by=at_ba_dinh)
    assert listed(sign_in(there)) == [case]
    actions.accept(case, by=there)

    assert listed(sign_in(at_ba_dinh)) == [case]
    assert TEXT[:20] in text(sign_in(there).get(reverse(LIST)))
    assert TEXT[:20] not in text(sign_in(at_ba_dinh).get(reverse(LIST)))


def test_what_was_declined_stays_known_to_who_declined_it(case, country: Country, at_ba_dinh, sign_in):
    there = handler(country.hoan_kiem)
    actions.hand_over(case, country.hoan_kiem, reason=WHY, by=at_ba_dinh)
    actions.decline(case, reason="Không phải.", by=there)

    assert listed(sign_in(there)) == [case]
    assert TEXT[:20] not in text(sign_in(there).get(reverse(LIST)))


def test_those_above_see_everything_below(case, country: Country, administrator, operator, outsider, sign_in):
    top = person("kiem-tra-trung-uong", country.government, Role.AUDITOR)
    for somebody in (administrator, operator, top):
        assert listed(sign_in(somebody)) == [case]
    assert listed(sign_in(outsider)) == []


def test_whoever_has_no_part_in_it_finds_no_list(case, author, sign_in):
    assert sign_in(author).get(reverse(LIST)).status_code == 403


@pytest.mark.parametrize("typed", ["{code}", "pa {letters}", "{lower}", "{first}", "PA-{first}"])
def test_a_case_is_found_by_its_code_in_any_form(typed: str, case, country: Country, at_ba_dinh, sign_in):
    letters = case.code.removeprefix("PA-").replace("-", "")
    forms = {"code": case.code, "letters": letters, "lower": case.code.lower(), "first": letters[:4]}
    sent_to(country.ba_dinh)

    assert listed(sign_in(at_ba_dinh), q=typed.format(**forms)) == [case]


def test_words_and_senders_cannot_be_searched(case, at_ba_dinh, sign_in):
    for typed in ("khai sinh", "Trần Thị Lan", "0912 345 678", "lan@example.org"):
        assert listed(sign_in(at_ba_dinh), q=typed) == []


def test_each_case_stands_in_the_queues_of_what_is_to_be_done(case, country: Country, at_ba_dinh, sign_in):
    browser, there = sign_in(at_ba_dinh), handler(country.hoan_kiem)
    assert waiting(browser) == {
        "Phản ánh mới, chưa phân loại": 1, "Phản ánh gửi qua trang, người gửi chưa xác nhận": 1,
    }  # fmt: skip
    assert listed(browser, **{"hang-doi": "chua-phan-loai"}) == [case]

    actions.hand_over(case, country.hoan_kiem, reason=WHY, by=at_ba_dinh)
    assert listed(browser, **{"hang-doi": "cho-noi-nhan"}) == [case]
    assert listed(sign_in(there), **{"hang-doi": "duoc-chuyen-den"}) == [case]
    assert waiting(sign_in(there)) == {"Phản ánh nơi khác chuyển đến": 1}
    actions.decline(case, reason="Không phải.", by=there)

    actions.verify(case)
    examined(case, at_ba_dinh)
    assert waiting(browser) == {"Phản ánh bạn đang xử lý": 1}
    with time_machine.travel(case.due_at - datetime.timedelta(hours=1)):
        assert listed(sign_in(at_ba_dinh), **{"hang-doi": "sap-han"}) == [case]
    with time_machine.travel(case.due_at + datetime.timedelta(hours=1)):
        late = sign_in(at_ba_dinh)
        assert listed(late, **{"hang-doi": "qua-han"}) == [case]
        assert listed(late, **{"hang-doi": "sap-han"}) == []
        assert "quá hạn" in text(late.get(reverse(LIST)))


def test_what_was_answered_waits_to_be_published_and_what_was_hidden_does_not(case, at_ba_dinh, sign_in):
    browser = sign_in(at_ba_dinh)
    answered(case, at_ba_dinh)
    assert listed(browser, **{"hang-doi": "cho-cong-khai"}) == [case]

    actions.publish(case, title="Chậm", text="Chậm.", by=at_ba_dinh)
    assert listed(browser, **{"hang-doi": "cho-cong-khai"}) == []
    actions.hide(case, reason="Có tên người khác.", by=at_ba_dinh)
    assert listed(browser, **{"hang-doi": "cho-cong-khai"}) == []


def test_what_is_disputed_comes_back_in_a_queue_of_its_own(case, at_ba_dinh, sign_in):
    published(case, at_ba_dinh)
    actions.dispute(case, reason="Chưa trả kết quả.")

    assert listed(sign_in(at_ba_dinh), **{"hang-doi": "mo-lai"}) == [case]


def test_a_queue_that_there_is_not_is_not_found(case, at_ba_dinh, sign_in):
    assert sign_in(at_ba_dinh).get(reverse(LIST), {"hang-doi": "x"}).status_code == 404
    for queue in QUEUES:
        assert sign_in(at_ba_dinh).get(reverse(LIST), {"hang-doi": queue.code}).status_code == 200


def test_an_auditor_has_the_list_and_nothing_waits_for_him(case, country: Country, sign_in):
    auditor = sign_in(person("kiem-tra", country.ha_noi, Role.AUDITOR))

    assert listed(auditor) == [case]
    assert waiting(auditor) == {}


def test_the_list_and_the_front_page_ask_the_same_however_much_waits(
    case, country: Country, at_ba_dinh, sign_in, django_assert_max_num_queries
):
    browser = sign_in(at_ba_dinh)
    for number in range(12):
        new = sent_to(country.ba_dinh)
        if number % 2:
            actions.classify(new, Classification.OWN, subject=Subject.OTHER, by=at_ba_dinh)

    with django_assert_max_num_queries(12):
        browser.get(reverse(LIST), {"hang-doi": "chua-phan-loai"})
    with django_assert_max_num_queries(16):
        browser.get(reverse(LIST))
    with django_assert_max_num_queries(40):
        browser.get(reverse("admin:index"))
