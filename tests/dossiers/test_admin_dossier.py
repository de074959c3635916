"""The page of a dossier in the admin: who sees it, what it offers, and that each act comes through."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.urls import reverse

from agencies.models import Role
from dossiers.actions import ask_supplement, consult, take_up
from dossiers.admin.steps import STEPS
from dossiers.models import ApplicantLook, Consultation, Dossier, DossierEvent, Notice, State
from notices.promises import MOST_TRIES
from tests.conftest import person
from tests.country import Country
from tests.dossiers.conftest import IDENTITY, PHONE, at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("now")]
OF_DESK = {"accept", "giveback", "supplement", "paid", "forward", "papersatdesk", "withdraw", "deny"}


@pytest.fixture
def now():
    with time_machine.travel(at("2026-11-02 14:00"), tick=True):
        yield


def page_of(dossier: Dossier, page: str = "change") -> str:
    return reverse(f"admin:dossiers_dossier_{page}", args=[dossier.pk])


def offered_to(browser, dossier: Dossier) -> set[str]:
    return {one.step.page for one in browser.get(page_of(dossier)).context["offered"]}


def test_each_side_is_offered_its_acts(dossier, desk, officer, sign_in):
    assert offered_to(sign_in(desk), dossier) == {"forward", "papersatdesk", "withdraw"}
    assert offered_to(sign_in(officer), dossier) == {
        "takenup", "finish", "assign", "payment", "consult", "apology", "stop",
    }  # fmt: skip


def test_an_auditor_reads_and_is_offered_nothing(dossier, country: Country, sign_in):
    auditor = person("kiem-tra", country.ha_noi, Role.AUDITOR)

    assert offered_to(sign_in(auditor), dossier) == set()
    for step in STEPS:
        assert sign_in(auditor).post(page_of(dossier, step.page), {"reason": "Vì"}).status_code == 403
    assert dossier.events.count() == 1


def test_others_find_nothing(dossier, outsider, author, sign_in, country: Country):
    elsewhere = person("mot-cua-hoan-kiem", country.hoan_kiem, Role.DESK)
    pages = ("change", "receipt", "pdf", "letter", "applicant", "history", *(step.page for step in STEPS))
    for somebody in (outsider, author, elsewhere):
        for page in pages:
            assert sign_in(somebody).get(page_of(dossier, page)).status_code == 404, (somebody, page)


def test_acts_of_the_other_side_are_refused(dossier, desk, officer, sign_in):
    for step in STEPS:
        somebody = officer if step.page in OF_DESK else desk
        assert sign_in(somebody).post(page_of(dossier, step.page), {"reason": "Vì"}).status_code == 403, step.page


def test_from_the_desk_to_the_result(dossier, desk, officer, sign_in):
    office, counter = sign_in(officer), sign_in(desk)

    office.post(page_of(dossier, "takenup"))
    office.post(page_of(dossier, "papers"), {"reason": "Thiếu giấy chứng sinh."})
    counter.post(page_of(dossier, "supplement"), {"note": "Đã nộp."})
    office.post(page_of(dossier, "payment"), {"reason": "Lệ phí 8.000 đồng."})
    counter.post(page_of(dossier, "paid"))
    office.post(page_of(dossier, "stop"), {"reason": "Chờ bản án."})
    office.post(page_of(dossier, "resume"), {"reason": "Đã có bản án."})
    office.post(page_of(dossier, "finish"), {"outcome": "granted", "result": "Giấy khai sinh số 15/2026"})
    counter.post(page_of(dossier, "giveback"))

    dossier.refresh_from_db()
    assert dossier.state == State.RETURNED
    assert [event.verb for event in dossier.events.all()][1:] == [
        "taken_up", "supplement_asked", "supplemented", "payment_asked", "paid", "stopped", "resumed", "finished",
        "returned",
    ]  # fmt: skip


def test_of_two_officers_at_once_the_second_is_told(dossier, officer, country: Country, sign_in):
    other = person("chuyen-vien-hai", country.ba_dinh, Role.OFFICER)
    sign_in(officer).post(page_of(dossier, "takenup"))

    answer = sign_in(other).post(page_of(dossier, "takenup"))

    assert "không làm việc này được" in answer.content.decode()
    assert Dossier.objects.get().officer == officer


@pytest.mark.parametrize(
    ("page", "filled", "told"),
    [
        ("stop", {"reason": " "}, "bắt buộc"),
        ("finish", {"outcome": "refused"}, "lý do"),
        ("finish", {"outcome": "granted"}, "kết quả"),
        ("finish", {"outcome": "x"}, "không"),
        ("apology", {"reason": "Thiếu người", "until": "2026-11-03T08:00"}, "sau ngày hẹn cũ"),
        ("apology", {"reason": "Thiếu người", "until": "khi nào xong"}, "ngày"),
        ("consult", {"question": "Có vướng không?", "due_at": "2020-01-01T08:00"}, "sau lúc này"),
    ],
)
def test_what_is_refused_says_why_and_keeps_the_words(page, filled, told, dossier, officer, country: Country, sign_in):
    asked = {"agency": country.hoan_kiem.pk, **filled}

    answer = sign_in(officer).post(page_of(dossier, page), asked)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert told in text
    for words in ("Thiếu người", "Có vướng không?"):
        assert words not in filled.values() or words in text
    assert dossier.events.count() == 1


def test_what_can_no_longer_be_done_says_why(dossier, desk, officer, sign_in):
    with time_machine.travel(at("2026-11-06 09:00"), tick=True):
        page = sign_in(desk).get(page_of(dossier)).content.decode()
        late = sign_in(desk).post(page_of(dossier, "papersatdesk"), {"reason": "Thiếu."}).content.decode()

    assert "Đã quá hạn yêu cầu bổ sung" in page
    assert "Đã quá hạn yêu cầu bổ sung" in late
    assert Dossier.objects.get().state == State.ACCEPTED


def test_an_apology_is_a_letter(dossier, officer, sign_in):
    browser = sign_in(officer)
    browser.post(page_of(dossier, "apology"), {"reason": "Chờ liên thông.", "until": "2026-11-12T17:00"})

    letter = browser.get(page_of(dossier, "letter")).content.decode()

    for told in ("Chờ liên thông.", "17:00 12/11/2026", "Trần Thị Lan", dossier.code):
        assert told in letter
    assert "Hồ sơ đã được hẹn lại một lần" in browser.get(page_of(dossier)).content.decode()


def test_the_numbers_of_an_applicant_are_shown_when_asked_for_and_that_is_noted(dossier, desk, sign_in):
    browser = sign_in(desk)

    page = browser.get(page_of(dossier)).content.decode()
    whole = browser.get(page_of(dossier, "applicant"))

    assert "Trần Thị Lan" in page
    for number in (PHONE, IDENTITY):
        assert number not in page
        assert number in whole.content.decode()
    assert "no-store" in whole["Cache-Control"]
    assert [look.by for look in ApplicantLook.objects.all()] == [desk]


def test_who_is_asked_for_an_opinion_does_not_see_the_applicant(dossier, officer, country: Country, sign_in):
    asked = person("chuyen-vien-hoan-kiem", country.hoan_kiem, Role.OFFICER)
    assert sign_in(asked).get(page_of(dossier)).status_code == 404
    due = at("2026-11-05 17:00")
    question = consult(dossier, country.hoan_kiem, question="Có vướng quy hoạch không?", due_at=due, by=officer)

    browser = sign_in(asked)
    page = browser.get(page_of(dossier))
    assert page.status_code == 200
    assert "Trần Thị Lan" not in page.content.decode()
    for one in ("receipt", "pdf", "letter", "applicant"):
        assert browser.get(page_of(dossier, one)).status_code == 403
    browser.post(reverse("admin:dossiers_consultation_answer", args=[question.pk]), {"answer": "Không vướng."})

    assert Consultation.objects.get().answered_by == asked
    assert "Không vướng." in sign_in(officer).get(page_of(dossier)).content.decode()


@pytest.mark.parametrize("typed", ["000.03.12.H26-261102-0001", "h26.12.03-261102-0001", "H26.12.03 – 261102 – 0001"])
def test_a_dossier_is_found_by_its_code_in_any_form(typed, dossier, desk, sign_in):
    found = sign_in(desk).get(reverse("admin:dossiers_dossier_changelist"), {"q": typed}).context["cl"].queryset

    assert list(found) == [dossier]


def test_queues_hold_what_waits_and_the_front_page_counts_it(dossier, desk, officer, sign_in):
    take_up(dossier, by=officer)
    with time_machine.travel(at("2026-11-09 09:00"), tick=True):
        assert _titles(sign_in(officer)) == {"Hồ sơ đến hạn hôm nay": 1, "Hồ sơ bạn đang giải quyết": 1}
        assert _queue(sign_in(officer), "hom-nay") == [dossier]
        assert _queue(sign_in(officer), "qua-han") == []
    with time_machine.travel(at("2026-11-10 09:00"), tick=True):
        assert _queue(sign_in(officer), "qua-han") == [dossier]
        assert _queue(sign_in(officer), "hom-nay") == []


def test_what_waits_for_the_citizen_is_in_a_queue_of_its_own(dossier, desk, officer, sign_in):
    ask_supplement(dossier, what="Thiếu giấy.", by=desk)

    assert _queue(sign_in(officer), "cho-nguoi-nop") == [dossier]
    assert _queue(sign_in(officer), "cua-toi") == []


def _titles(browser) -> dict[str, int]:
    return {task.title: task.count for task in browser.get(reverse("admin:index")).context["tasks"]}


def _queue(browser, code: str) -> list[Dossier]:
    return list(browser.get(reverse("admin:dossiers_dossier_changelist"), {"hang-doi": code}).context["cl"].result_list)


def test_a_queue_asks_the_same_few_queries_however_long_it_is(
    dossier, version, officer, desk, country: Country, sign_in, django_assert_max_num_queries
):
    from dossiers.actions import receive
    from tests.dossiers.conftest import applicant, draft

    browser = sign_in(officer)
    for number in range(12):
        receive(draft(version, country.ba_dinh), applicant(name=f"Người {number}"), by=desk)

    with django_assert_max_num_queries(16):
        browser.get(reverse("admin:dossiers_dossier_changelist"), {"hang-doi": "chua-ai-nhan"})
    with django_assert_max_num_queries(30):
        browser.get(page_of(dossier))


def test_a_message_that_was_given_up_is_tried_again(dossier, administrator, desk, sign_in):
    notice = Notice.objects.first()
    Notice.objects.filter(pk=notice.pk).update(tries=MOST_TRIES, error="TimeoutError: ")
    address = reverse("admin:dossiers_notice_retry", args=[notice.pk])

    listed = sign_in(administrator).get(reverse("admin:dossiers_notice_changelist"), {"gui": "hong"})
    assert list(listed.context["cl"].queryset) == [notice]
    assert sign_in(desk).post(address).status_code == 404
    sign_in(administrator).post(address)

    assert Notice.objects.get(pk=notice.pk).tries == 0


def test_history_is_what_happened(dossier, officer, sign_in):
    take_up(dossier, by=officer)

    page = sign_in(officer).get(page_of(dossier, "history")).content.decode()

    assert "Bắt đầu xử lý" in page
    assert DossierEvent.objects.latest("pk").at - dossier.received_at < datetime.timedelta(days=1)
