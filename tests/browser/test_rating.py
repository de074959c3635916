"""A citizen rates a page: without a script, by the keyboard, and with mistakes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from feedback.models import PageRating
from tests.browser.looking import PHONE
from tests.country import Country

pytestmark = pytest.mark.browser

NEWS = "/co-quan/ha-noi/tin-tuc/"
COMMENT = "Điều gì còn thiếu hoặc chưa rõ?"


@pytest.fixture
def plain_page(chromium: Browser) -> Iterator[Page]:
    """The window of a small phone that runs no scripts."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def test_without_javascript_from_the_page_and_back(plain_page: Page, live_server, country: Country):
    page = plain_page
    page.goto(live_server.url + NEWS)
    page.get_by_role("link", name="Chưa hài lòng").click()
    page.get_by_label(COMMENT).fill("Thiếu giờ làm việc")
    page.get_by_role("button", name="Tiếp tục").click()

    page.get_by_role("button", name="Sửa Mức độ hài lòng").click()
    expect(page.get_by_label(COMMENT)).to_have_value("Thiếu giờ làm việc")
    page.get_by_label("Hài lòng", exact=True).check()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Sửa Điều còn thiếu").click()
    expect(page.get_by_label(COMMENT)).to_be_focused()
    page.get_by_label(COMMENT).fill("Thiếu giờ làm việc\nvà số điện thoại")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Gửi đánh giá").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận đánh giá của bạn")
    page.reload()
    page.get_by_role("link", name="Quay lại trang vừa xem").click()
    expect(page).to_have_url(live_server.url + NEWS)
    rating = PageRating.objects.get()
    assert (rating.page, rating.level) == (NEWS, "satisfied")
    assert rating.comment == "Thiếu giờ làm việc\nvà số điện thoại"


def test_a_mistake_is_told_on_top_and_leads_to_its_question(page: Page, live_server, country: Country):
    page.goto(f"{live_server.url}/co-quan/ha-noi/danh-gia/")
    page.get_by_label(COMMENT).fill("Thiếu giờ làm việc")
    page.get_by_role("button", name="Tiếp tục").click()

    expect(page).to_have_title("Lỗi: Đánh giá thông tin – Thành phố Hà Nội")
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Rất hài lòng")).to_be_focused()
    question = page.get_by_role("group", name="Bạn hài lòng")
    expect(question).to_have_accessible_description("Lỗi: Hãy chọn một mức độ hài lòng.")
    expect(page.get_by_label(COMMENT)).to_have_value("Thiếu giờ làm việc")


def test_sending_again_after_going_back_is_one_rating(page: Page, live_server, country: Country):
    page.goto(f"{live_server.url}/co-quan/ha-noi/danh-gia/?muc=very")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Gửi đánh giá").click()
    page.go_back()
    page.get_by_role("button", name="Gửi đánh giá").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận đánh giá của bạn")
    assert PageRating.objects.count() == 1


def test_pressed_twice_it_is_one_rating(page: Page, live_server, country: Country):
    page.goto(f"{live_server.url}/co-quan/ha-noi/danh-gia/?muc=very")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Gửi đánh giá").dblclick()

    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận đánh giá của bạn")
    assert PageRating.objects.count() == 1


def test_the_keyboard_passes_what_only_programs_fill_in(page: Page, live_server, country: Country):
    page.goto(f"{live_server.url}/co-quan/ha-noi/danh-gia/?muc=very")

    page.get_by_label(COMMENT).focus()
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Tiếp tục")).to_be_focused()
