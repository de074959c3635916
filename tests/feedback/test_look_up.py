"""Looking up one's own case: what is shown, and that guessing tells nothing."""

from __future__ import annotations

import html
import re
import statistics
import time

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import User
from feedback import actions
from feedback.codes import secret_of
from feedback.models import PRIVATE, Answer, Classification, Feedback, FeedbackEvent, State
from feedback.wording import ABOUT_NAMES, CHANNELS, KIND_NAMES, OUTCOMES, STATES, STEPS
from tests.feedback.conftest import handler
from tests.feedback.walking import AT_BA_DINH

pytestmark = pytest.mark.usefixtures("rules", "nobody_has_tried")

LOOK_UP = f"{AT_BA_DINH}tra-cuu/"
NOT_FOUND = "Không tìm thấy phản ánh nào có mã và mã bí mật này. Hãy xem lại cả hai."
NOBODYS, WRONG = "PA-0000-0000", "00000-00000"


def text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def secret(case: Feedback) -> str:
    return secret_of(case.code, case.nonce)


def ask(client: Client, code: str, typed: str, *, path: str = LOOK_UP, **how: object) -> HttpResponse:
    return client.post(path, {"code": code, "secret": typed}, **how)


def answered(case: Feedback, by: User, words: str = "Đã xử lý xong.") -> Feedback:
    """Let a case be examined where it is, and answered."""
    actions.classify(case, Classification.CONDUCT, by=by)
    actions.answer([case], Answer(text=words), by=by)
    return case


def test_whoever_has_both_codes_sees_the_case_however_she_types_them(client, case):
    for code, typed in (
        (case.code, secret(case)),
        (case.code.lower().replace("-", " "), secret(case).lower().replace("-", "")),
        (case.code.removeprefix("PA-"), f" {secret(case)} "),
    ):
        page = text(ask(client, code, typed))

        assert case.code in page
        assert "Mới nhận" in page
        assert "Phường Ba Đình" in page
        assert f"{timezone.localtime(case.due_at):%H:%M %d/%m/%Y}" in page


def test_any_site_finds_it(client, case):
    for path in ("/phan-anh/tra-cuu/", "/co-quan/hue/phan-anh/tra-cuu/", "/en/phan-anh/tra-cuu/"):
        assert case.code in text(ask(client, case.code, secret(case), path=path))


def test_it_tells_who_refused_why_and_who_holds_it_since_when(client, case, country, at_ba_dinh):
    actions.classify(case, Classification.ANOTHERS, to=country.hoan_kiem, reason="Việc ở Hoàn Kiếm.", by=at_ba_dinh)
    offered = text(ask(client, case.code, secret(case)))
    actions.decline(case, reason="Đường này thuộc Ba Đình.", by=handler(country.hoan_kiem))
    page = text(ask(client, case.code, secret(case)))

    assert "Đang chuyển đến</dt>" in offered
    assert "Phường Hoàn Kiếm" in offered
    assert "phải nhận hoặc trả lại trước" in offered
    assert "Việc ở Hoàn Kiếm." in page
    assert "Từ chối nhận, chuyển trả" in page
    assert "Đường này thuộc Ba Đình." in page
    assert re.search(rf"Giữ từ lúc</dt>\s*<dd>{timezone.localtime(case.held_since):%H:%M %d/%m/%Y}", page)


def test_the_answer_is_there_with_the_ways_to_rate_and_dispute_it(client, case, at_ba_dinh):
    answered(case, at_ba_dinh)

    page = text(ask(client, case.code, secret(case)))

    assert "Đã xử lý xong." in page
    assert "Đánh giá câu trả lời" in page
    assert "Tôi không đồng ý" in page
    assert "Đúng hạn" in page


def test_a_refusal_says_why(client, case, at_ba_dinh):
    actions.classify(case, Classification.NOT_ACCEPTED, reason="Đây là đơn tố cáo.", by=at_ba_dinh)

    page = text(ask(client, case.code, secret(case)))

    assert "Vì sao không tiếp nhận" in page
    assert page.count("Đây là đơn tố cáo.") == 2  # on top, and where it happened


def test_late_is_called_late(client, case):
    with time_machine.travel(case.due_at.replace(year=case.due_at.year + 1)):
        assert "Bước này đã quá hạn" in text(ask(client, case.code, secret(case)))


def test_what_passes_between_offices_and_who_works_there_stays_there(client, case, at_ba_dinh):
    actions.classify(case, Classification.CONDUCT, by=at_ba_dinh)
    actions.assign(case, at_ba_dinh, by=at_ba_dinh)

    page = text(ask(client, case.code, secret(case)))

    assert case.events.filter(verb=FeedbackEvent.Verb.ASSIGNED).exists()
    assert "Giao người" not in page
    assert str(at_ba_dinh) not in page


def test_the_sender_and_her_words_are_not_on_the_page(client, case):
    page = text(ask(client, case.code, secret(case)))

    for personal in ("Trần Thị Lan", "0912", "Đội Cấn", "lan@example.org", case.text, secret(case)):
        assert personal not in page


