"""Each act through its page: what it asks, what it refuses and why, and two officers at once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from agencies.models import Role
from feedback import actions
from feedback.models import (
    About,
    AnswerTemplate,
    Classification,
    Criterion,
    Enclosure,
    Feedback,
    HandOver,
    Note,
    State,
    Subject,
)
from tests.conftest import person
from tests.country import Country
from tests.feedback.conftest import handler, sent_to
from tests.feedback.staff import REPLY, answered, enclose, examined, page_of, published, seen, text

pytestmark = pytest.mark.usefixtures("rules")


@pytest.fixture
def browser(at_ba_dinh, sign_in):
    return sign_in(at_ba_dinh)


def again(case: Feedback) -> Feedback:
    return Feedback.objects.select_related("holder", "answer").get(pk=case.pk)


def test_from_intake_to_the_public_page(case, browser, at_ba_dinh):
    browser.post(page_of(case, "classify"), {"classification": "conduct", "subject": "conduct"})
    browser.post(page_of(case, "note"), {"text": "Đã gọi bộ phận một cửa."})
    browser.post(page_of(case, "extend"), {"reason": "Chờ bộ phận một cửa trả lời."})
    browser.post(page_of(case, "answer"), {"text": REPLY})
    browser.post(page_of(case, "publish"), {"title": "Trả chậm", "text": "Hồ sơ ba tuần.", "read": "on"})
    browser.post(page_of(case, "reword"), {"title": "Trả kết quả chậm", "text": "Ba tuần.", "read": "on"})

    now = again(case)
    assert (now.state, now.public_title, now.answer.text) == (State.PUBLISHED, "Trả kết quả chậm", REPLY)
    assert [event.verb for event in case.events.all()] == [
        "received", "classified", "extended", "answered", "published", "published",
    ]  # fmt: skip
    assert Note.objects.get().by == at_ba_dinh

    browser.post(page_of(case, "hide"), {"reason": "Có tên người khác."})
    assert again(case).state == State.ANSWERED


def test_what_is_not_accepted_says_why(case, browser):
    refused = browser.post(page_of(case, "classify"), {"classification": "not_accepted"})
    assert "Hãy ghi lý do" in text(refused)

    browser.post(page_of(case, "classify"), {"classification": "not_accepted", "reason": "Đây là đơn tố cáo."})
    assert (again(case).state, again(case).refusal) == (State.REFUSED, "Đây là đơn tố cáo.")


@pytest.mark.parametrize(
    ("filled", "told"),
    [
        ({}, "bắt buộc"),
        ({"classification": "x"}, "không"),
        ({"classification": "own"}, "Hãy chọn nội dung theo quy định"),
        ({"classification": "own", "subject": "other", "to": "hoan_kiem"}, "Loại này không chuyển nơi khác"),
        ({"classification": "anothers", "reason": "Của nơi khác."}, "Hãy chọn cơ quan có thẩm quyền"),
        ({"classification": "anothers", "to": "hoan_kiem"}, "Hãy ghi lý do"),
        ({"classification": "anothers", "to": "ba_dinh", "reason": "Của mình."}, "khác cơ quan đang giữ"),
        ({"classification": "anothers", "to": "99999999", "reason": "Của ai?"}, "không"),
        ({"classification": "anothers", "to": "x", "reason": "Của ai?"}, "không"),
    ],
)
def test_a_class_that_does_not_fit_is_refused_and_words_are_kept(filled, told, case, browser, country: Country):
    sent = {name: getattr(getattr(country, value, None), "pk", value) for name, value in filled.items()}

    page = text(browser.post(page_of(case, "classify"), sent))

    assert told in page
    assert filled.get("reason", "") in page
    assert again(case).state == State.RECEIVED
    assert case.events.count() == 1


def test_it_is_handed_over_to_any_agency_and_accepted_there(case, browser, country: Country, sign_in):
    browser.post(page_of(case, "handover"), {"to": country.hue.pk, "reason": "Việc ở Huế."})
    there = sign_in(handler(country.hue))
    assert again(case).state == State.HANDED_OVER

    there.post(page_of(case, "accept"))

    assert (again(case).state, again(case).holder) == (State.EXAMINING, country.hue)


def test_it_is_declined_with_a_reason_or_not_at_all(case, browser, country: Country, sign_in):
    browser.post(page_of(case, "handover"), {"to": country.hue.pk, "reason": "Việc ở Huế."})
    there = sign_in(handler(country.hue))

    there.post(page_of(case, "decline"), {"reason": "  "})
    assert again(case).state == State.HANDED_OVER
    there.post(page_of(case, "decline"), {"reason": "Không phải ở Huế."})

    assert HandOver.objects.get().why_not == "Không phải ở Huế."
    assert (again(case).state, again(case).holder) == (State.RECEIVED, country.ba_dinh)


def test_agencies_are_found_by_typing_whatever_ones_branch(case, browser, outsider, author, sign_in):
    address = reverse("admin:feedback_feedback_agencies")

    found = browser.get(address, {"term": "hue"}).json()["results"]

    assert [one["text"] for one in found] == ["Thành phố Huế", "Phường Thuận Hóa (Thành phố Huế)"]
    assert browser.get(address, {"term": "%00", "page": "x"}).json()["results"] == []
    assert len(browser.get(address).json()["results"]) == 8
    assert sign_in(author).get(address).status_code == 403


def test_it_climbs(case, browser, country: Country):
    browser.post(page_of(case, "climb"), {"reason": "Không rõ thuộc ai."})

    assert again(case).holder == country.ha_noi


def test_it_is_given_to_somebody_who_handles_cases_there(case, browser, country: Country, outsider):
    colleague = person("phan-anh-hai", country.ba_dinh, Role.FEEDBACK)

    refused = browser.post(page_of(case, "assign"), {"officer": outsider.pk})
    browser.post(page_of(case, "assign"), {"officer": colleague.pk})

    assert "errorlist" in text(refused)
    assert again(case).officer == colleague


def test_the_six_criteria_are_kept_and_asked_for_a_word_where_one_is_not_met(country: Country, at_ba_dinh, browser):
    case = sent_to(country.ba_dinh, about=About.REGULATION)
    actions.classify(case, Classification.OWN, subject=Subject.UNSUITED, by=at_ba_dinh)
    met = {criterion.value: "met" for criterion in Criterion}

    refused = browser.post(page_of(case, "examine"), {**met, "simple": "not_met"})
    assert "Hãy giải thích vì sao chưa đáp ứng" in text(refused)
    browser.post(page_of(case, "examine"), {**met, "simple": "not_met", "simple_note": "Mẫu có 40 ô."})

    assert {finding.note for finding in case.findings.all()} == {"", "Mẫu có 40 ô."}
    refused = browser.post(page_of(case, "answer"), {"text": REPLY})
    assert "phải có kết quả đối với quy định" in text(refused)
    assert REPLY in text(refused)
    refused = browser.post(page_of(case, "answer"), {"text": REPLY, "outcome": "amend"})
    assert "Ghi thủ tục hoặc điều khoản" in text(refused)
    refused = browser.post(page_of(case, "answer"), {"text": REPLY, "outcome": "amend", "procedure": "9.999999"})
    assert "Không có thủ tục mang mã này" in text(refused)
    browser.post(page_of(case, "answer"), {"text": REPLY, "outcome": "amend", "clause": "Điều 5"})
    assert again(case).answer.outcome == "amend"


def test_an_answer_that_names_the_sender_is_refused(case, at_ba_dinh, browser):
    examined(case, at_ba_dinh)

    page = text(browser.post(page_of(case, "answer"), {"text": "Kính gửi bà Trần Thị Lan, Ủy ban đã trả."}))

    assert "còn họ tên của người gửi" in page
    assert again(case).state == State.EXAMINING


def test_an_answer_begins_with_the_words_of_ones_own_agency_or_of_one_above(case, country, at_ba_dinh, browser):
    examined(case, at_ba_dinh)
    own, above, beside = (
        AnswerTemplate.objects.create(agency=agency, title=f"Mẫu {agency}", text=f"Cảm ơn bạn đã gửi {agency}.")
        for agency in (country.ba_dinh, country.ha_noi, country.hue)
    )

    page = text(browser.get(page_of(case, "answer")))
    assert "Mẫu Phường Ba Đình" in page
    assert "Mẫu Thành phố Hà Nội" in page
    assert "Mẫu Thành phố Huế" not in page

    filled = text(browser.post(page_of(case, "answer"), {"_template": "", "template": above.pk, "text": "Đã viết."}))
    assert "Cảm ơn bạn đã gửi Thành phố Hà Nội.\n\nĐã viết." in filled
    assert "Cảm ơn" not in text(browser.post(page_of(case, "answer"), {"_template": "", "template": beside.pk}))
    assert again(case).state == State.EXAMINING
    assert own.is_active


def test_one_answer_settles_the_linked_cases_that_are_chosen(case, country: Country, at_ba_dinh, browser):
    others = [sent_to(country.ba_dinh, text=f"Khai sinh chậm quá, lần {number}.") for number in range(2)]
    elsewhere = examined(sent_to(country.hoan_kiem), handler(country.hoan_kiem))
    for one in (case, *others):
        examined(one, at_ba_dinh)
    actions.link(others[0], case, by=at_ba_dinh)

    page = browser.get(page_of(case, "answer"))
    assert [key for key, _told in page.context["form"].fields["cases"].choices] == [others[0].pk, others[1].pk]
    assert page.context["form"].fields["cases"].initial == [others[0].pk]
    refused = browser.post(page_of(case, "answer"), {"text": REPLY, "cases": [elsewhere.pk]})
    assert "errorlist" in text(refused)

    browser.post(page_of(case, "answer"), {"text": REPLY, "cases": [others[0].pk]})

    assert [again(one).state for one in (case, *others)] == [State.ANSWERED, State.ANSWERED, State.EXAMINING]
    assert again(others[0]).answer == again(case).answer


def test_what_still_tells_who_sent_it_is_not_published(case, at_ba_dinh, browser):
    answered(case, at_ba_dinh)
    good = {"title": "Trả chậm", "text": "Hồ sơ ba tuần.", "read": "on"}

    for wrong, told in (
        ({"text": "Bà Trần Thị Lan ở 12 phố Đội Cấn."}, "còn họ tên của người gửi"),
        ({"title": "Gọi 0912345678"}, "còn số điện thoại của người gửi"),
        ({"read": ""}, "Hãy đọc lại nội dung"),
        ({"title": ""}, "bắt buộc"),
    ):
        page = text(browser.post(page_of(case, "publish"), {**good, **wrong}))
        assert told in page
        assert wrong.get("text", "Hồ sơ ba tuần.") in page
        assert again(case).state == State.ANSWERED


def test_photos_are_published_with_a_word_of_what_is_on_them(case, at_ba_dinh, browser):
    photo, file, kept = enclose(case), enclose(case, Enclosure.Type.PDF), enclose(case)
    answered(case, at_ba_dinh)
    good = {"title": "Trả chậm", "text": "Hồ sơ ba tuần.", "read": "on", f"file_{photo.pk}": "on"}

    page = text(browser.get(page_of(case, "publish")))
    assert f"?so={photo.place}" in page
    assert "Hãy mô tả ảnh" in text(browser.post(page_of(case, "publish"), good))
    named = {**good, f"file_{photo.pk}_told": "Chị Trần Thị Lan trước quầy."}
    assert "còn họ tên của người gửi" in text(browser.post(page_of(case, "publish"), named))
    told = {f"file_{photo.pk}_told": "Hàng người trước quầy.", f"file_{file.pk}": "on"}
    browser.post(page_of(case, "publish"), {**good, **told})

    assert again(case).state == State.PUBLISHED
    assert list(case.enclosures.values_list("is_public", flat=True)) == [True, True, False]
    assert case.enclosures.get(pk=photo.pk).alternative == "Hàng người trước quầy."
    assert not case.enclosures.get(pk=kept.pk).is_public


def test_the_same_case_twice_is_linked_and_weighs_more(case, country: Country, at_ba_dinh, browser):
    first = sent_to(country.ba_dinh)

    browser.post(page_of(case, "link"), {"other": first.code.lower()})

    assert again(case).same_as == first
    assert again(first).weight == 2
    assert first.code in text(browser.get(page_of(case)))
    assert case.code in text(browser.get(page_of(first)))
    browser.post(page_of(case, "unlink"))
    assert (again(case).same_as, again(first).weight) == (None, 1)


def test_chains_of_links_are_one_link_long(country: Country, at_ba_dinh):
    one, two, three = (sent_to(country.ba_dinh) for _ in range(3))
    actions.link(three, two, by=at_ba_dinh)
    actions.link(two, one, by=at_ba_dinh)

    assert {again(case).same_as for case in (two, three)} == {one}
    assert [again(case).weight for case in (one, two, three)] == [3, 1, 1]
    actions.unlink(three, by=at_ba_dinh)
    assert again(one).weight == 2


@pytest.mark.parametrize("typed", ["", "PA-0000-0000", "không rõ", "{own}", "{hidden}", "\0"])
def test_what_cannot_be_linked_is_refused(typed: str, case, country: Country, browser):
    hidden = sent_to(country.hue)

    answer = browser.post(page_of(case, "link"), {"other": typed.format(own=case.code, hidden=hidden.code)})

    assert answer.status_code in {200, 400}
    assert again(case).same_as is None


def test_what_everybody_reads_may_be_linked_to(case, country: Country, browser):
    public = published(sent_to(country.hue), handler(country.hue))

    browser.post(page_of(case, "link"), {"other": public.code})

    assert again(case).same_as == public


def test_of_two_officers_at_once_the_second_is_told_and_overwrites_nothing(case, country, at_ba_dinh, browser, sign_in):
    colleague = person("phan-anh-hai", country.ba_dinh, Role.FEEDBACK)
    page = seen(browser, case, "assign")
    sign_in(colleague).post(page_of(case, "takenup"))

    refused = browser.post(page_of(case, "assign"), {"officer": at_ba_dinh.pk, "seen": page})

    assert "đã có việc mới: giao người xử lý" in text(refused)
    assert again(case).officer == colleague
    browser.post(page_of(case, "assign"), {"officer": at_ba_dinh.pk, "seen": refused.context["last"].pk})
    assert again(case).officer == at_ba_dinh


def test_of_two_who_classify_the_second_is_told_what_the_first_did(case, country: Country, browser, sign_in):
    page = seen(browser, case, "classify")
    colleague = person("phan-anh-hai", country.ba_dinh, Role.FEEDBACK)
    refusal = {"classification": "not_accepted", "reason": "Đây là đơn tố cáo."}
    sign_in(colleague).post(page_of(case, "classify"), refusal)

    told = text(browser.post(page_of(case, "classify"), {"classification": "own", "subject": "other", "seen": page}))

    assert "không làm việc này được" in told
    assert "không tiếp nhận, phan-anh-hai" in told
    assert again(case).state == State.REFUSED


def test_the_sender_who_confirms_meanwhile_is_in_nobodys_way(case, browser, at_ba_dinh):
    page = seen(browser, case, "assign")
    actions.verify(case)

    browser.post(page_of(case, "assign"), {"officer": at_ba_dinh.pk, "seen": page})

    assert again(case).officer == at_ba_dinh
