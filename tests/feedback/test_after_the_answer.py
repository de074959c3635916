"""What a sender does after looking her case up: rate the answer, dispute it, see her data and have them removed."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from feedback import actions
from feedback.models import Classification, Feedback, Level, Sender, State
from feedback.tickets import confirmation_for, ticket_for
from tests.feedback.test_look_up import answered, ask, secret, text
from tests.feedback.walking import AT_BA_DINH

pytestmark = pytest.mark.usefixtures("rules", "nobody_has_tried")

RATE, DISPUTE, DATA = (f"{AT_BA_DINH}{page}/" for page in ("danh-gia", "khong-dong-y", "du-lieu-cua-toi"))
WHY = "Chưa nói rõ ai chịu trách nhiệm."


def say(client: Client, page: str, case: Feedback, to_do: str = "", **said: str) -> str:
    """Send one form about a case; return the page that follows."""
    return text(client.post(page, {"ticket": ticket_for(case), "viec": to_do, **said}))


def test_the_look_up_leads_to_each(client, case, at_ba_dinh):
    answered(case, at_ba_dinh)

    page = text(ask(client, case.code, secret(case)))

    for address in (RATE, DISPUTE, DATA):
        assert f'action="{address}"' in page
        assert client.get(address).url == f"{AT_BA_DINH}tra-cuu/"  # the way leads over the look-up


def test_an_answer_is_rated_once_after_a_second_look(client, case, at_ba_dinh):
    answered(case, at_ba_dinh)

    assert "Bạn hài lòng với câu trả lời ở mức nào?" in say(client, RATE, case, "bat-dau")
    assert "Hãy chọn một mức độ hài lòng." in say(client, RATE, case, comment=WHY)
    check = say(client, RATE, case, level="not", comment=WHY)
    assert "Chưa hài lòng" in check
    assert WHY in check
    assert not case.verdicts.exists()
    assert "Đã nhận đánh giá" in say(client, RATE, case, "gui", level="not", comment=WHY)
    assert "Việc này đã làm rồi" in say(client, RATE, case, "gui", level="very")

    verdict = case.verdicts.get()
    assert (verdict.level, verdict.comment) == (Level.NOT, WHY)
    assert "Bạn đã đánh giá câu trả lời này: Chưa hài lòng." in text(ask(client, case.code, secret(case)))


def test_what_is_not_answered_is_not_rated(client, case):
    assert "hiện chưa làm được" in say(client, RATE, case, "gui", level="very")
    assert not case.verdicts.exists()


def test_a_dispute_opens_it_again_and_the_second_takes_it_up(client, case, country, at_ba_dinh):
    answered(case, at_ba_dinh)

    assert "Hãy ghi vì sao" in say(client, DISPUTE, case, reason="  ")
    assert WHY in say(client, DISPUTE, case, reason=WHY)
    first = say(client, DISPUTE, case, "gui", reason=WHY)
    assert "Phường Ba Đình" in first
    assert "Hạn: " in first
    case.refresh_from_db()
    assert (case.state, case.disputes) == (State.EXAMINING, 1)
    page = text(ask(client, case.code, secret(case)))
    assert "Câu trả lời trước, đang được xem xét lại" in page
    assert WHY in page

    answered_again(case, at_ba_dinh)
    assert "Thành phố Hà Nội" in say(client, DISPUTE, case, "gui", reason=WHY)
    case.refresh_from_db()
    assert case.holder == country.ha_noi


def answered_again(case: Feedback, by) -> None:
    words = type(case.answer)(text="Nói rõ hơn.")
    actions.answer([case], words, by=by)


def test_a_refusal_may_be_disputed_too(client, case, at_ba_dinh):
    actions.classify(case, Classification.NOT_ACCEPTED, reason="Không thuộc loại.", by=at_ba_dinh)

    assert "Đã nhận yêu cầu xem xét lại" in say(client, DISPUTE, case, "gui", reason=WHY)
    case.refresh_from_db()
    assert case.state == State.RECEIVED


def test_she_sees_what_is_kept_of_her(client, case):
    page = say(client, DATA, case)

    for kept in ("Trần Thị Lan", "12 phố Đội Cấn", "0912 345 678", "lan@example.org", case.text):
        assert kept in page
    assert "chỉ xóa được sau khi phản ánh đã kết thúc" in page


def test_she_has_it_removed_after_being_asked_once_more(client, case, at_ba_dinh):
    answered(case, at_ba_dinh)

    assert "Xóa rồi không lấy lại được" in say(client, DATA, case, "xoa")
    assert Sender.objects.filter(feedback=case).exists()
    page = say(client, DATA, case, "gui")

    assert "Đã xóa họ tên" in page
    assert "Trần Thị Lan" not in page
    assert not Sender.objects.filter(feedback=case).exists()
    assert "Đã xử lý xong." in text(ask(client, case.code, secret(case)))  # the case stays, and so does the way to it


def test_of_an_open_case_nothing_is_removed(client, case):
    page = say(client, DATA, case, "gui")

    assert "Trần Thị Lan" in page
    assert Sender.objects.filter(feedback=case).exists()


@pytest.mark.parametrize("page", [RATE, DISPUTE, DATA])
def test_a_ticket_is_good_for_an_hour_and_for_one_case(client, case, at_ba_dinh, page):
    answered(case, at_ba_dinh)
    ticket = ticket_for(case)

    for wrong in ("", "x", case.code, ticket[:-1], confirmation_for(case)):
        answer = text(client.post(page, {"ticket": wrong, "viec": "gui", "level": "very", "reason": WHY}))
        assert "Trang đã mở quá lâu" in answer
        assert "Trần Thị Lan" not in answer
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=2)):
        assert "Trang đã mở quá lâu" in text(client.post(page, {"ticket": ticket, "viec": "gui"}))
    case.refresh_from_db()
    assert (case.state, case.disputes) == (State.ANSWERED, 0)
    assert Sender.objects.filter(feedback=case).exists()


def test_she_comes_back_to_her_case_without_typing_again(client, case):
    assert "Mới nhận" in text(client.post(f"{AT_BA_DINH}tra-cuu/", {"ticket": ticket_for(case)}))
    assert "Trang đã mở quá lâu" in text(client.post(f"{AT_BA_DINH}tra-cuu/", {"ticket": "x"}))


def test_nobody_keeps_the_pages(client, case):
    for page in (RATE, DISPUTE, DATA):
        assert client.post(page, {"ticket": ticket_for(case)})["Cache-Control"] == "private, no-store"