@pytest.mark.parametrize("act", ["get", "wrong", "right"])
def test_nobody_keeps_the_page(client, case, act):
    response = (
        client.get(LOOK_UP) if act == "get" else ask(client, case.code, WRONG if act == "wrong" else secret(case))
    )

    assert response["Cache-Control"] == "private, no-store"
    assert "sessionid" not in response.cookies


@pytest.mark.parametrize(
    ("code", "typed", "fault"),
    [
        ("", WRONG, "Hãy ghi mã phản ánh."),
        ("abc", WRONG, "Mã phản ánh chưa đúng."),
        ("x" * 100_000, WRONG, "Mã phản ánh chưa đúng."),
        (NOBODYS, "", "Hãy ghi mã bí mật."),
        (NOBODYS, "x" * 100_000, NOT_FOUND),
    ],
)
def test_what_is_filled_in_wrongly_is_said_above_and_at_the_field(client, country, code, typed, fault):
    page = text(ask(client, code, typed))

    assert "<title>Lỗi: " in page
    assert page.count(fault) == 2


def without_what_was_typed(response: HttpResponse) -> str:
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    return re.sub(r'value="[^"]*"', "", page)


def test_a_wrong_code_and_a_wrong_secret_have_the_same_answer(client, case):
    unknown, wrong = ask(client, NOBODYS, WRONG), ask(client, case.code, WRONG)

    assert NOT_FOUND in text(unknown)
    assert unknown.status_code == wrong.status_code == 200
    assert without_what_was_typed(unknown) == without_what_was_typed(wrong)
    assert set(unknown.headers) == set(wrong.headers)


def test_a_wrong_code_and_a_wrong_secret_ask_the_database_the_same(client, case):
    asked = []
    for code in (NOBODYS, case.code):
        with CaptureQueriesContext(connection) as queries:
            ask(client, code, WRONG)
        asked.append([re.sub(r"'[^']*'", "?", query["sql"]) for query in queries.captured_queries])

    assert asked[0] == asked[1]


def test_a_wrong_code_and_a_wrong_secret_take_the_same_time(client, case, monkeypatch):
    """Coarse: medians of many, which differ by less than a quarter, or by less than a millisecond."""
    monkeypatch.setattr("feedback.tries.LOOKED_UP", ())
    monkeypatch.setattr("feedback.tries.LOOKED_UP_ONE", ())

    def milliseconds(code: str) -> float:
        began = time.perf_counter()
        ask(client, code, WRONG)
        return 1000 * (time.perf_counter() - began)

    pairs = [(milliseconds(NOBODYS), milliseconds(case.code)) for _ in range(60)]

    unknown, wrong = (statistics.median(column) for column in zip(*pairs, strict=True))
    assert abs(unknown - wrong) < max(1.0, 0.25 * unknown)


def test_after_five_wrong_tries_a_code_is_closed_for_a_while_whether_it_exists_or_not(client, case):
    for code in (case.code, NOBODYS):
        answers = [ask(client, code, WRONG).status_code for _ in range(6)]
        assert answers == [200] * 5 + [429]

    refused = ask(client, case.code, secret(case), REMOTE_ADDR="203.0.113.9")

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 900
    assert f'value="{case.code}"' in text(refused)
    assert "Mới nhận" not in text(refused)


def test_her_own_tries_do_not_count(client, case):
    for _ in range(12):
        assert case.code in text(ask(client, case.code, secret(case)))


def test_one_network_tries_sixty_times_and_others_go_on(client, case):
    codes = [f"PA-0000-00{number:02}" for number in range(61)]

    answers = [ask(client, code, WRONG, REMOTE_ADDR="203.0.113.7").status_code for code in codes]

    assert answers == [200] * 60 + [429]
    assert ask(client, case.code, secret(case), REMOTE_ADDR="198.51.100.1").status_code == 200


def test_without_the_token_of_the_form_nothing_is_told(case):
    assert ask(Client(enforce_csrf_checks=True), case.code, secret(case)).status_code == 403


def test_a_nul_and_other_methods_are_refused(client, country):
    assert ask(client, "a\0b", WRONG).status_code == 400
    assert client.put(LOOK_UP).status_code == 405


def test_the_queries_are_few_however_much_has_happened(client, case, at_ba_dinh, django_assert_max_num_queries):
    answered(case, at_ba_dinh)
    with django_assert_max_num_queries(15):
        ask(client, case.code, secret(case))


def test_every_state_and_act_has_words():
    assert set(STATES) == set(State)
    assert set(STEPS) == set(FeedbackEvent.Verb) - PRIVATE
    for words, field in ((KIND_NAMES, "kind"), (ABOUT_NAMES, "about"), (CHANNELS, "channel")):
        assert {str(key) for key in words} == {key for key, _ in Feedback._meta.get_field(field).choices}
    assert {str(key) for key in OUTCOMES} == {key for key, _ in Answer._meta.get_field("outcome").choices}
