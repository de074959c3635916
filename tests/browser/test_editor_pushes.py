"""An editor writes, another approves; it is pushed, corrected and recalled: in a real browser with a real worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.news.newsroom import published

pytestmark = [pytest.mark.browser, pytest.mark.processes]


def sign_in(page: Page, address: str, username: str) -> None:
    page.goto(f"{address}/quan-tri/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill("mat-khau-thu")
    page.get_by_label("Mật khẩu").press("Enter")
    page.wait_for_load_state()


def photo(folder: Path) -> Path:
    path = folder / "anh.jpg"
    Image.new("RGB", (300, 200), "teal").save(path)
    return path


def approve_and_publish(page: Page, article: str) -> None:
    """Do what the second person does."""
    page.goto(article)
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.get_by_text("Đã duyệt. Bài có thể đăng ngay")).to_be_visible()
    page.get_by_role("link", name="Đăng…", exact=True).click()
    page.get_by_role("button", name="Đăng", exact=True).click()
    expect(page.get_by_text("Đã đăng lên mọi trang")).to_be_visible()


@pytest.fixture
def second(page: Page, live_server, operator) -> Iterator[Page]:
    """The desk of a second person, beside the first one's."""
    context = page.context.browser.new_context(locale="vi-VN")
    page = context.new_page()
    sign_in(page, live_server.url, operator.username)
    yield page
    context.close()


def test_an_article_goes_down_the_tree_is_corrected_and_recalled(
    page, second, live_server, country, editor, worker, tmp_path
):
    ward = f"{live_server.url}/co-quan/ha-noi/phuong-ba-dinh/"
    sign_in(page, live_server.url, editor.username)

    # write, and have it approved
    page.goto(f"{live_server.url}/quan-tri/news/article/add/")
    page.get_by_label("Tiêu đề").fill("Nghỉ Tết từ ngày 5 tháng 2")
    page.get_by_label("Tóm tắt").fill("Các cơ quan nghỉ Tết bảy ngày.")
    page.get_by_label("Nội dung").fill("Đoạn một.\n\nĐoạn hai.")
    page.get_by_label("Từ khóa").fill("tết, nghỉ lễ")
    page.get_by_label("Ảnh:", exact=True).set_input_files(photo(tmp_path))
    page.get_by_role("textbox", name="Mô tả ảnh").fill("Một tấm ảnh màu xanh.")
    page.get_by_role("button", name="Lưu và trình duyệt").click()
    expect(page.get_by_text("Đã trình duyệt.")).to_be_visible()
    article_form = page.url
    approve_and_publish(second, article_form)
    page.reload()

    # push to everybody below and watch it arrive
    page.get_by_role("link", name="Phát hành xuống cấp dưới").click()
    page.get_by_label("Tất cả cơ quan cấp dưới").check()
    page.get_by_role("button", name="Xem bài sẽ đến đâu").click()
    page.get_by_role("button", name="Phát hành tới 7 trang").click()
    expect(page.get_by_text("Đã đến đủ")).to_be_visible(timeout=30_000)
    expect(page.locator("[data-part=shown]")).to_have_text("7")
    push_page = page.url

    # a citizen of the ward reads it, marked with its origin
    page.goto(ward)
    item = page.locator(".c-news-item")
    expect(item).to_contain_text("Chính phủ")
    item.get_by_role("link", name="Nghỉ Tết từ ngày 5 tháng 2").click()
    expect(page.get_by_role("img", name="Một tấm ảnh màu xanh.")).to_be_visible()
    shown = page.locator("article img")
    assert shown.evaluate("image => image.complete && image.naturalWidth > 0")
    assert shown.get_attribute("width") == "300"

    # corrected above, corrected below
    page.goto(article_form)
    page.get_by_label("Tiêu đề").fill("Nghỉ Tết từ ngày 6 tháng 2")
    page.get_by_role("button", name="Lưu và trình duyệt").click()
    approve_and_publish(second, article_form)
    page.goto(ward)
    expect(page.get_by_role("link", name="Nghỉ Tết từ ngày 6 tháng 2")).to_be_visible()

    # recalled above, gone below, still at its origin
    page.goto(push_page)
    page.get_by_role("link", name="Thu hồi…").click()
    page.get_by_label("Lý do").fill("Ngày nghỉ chưa chốt")
    page.get_by_role("button", name="Thu hồi").click()
    page.goto(ward)
    expect(page.get_by_text("Chưa có tin nào được đăng.")).to_be_visible()
    page.goto(live_server.url)
    expect(page.get_by_role("link", name="Nghỉ Tết từ ngày 6 tháng 2")).to_be_visible()


@pytest.fixture
def hue(page: Page, live_server, outsider) -> Iterator[Page]:
    """The desk of her who runs the site of Huế."""
    context = page.context.browser.new_context(locale="vi-VN")
    page = context.new_page()
    sign_in(page, live_server.url, outsider.username)
    yield page
    context.close()


def answer(page: Page, decision: str, *, title: str, because: str = "") -> None:
    """Take up, from the desk, what is suggested to one's site, and answer."""
    page.goto(page.url.partition("/quan-tri/")[0] + "/quan-tri/")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("link", name=f"{decision}…", exact=True).click()
    if because:
        page.get_by_label("Lý do").fill(because)
    page.get_by_role("button", name=decision, exact=True).click()


def test_one_suggestion_is_accepted_and_one_refused(page, hue, live_server, country, editor, worker):
    wanted = published(country.government, editor, "Hướng dẫn phòng dịch")
    unwanted = published(country.government, editor, "Lễ hội hoa ở thủ đô")
    sign_in(page, live_server.url, editor.username)
    for article in (wanted, unwanted):
        page.goto(f"{live_server.url}/quan-tri/news/article/{article.pk}/phat-hanh/")
        page.get_by_label("Đề nghị", exact=False).first.check()
        page.get_by_label("Chỉ những nơi chọn dưới đây").check()
        page.get_by_label("Thành phố Huế", exact=True).check()
        page.get_by_label("UBND tỉnh, thành phố").check()
        page.get_by_role("button", name="Xem bài sẽ đến đâu").click()
        page.get_by_role("button", name="Phát hành tới 1 trang").click()
        expect(page.get_by_text("Đã đến đủ")).to_be_visible(timeout=30_000)
        expect(page.locator("[data-part=offered]")).to_have_text("1", timeout=10_000)

    hue.goto(f"{live_server.url}/co-quan/hue/tin-tuc/")
    expect(hue.get_by_text("Hướng dẫn phòng dịch")).to_have_count(0)
    hue.goto(f"{live_server.url}/quan-tri/")
    answer(hue, "Nhận đăng", title="Hướng dẫn phòng dịch")
    expect(hue.get_by_text("Đã nhận đăng.")).to_be_visible()
    answer(hue, "Không nhận đăng", title="Lễ hội hoa ở thủ đô", because="Không liên quan đến Huế.")
    expect(hue.get_by_text("Đã trả lời: không nhận đăng")).to_be_visible()

    hue.goto(f"{live_server.url}/co-quan/hue/tin-tuc/")
    expect(hue.get_by_role("link", name="Hướng dẫn phòng dịch")).to_be_visible()
    expect(hue.get_by_text("Lễ hội hoa ở thủ đô")).to_have_count(0)
    page.get_by_role("link", name="Sổ theo dõi từng trang").click()
    expect(page.get_by_text("Không liên quan đến Huế.")).to_be_visible()
