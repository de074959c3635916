"""The sending form: what is asked page by page, where it leads, what is refused, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client

from feedback.models import MAX_TEXT, Draft, Feedback, Notice, State
from tests.dossiers.conftest import new_version
from tests.feedback.conftest import TEXT
from tests.feedback.walking import AT_BA_DINH, SEND, SENDER, Walk, codes_on, text

pytestmark = pytest.mark.usefixtures("rules", "nobody_has_tried")


@pytest.fixture
def walk(client, country) -> Walk:
    return Walk(client)


def test_a_case_is_sent_in_seven_pages_and_has_a_code_and_a_secret(walk, country):
    walk.answer_all()

    page = text(walk.send_off(follow=True))

    case = Feedback.objects.get()
    code, secret = codes_on(page)
    assert (case.code, case.text, case.addressee, case.state) == (code, TEXT, country.ba_dinh, State.RECEIVED)
    assert (case.kind, case.about, case.language, case.place) == ("report", "conduct", "vi", country.ba_dinh)
    assert {name: getattr(case.sender, name) for name in SENDER} == SENDER
    assert f"{case.due_at.astimezone():%d/%m/%Y}" in page
    assert Notice.objects.count() == 2
    assert secret not in "".join(walk.client.cookies.output())
    assert not Draft.objects.exists()


def test_each_page_leads_to_the_next(walk):
    assert walk.last.url == f"{SEND}loai/"
    assert walk.answer("loai", kind="proposal").url == f"{SEND}ve-viec/"
    assert walk.answer("ve-viec", about="regulation").url == f"{SEND}noi-dung/"
    assert walk.answer("noi-dung", text="Lệ phí quá cao.").url == f"{SEND}noi-nhan/"
    assert walk.answer("noi-nhan", addressee="khong-biet").url == f"{SEND}tuong-tu/"
    assert walk.client.get(f"{SEND}tuong-tu/").url == f"{SEND}tep/"
    assert walk.answer("tep").url == f"{SEND}nguoi-gui/"
    assert walk.answer("nguoi-gui", **SENDER).url == f"{SEND}kiem-tra/"


def test_nobody_gets_ahead_of_what_is_not_answered(walk):
    for step in ("noi-dung", "nguoi-gui", "kiem-tra"):
        assert walk.client.get(f"{SEND}{step}/").url == f"{SEND}loai/"
    assert walk.send_off().url == f"{SEND}loai/"
    assert walk.client.get(f"{SEND}khong-co/").status_code == 404


def test_any_answer_may_be_changed_from_the_last_page_and_leads_back_there(walk):
    walk.answer_all()

    assert walk.answer("kiem-tra", viec="sua-loai").url == f"{SEND}loai/"
    assert 'value="report" aria' in walk.look("loai") or "checked" in walk.look("loai")
    assert walk.answer("loai", kind="proposal").url == f"{SEND}kiem-tra/"
    assert "Kiến nghị" in walk.look("kiem-tra")
    assert walk.answer("nguoi-gui", **SENDER).url == f"{SEND}kiem-tra/"


@pytest.mark.parametrize(
    ("step", "answers", "fault"),
    [
        ("loai", {}, "Hãy chọn một câu trả lời."),
        ("loai", {"kind": "complaint"}, "Hãy chọn một câu trả lời."),
        ("ve-viec", {"about": ""}, "Hãy chọn một câu trả lời."),
        ("noi-dung", {"text": "  \r\n "}, "Hãy viết việc bạn muốn phản ánh, kiến nghị."),
        ("noi-dung", {"text": "a" * (MAX_TEXT + 1)}, "Bạn đã viết 5001 ký tự."),
        ("noi-nhan", {}, "Hãy chọn một cơ quan"),
        ("noi-nhan", {"addressee": "999999999"}, "Hãy chọn một cơ quan"),
        ("noi-nhan", {"addressee": "9" * 400}, "Hãy chọn một cơ quan"),
        ("noi-nhan", {"addressee": "khong-biet", "procedure": "9.999999"}, "Không có thủ tục mang mã này."),
        ("nguoi-gui", {**SENDER, "name": " "}, "Hãy ghi họ tên, hoặc tên tổ chức."),
        ("nguoi-gui", {**SENDER, "address": ""}, "Hãy ghi địa chỉ của bạn."),
        ("nguoi-gui", {**SENDER, "phone": "12345"}, "Số điện thoại gồm 8 đến 15 chữ số."),
        ("nguoi-gui", {**SENDER, "phone": "(((((((((("}, "Số điện thoại gồm 8 đến 15 chữ số."),
        ("nguoi-gui", {**SENDER, "email": "lan"}, "Địa chỉ thư điện tử chưa đúng."),
        ("nguoi-gui", {**SENDER, "phone": "", "email": ""}, "Hãy ghi số điện thoại hoặc thư điện tử"),
    ],
)
def test_what_is_missing_or_wrong_is_said_above_and_at_the_field(walk, step, answers, fault):
    walk.answer_all()

    page = text(walk.answer(step, **answers))

    assert walk.last.status_code == 200
    assert "<title>Lỗi: " in page
    assert page.count(fault) == 2
    assert "0912 345 678" in page or step != "nguoi-gui" or not answers["phone"].startswith("09")


def test_lines_count_as_browsers_count_them(walk):
    walk.answer_all(text="a\r\n" * (MAX_TEXT // 2))

    assert walk.send_off().url == f"{AT_BA_DINH}da-gui/"
    assert Feedback.objects.get().text == ("a\n" * (MAX_TEXT // 2)).strip()


def test_an_agency_is_found_by_its_name_with_or_without_marks(walk, country):
    walk.answer_all()

    for typed in ("Sở Y tế", "so y te", "y te"):
        page = text(walk.answer("noi-nhan", viec="tim", find=typed))
        assert f'value="{country.ha_noi_health.pk}"' in page
        assert "Sở Y tế, Thành phố Hà Nội" in page
    assert "Không có cơ quan nào tên “xyz”" in text(walk.answer("noi-nhan", viec="tim", find="xyz"))

    walk.answer("noi-nhan", addressee=str(country.ha_noi_health.pk))
    walk.send_off()
    assert Feedback.objects.get().addressee == country.ha_noi_health


def test_suggestions_say_why_and_the_site_stands_for_those_who_do_not_know(walk, country):
    walk.answer_all()

    page = walk.look("noi-nhan")

    assert f'value="{country.ha_noi.pk}"' in page
    assert "bạn viết về “khai sinh”" in page
    assert "Tôi không biết: gửi Phường Ba Đình, nơi đó chuyển đến đúng cơ quan" in page
    assert "Phường Ba Đình (bạn không biết nơi nhận)" in walk.look("kiem-tra")


def test_a_procedure_comes_along_from_its_page(client, country):
    new_version("1.001193", "Đăng ký khai sinh")

    first = text(client.get(f"{SEND}?thu-tuc=1.001193.000.00.00.H26"))
    walk = Walk(client, **{"thu-tuc": "1.001193"})
    walk.answer("loai", kind="report")
    walk.answer("ve-viec", about="regulation")
    walk.answer("noi-dung", text=TEXT)
    asked = walk.look("noi-nhan")

    assert "Đăng ký khai sinh" in first
    assert 'value="1.001193"' in asked
    walk.answer("noi-nhan", addressee="khong-biet", procedure="1.001193")
    walk.answer("nguoi-gui", **SENDER)
    walk.send_off()
    assert Feedback.objects.get().procedure.code == "1.001193"


def test_what_cannot_be_taken_is_said_before_anything_is_typed(client, country):
    page = text(client.get(SEND))

    for warned in ('href="tel:113"', 'href="tel:114"', 'href="tel:115"', "Khiếu nại", "Tố cáo", "tra cứu hồ sơ"):
        assert warned in page
    assert "<textarea" not in page
    assert not Draft.objects.exists()


def test_whoever_fills_in_what_nobody_sees_is_asked_to_empty_it(walk):
    walk.answer_all()

    page = text(walk.answer("kiem-tra", viec="gui", website="https://example.com"))

    assert "ô dành để nhận ra máy gửi tự động" in page
    assert not Feedback.objects.exists()
    assert walk.send_off().url == f"{AT_BA_DINH}da-gui/"


def test_in_english_it_is_english(client, country):
    walk = Walk(client, f"/en{SEND}").answer_all()

    page = text(walk.send_off(follow=True))

    assert "Secret code" in page
    assert Feedback.objects.get().language == "en"


def test_an_agency_that_has_closed_meanwhile_is_told_and_nothing_is_lost(walk, country):
    walk.answer_all(addressee=str(country.ha_noi_health.pk))
    type(country.ha_noi_health).objects.filter(pk=country.ha_noi_health.pk).update(
        live_to="2026-01-01", closed_reason="dissolved"
    )

    page = text(walk.send_off())

    assert "đã kết thúc hoạt động" in page
    assert TEXT in page
    assert walk.draft.answers["text"] == TEXT


def test_without_the_token_of_the_form_nothing_is_begun(country):
    assert Client(enforce_csrf_checks=True).post(SEND, {}).status_code == 403
    assert not Draft.objects.exists()


@pytest.mark.parametrize("path", ["gui/", "gui/kiem-tra/", "gui/nguoi-gui/", "da-gui/"])
def test_nobody_keeps_the_pages(walk, path):
    walk.answer_all()
    if path == "da-gui/":
        walk.send_off()

    response = walk.client.get(AT_BA_DINH + path)

    assert response["Cache-Control"] == "private, no-store"


def test_the_queries_of_a_page_are_few(walk, django_assert_max_num_queries):
    walk.answer_all()
    for step, most in (("noi-dung", 5), ("noi-nhan", 10), ("nguoi-gui", 5), ("kiem-tra", 7)):
        with django_assert_max_num_queries(most):
            walk.look(step)
