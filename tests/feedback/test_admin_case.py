"""The page of one case: who reads what of it, what it offers, and its sender, shown when asked for."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.urls import reverse

from agencies.models import Role
from feedback import actions
from feedback.admin.steps import STEPS
from feedback.models import Classification, Enclosure, SenderReading, Subject
from tests.conftest import person
from tests.country import Country
from tests.feedback.conftest import TEXT, handler, sent_to
from tests.feedback.staff import LIST, answered, enclose, examined, offered_to, page_of, published, text

pytestmark = pytest.mark.usefixtures("rules")
SENDER = ("Trần Thị Lan", "12 phố Đội Cấn", "0912 345 678", "lan@example.org")
PAGES = ("change", "history", "sender", "receipt", "enclosure", *(step.page for step in STEPS))


@pytest.fixture
def auditor(country: Country):
    return person("kiem-tra", country.ha_noi, Role.AUDITOR)


def test_outsiders_find_nothing(case, country: Country, outsider, author, sign_in):
    enclose(case)
    beside = handler(country.hoan_kiem)
    for somebody in (outsider, author, beside):
        for page in PAGES:
            for method in ("get", "post"):
                answer = getattr(sign_in(somebody), method)(page_of(case, page), {"reason": "Vì"})
                assert answer.status_code == 404, (somebody, page)
    assert case.events.count() == 1


def test_what_is_offered_follows_from_where_it_stands(case, country: Country, at_ba_dinh, sign_in):
    browser = sign_in(at_ba_dinh)
    always = {"link", "note"}
    assert set(offered_to(browser, case)) == {"classify", "takenup", "assign", "handover", "climb", *always}
    examined(case, at_ba_dinh)
    assert set(offered_to(browser, case)) == {"answer", "assign", "handover", "climb", "extend", *always}
    answered(sent_to(country.ba_dinh), at_ba_dinh)
    other = answered(sent_to(country.ba_dinh), at_ba_dinh)
    assert set(offered_to(browser, other)) == {"publish", *always}
    actions.publish(other, title="Chậm", text="Chậm.", by=at_ba_dinh)
    assert set(offered_to(browser, other)) == {"reword", "hide", *always}


def test_who_is_offered_a_case_reads_it_and_may_accept_or_decline(case, country: Country, at_ba_dinh, sign_in):
    there = handler(country.hoan_kiem)
    actions.hand_over(case, country.hoan_kiem, reason="Việc ở Hoàn Kiếm.", by=at_ba_dinh)

    browser = sign_in(there)
    page = text(browser.get(page_of(case)))

    assert set(offered_to(browser, case)) == {"accept", "decline"}
    assert TEXT in page
    assert "Việc ở Hoàn Kiếm." in page
    assert not any(word in page for word in SENDER)
    assert browser.post(page_of(case, "sender")).status_code == 403
    assert set(offered_to(sign_in(at_ba_dinh), case)) == {"takenup", "assign", "link", "note"}


def test_who_held_it_follows_where_it_went_and_reads_its_words_no_more(case, country: Country, at_ba_dinh, sign_in):
    there = handler(country.hoan_kiem)
    enclose(case)
    actions.write_note(case, "Đã gọi hai lần.", by=at_ba_dinh)
    actions.hand_over(case, country.hoan_kiem, reason="Việc ở Hoàn Kiếm.", by=at_ba_dinh)
    actions.accept(case, by=there)

    browser = sign_in(at_ba_dinh)
    page = text(browser.get(page_of(case)))

    for told in ("Phường Hoàn Kiếm", "Nơi nhận tiếp nhận", "Việc ở Hoàn Kiếm."):
        assert told in page
    for hidden in (TEXT, "Đã gọi hai lần.", *SENDER):
        assert hidden not in page
    assert browser.get(page_of(case, "enclosure")).status_code == 403
    assert offered_to(browser, case) == {}


def test_an_auditor_reads_and_never_the_sender(case, auditor, sign_in):
    browser = sign_in(auditor)
    page = text(browser.get(page_of(case)))

    assert TEXT in page
    assert not any(word in page for word in SENDER)
    assert offered_to(browser, case) == {}
    assert browser.post(page_of(case, "sender")).status_code == 403
    for step in STEPS:
        assert browser.post(page_of(case, step.page), {"reason": "Vì", "text": "x"}).status_code == 403, step.page
    assert not SenderReading.objects.exists()
    assert case.events.count() == 1


def test_the_sender_is_shown_to_whoever_asks_and_that_is_written_down(case, at_ba_dinh, auditor, sign_in):
    browser = sign_in(at_ba_dinh)

    page, asked = browser.get(page_of(case)), browser.get(page_of(case, "sender"))
    for word in SENDER:
        assert word not in text(page)
        assert word not in text(asked)
    assert not SenderReading.objects.exists()

    shown = browser.post(page_of(case, "sender"))
    for word in SENDER:
        assert word in text(shown)
    assert "no-store" in shown["Cache-Control"]
    assert [reading.by for reading in SenderReading.objects.all()] == [at_ba_dinh]
    assert str(at_ba_dinh) in text(sign_in(auditor).get(page_of(case)))
    listed = sign_in(auditor).get(reverse("admin:feedback_senderreading_changelist"))
    assert str(at_ba_dinh) in text(listed)
    assert sign_in(at_ba_dinh).get(reverse("admin:feedback_senderreading_changelist")).status_code == 403


def test_removed_data_is_said_to_be_removed(case, at_ba_dinh, sign_in):
    answered(case, at_ba_dinh)
    actions.forget_sender(case)

    browser = sign_in(at_ba_dinh)
    assert "đã được xóa" in text(browser.get(page_of(case)))
    assert "đã được xóa" in text(browser.post(page_of(case, "sender")))


def test_files_are_handed_out_as_what_they_are(case, at_ba_dinh, sign_in):
    enclose(case), enclose(case, Enclosure.Type.PDF)
    browser = sign_in(at_ba_dinh)

    photo, file = (browser.get(page_of(case, "enclosure"), {"so": place}) for place in ("1", "2"))

    assert (photo["Content-Type"], file["Content-Type"]) == ("image/jpeg", "application/pdf")
    assert photo["Content-Disposition"] == f'inline; filename="{case.code}-1.jpg"'
    assert file["Content-Disposition"] == f'attachment; filename="{case.code}-2.pdf"'
    for answer in (photo, file):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]
        assert answer.getvalue()
    for place in ("3", "x", "-1", ""):
        assert browser.get(page_of(case, "enclosure"), {"so": place}).status_code == 404


def test_the_page_says_until_when_why_and_what_follows(case, country: Country, at_ba_dinh, sign_in):
    browser = sign_in(at_ba_dinh)
    page = text(browser.get(page_of(case)))
    assert "5 ngày làm việc" in page
    assert "Nghị định 20/2008/NĐ-CP" in page

    with time_machine.travel(case.due_at + datetime.timedelta(hours=1)):
        late = text(sign_in(at_ba_dinh).get(page_of(case)))
    assert "quá hạn" in late
    assert "tự chuyển lên cấp trên" in late


def test_who_refused_and_why_stands_on_the_page(case, country: Country, at_ba_dinh, sign_in):
    actions.hand_over(case, country.hoan_kiem, reason="Việc ở Hoàn Kiếm.", by=at_ba_dinh)
    actions.decline(case, reason="Phố này thuộc Ba Đình.", by=handler(country.hoan_kiem))

    page = text(sign_in(at_ba_dinh).get(page_of(case)))

    assert "Phường Ba Đình → Phường Hoàn Kiếm" in page
    assert "Không nhận: Phố này thuộc Ba Đình." in page


def test_closed_buttons_say_why(country: Country, at_ba_dinh, sign_in):
    case = sent_to(country.ba_dinh)
    actions.classify(case, Classification.OWN, subject=Subject.UNSUITED, by=at_ba_dinh)
    browser = sign_in(at_ba_dinh)

    assert "chưa xem xét sự cần thiết" in offered_to(browser, case)["answer"][0]
    actions.extend(case, reason="Hỏi cơ quan khác.", by=at_ba_dinh)
    assert offered_to(browser, case)["extend"] == ["Đã gia hạn một lần."]
    assert "Đã gia hạn một lần." in text(browser.get(page_of(case, "extend")))
    top = sent_to(country.government)
    assert offered_to(sign_in(handler(country.government)), top)["climb"] == ["Không có cơ quan nào cao hơn."]


def test_words_of_the_sender_are_shown_as_they_were_written(country: Country, at_ba_dinh, sign_in):
    case = sent_to(country.ba_dinh, text='<script>alert("1")</script>')

    for address in (page_of(case), reverse(LIST), reverse("admin:index")):
        assert "<script>alert" not in text(sign_in(at_ba_dinh).get(address))


def test_the_page_asks_few_queries_however_long_its_story(
    case, country: Country, at_ba_dinh, sign_in, django_assert_max_num_queries
):
    there = handler(country.hoan_kiem)
    for _ in range(2):
        actions.hand_over(case, country.hoan_kiem, reason="Của nơi khác.", by=at_ba_dinh)
        actions.decline(case, reason="Không.", by=there)
        if case.holder != country.ba_dinh:
            actions.hand_over(case, country.ba_dinh, reason="Về lại.", by=handler(case.holder))
    for number in range(6):
        actions.write_note(case, f"Ghi chú {number}", by=at_ba_dinh)
        enclose(case)

    browser = sign_in(at_ba_dinh)
    with django_assert_max_num_queries(38):
        browser.get(page_of(case))


def test_history_is_what_happened(case, at_ba_dinh, sign_in):
    published(case, at_ba_dinh)

    assert "Công khai" in text(sign_in(at_ba_dinh).get(page_of(case, "history")))
