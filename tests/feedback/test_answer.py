"""Answering, publishing, rating and disputing: what each asks for, and what it leaves behind."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from feedback import actions
from feedback.models import (
    About,
    Answer,
    Classification,
    Criterion,
    Feedback,
    FeedbackEvent,
    Finding,
    Level,
    Outcome,
    RuleChange,
    Sender,
    SenderReading,
    State,
    Subject,
)
from tests.feedback.conftest import handler, sent_to

Verb = FeedbackEvent.Verb
pytestmark = pytest.mark.usefixtures("rules")
REPLY = "Ủy ban đã trả kết quả và phê bình cán bộ để chậm. Xin lỗi bà."


@pytest.fixture
def examined(case, at_ba_dinh) -> Feedback:
    actions.classify(case, Classification.CONDUCT, subject=Subject.CONDUCT, by=at_ba_dinh)
    return case


@pytest.fixture
def answered(examined, at_ba_dinh) -> Feedback:
    actions.answer([examined], Answer(text=REPLY), by=at_ba_dinh)
    return examined


@pytest.fixture
def published(answered, at_ba_dinh) -> Feedback:
    actions.publish(answered, title="Trả kết quả khai sinh chậm", text="Hồ sơ khai sinh ba tuần.", by=at_ba_dinh)
    return answered


def test_an_answer_in_time_counts_as_in_time(answered):
    assert (answered.state, answered.on_time, answered.due_at) == (State.ANSWERED, True, None)


def test_an_answer_after_its_limit_counts_as_late(examined, at_ba_dinh):
    with time_machine.travel(examined.due_at + datetime.timedelta(seconds=1)):
        actions.answer([examined], Answer(text=REPLY), by=at_ba_dinh)
    assert examined.on_time is False


def test_a_regulation_needs_six_criteria_and_an_outcome(country, at_ba_dinh):
    case = sent_to(country.ba_dinh, about=About.REGULATION)
    actions.classify(case, Classification.OWN, subject=Subject.UNSUITED, by=at_ba_dinh)
    for new in (Answer(text=REPLY), Answer(text=REPLY, outcome=Outcome.AMEND, clause="Điều 5")):
        with pytest.raises(ValidationError):
            actions.answer([case], new, by=at_ba_dinh)
    with pytest.raises(ValidationError, match="vì sao"):
        actions.examine(case, {Criterion.SIMPLE: (Finding.Verdict.NOT_MET, "")}, by=at_ba_dinh)

    actions.examine(case, dict.fromkeys(Criterion, (Finding.Verdict.MET, "")), by=at_ba_dinh)
    actions.answer([case], Answer(text=REPLY, outcome=Outcome.AMEND, clause="Điều 5"), by=at_ba_dinh)

    assert case.answer.outcome == Outcome.AMEND


def test_one_answer_for_several_cases_of_one_holder(country, at_ba_dinh):
    cases = [sent_to(country.ba_dinh) for _ in range(3)]
    for case in cases:
        actions.classify(case, Classification.CONDUCT, by=at_ba_dinh)

    given = actions.answer(cases, Answer(text=REPLY), by=at_ba_dinh)

    assert given.cases.count() == 3
    assert {case.state for case in cases} == {State.ANSWERED}


def test_what_is_published_does_not_tell_who_sent_it(answered, at_ba_dinh):
    for text in (
        "Bà TRAN THI LAN nộp hồ sơ.",
        "Gọi 0912.345.678 không ai nghe.",
        "Nhà 12 phố Đội Cấn, phường Ba Đình.",
    ):
        with pytest.raises(ValidationError, match="của người gửi"):
            actions.publish(answered, title="Trả kết quả chậm", text=text, by=at_ba_dinh)
    assert answered.state == State.ANSWERED


def test_a_published_case_can_be_worded_anew_and_hidden(published, at_ba_dinh):
    first = published.published_at
    actions.publish(published, title="Chậm trả kết quả", text="Hồ sơ khai sinh.", by=at_ba_dinh)
    assert (published.public_title, published.published_at) == ("Chậm trả kết quả", first)

    actions.hide(published, reason="Có tên người khác.", by=at_ba_dinh)
    assert published.state == State.ANSWERED


def test_each_answer_is_rated_once(answered):
    actions.rate(answered, Level.NOT, comment="Vẫn chậm.")
    with pytest.raises(ValidationError):
        actions.rate(answered, Level.VERY)


def test_the_first_dispute_opens_it_again_the_second_rises_and_there_is_no_third(published, country, at_ba_dinh):
    actions.dispute(published, reason="Chưa trả kết quả.")
    assert (published.state, published.holder, published.published_at) == (State.EXAMINING, country.ba_dinh, None)

    actions.answer([published], Answer(text="Đã trả."), by=at_ba_dinh)
    actions.dispute(published, reason="Vẫn chưa.")
    assert (published.state, published.holder) == (State.RECEIVED, country.ha_noi)

    above = handler(country.ha_noi)
    actions.classify(published, Classification.OWN, subject=Subject.CONDUCT, by=above)
    actions.answer([published], Answer(text="Thành phố đã xử lý."), by=above)
    with pytest.raises(ValidationError):
        actions.dispute(published, reason="Không.")


def test_a_refusal_says_why_and_can_be_disputed(case, at_ba_dinh):
    with pytest.raises(ValidationError):
        actions.classify(case, Classification.NOT_ACCEPTED, by=at_ba_dinh)
    actions.classify(case, Classification.NOT_ACCEPTED, reason="Đây là đơn tố cáo.", by=at_ba_dinh)
    assert (case.state, case.refusal) == (State.REFUSED, "Đây là đơn tố cáo.")

    actions.dispute(case, reason="Tôi không tố cáo ai.")
    assert (case.state, case.refusal) == (State.RECEIVED, "")


def test_it_is_put_off_once_and_only_in_time(examined, at_ba_dinh):
    due = examined.due_at
    actions.extend(examined, reason="Phải hỏi cơ quan khác.", by=at_ba_dinh)
    assert examined.due_at > due
    with pytest.raises(ValidationError, match="Đã gia hạn"):
        actions.extend(examined, reason="Nữa.", by=at_ba_dinh)


def test_everyone_who_raised_a_rule_is_told_when_it_changes(published, country, at_ba_dinh):
    change = RuleChange(
        agency=country.ba_dinh, title="Không còn phải nộp bản sao hộ khẩu", before="Phải nộp.", after="Không phải nộp.",
        document="Quyết định số 1/QĐ-UBND", in_force_from=datetime.date(2026, 1, 1),
    )  # fmt: skip

    actions.tell_of_change(change, [published], by=at_ba_dinh)

    assert published.events.last().verb == Verb.RULE_CHANGED
    assert published.events.last().notices.count() == 2


def test_each_reading_of_a_sender_is_written_down(case, at_ba_dinh):
    assert actions.read_sender(case, by=at_ba_dinh).name == "Trần Thị Lan"
    assert SenderReading.objects.get().by == at_ba_dinh


def test_the_sender_goes_by_rule_and_the_case_stays(published, case):
    open_case = sent_to(published.holder)
    with time_machine.travel(published.answered_at + datetime.timedelta(days=800)):
        assert actions.forget_old_senders() == 1
    assert not Sender.objects.filter(feedback=published).exists()
    assert Sender.objects.filter(feedback=open_case).exists()
    assert not actions.forget_sender(open_case)


def test_support_counts_once_and_only_for_what_is_public(published, case, country):
    token = published.token
    assert actions.support(published, token=token)
    assert not actions.support(published, token=token)
    assert published.weight == 2
    with pytest.raises(ValidationError):
        actions.support(sent_to(country.ba_dinh), token=token)
