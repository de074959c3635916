"""A picture and a document on their way: uploaded, put into the text, approved, read on a telephone, and hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from news.actions import keep_picture
from news.models import Article, Picture
from portal.demo.drawings import drawn
from tests.browser.conftest import until
from tests.browser.looking import PHONE
from tests.browser.test_editor_pushes import approve_and_publish, sign_in
from tests.country import Country
from tests.news.files import pdf
from tests.news.newsroom import draft

pytestmark = [pytest.mark.browser, pytest.mark.processes]

ALT, CAPTION = "Thuyền neo dưới hồ lúc mặt trời lên", "Hồ lúc sáng sớm."


@pytest.fixture
def second(chromium: Browser, live_server, operator) -> Iterator[Page]:
    """The desk of a second person."""
    context = chromium.new_context(locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(10_000)
    sign_in(page, live_server.url, operator.username)
    yield page
    context.close()


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    """A reader's telephone."""
    context = chromium.new_context(viewport=PHONE, device_scale_factor=2, locale="vi-VN", is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture
def article(page: Page, live_server, country: Country, author) -> Article:
    """A draft of the ward, its form open before its author."""
    article = draft(country.ba_dinh, author, "Phường dọn hồ")
    sign_in(page, live_server.url, author.username)
    page.goto(f"{live_server.url}/quan-tri/news/article/{article.pk}/change/")
    page.locator(".ProseMirror").wait_for()
    return article


def upload(page: Page, folder: Path) -> Picture:
    """Add a picture and a document on the page of the article's files, and come back."""
    (folder / "ho.jpg").write_bytes(drawn("lake", 1_600, 900).read())
    (folder / "ke-hoach.pdf").write_bytes(pdf())
    page.get_by_role("link", name="Thêm ảnh trong bài").click()
    page.get_by_label("Thêm ảnh").set_input_files(folder / "ho.jpg")
    page.get_by_role("button", name="Tải ảnh lên").click()
    expect(page.get_by_text("Đã thêm ảnh.")).to_be_visible()
    page.get_by_label("Tên tài liệu").fill("Kế hoạch dọn hồ")
    page.get_by_label("Tệp", exact=False).last.set_input_files(folder / "ke-hoach.pdf")
    page.get_by_role("button", name="Đính kèm").click()
    expect(page.get_by_text("Đã đính kèm vào bản đang soạn.")).to_be_visible()
    page.get_by_role("link", name="Về bài viết").click()
    page.locator(".ProseMirror").wait_for()
    return Picture.objects.latest("pk")


def put_in(page: Page, picture: Picture) -> None:
    """Put a picture into the text with the editor, describe it, and write what stands below it."""
    text = page.get_by_role("textbox", name="Nội dung")
    text.click()
    page.get_by_role("button", name="Ảnh…", exact=True).click()
    page.get_by_role("button", name=f"Ảnh {picture.pk}, chưa có mô tả").click()
    text.locator("figcaption").click()
    page.keyboard.type(CAPTION)
    page.get_by_role("button", name="Mô tả ảnh…").click()
    page.get_by_label("Một câu, cho người không nhìn thấy ảnh").fill(ALT)
    page.keyboard.press("Enter")


def test_a_picture_and_a_document_are_read_and_then_hidden(
    page: Page, second: Page, reader: Page, live_server, article: Article, worker, tmp_path
):
    # the author brings both, and asks for approval
    form = page.url
    picture = upload(page, tmp_path)
    put_in(page, picture)
    page.get_by_role("button", name="Lưu và trình duyệt").click()
    expect(page.get_by_text("Đã trình duyệt.")).to_be_visible()
    until(lambda: Picture.objects.get(pk=picture.pk).widths, seconds=60)

    # a second person sees both before approving, and publishes
    second.goto(form)
    expect(second.get_by_role("img", name=ALT).first).to_be_visible()
    approve_and_publish(second, form)

    # a reader on a telephone
    article.refresh_from_db()
    reader.goto(live_server.url + article.get_absolute_url())
    figure = reader.get_by_role("figure")
    image = figure.get_by_role("img", name=ALT)
    expect(figure).to_contain_text(CAPTION)
    image.scroll_into_view_if_needed()
    image.evaluate("image => image.decode()")
    shown = image.evaluate("image => image.currentSrc")
    assert re.search(r"-640\.avif$", shown)
    assert "640w" in (image.get_attribute("srcset") or "")
    assert [image.get_attribute(side) for side in ("width", "height")] == ["1600", "900"]
    with reader.expect_download() as download:
        reader.get_by_role("link", name="Kế hoạch dọn hồ").click()
    assert download.value.suggested_filename == "Kế hoạch dọn hồ.pdf"
    document = download.value.url

    # withdrawn: neither answers at its former address
    whole = f"{live_server.url}{picture.shown.address}"
    assert [reader.request.get(address).status for address in (shown, whole, document)] == [200, 200, 200]
    second.goto(form)
    second.get_by_role("link", name="Gỡ bài", exact=False).click()
    second.get_by_label("Lý do").fill("Số liệu chưa được kiểm tra.")
    second.get_by_role("button", name="Gỡ bài", exact=False).click()
    expect(second.get_by_text("Đã gỡ bài khỏi mọi trang.")).to_be_visible()
    until(lambda: not Picture.objects.to_move().exists(), seconds=30)
    assert [reader.request.get(address).status for address in (shown, whole, document)] == [404, 404, 404]


def test_a_picture_of_another_agency_is_offered_to_no_text_and_shown_in_none(
    page: Page, live_server, article: Article, country: Country, operator
):
    other = keep_picture(country.hue, drawn("lake", 800, 400), by=operator, alt="Của Huế")
    assert not page.get_by_role("button", name="Ảnh…", exact=True).is_visible()

    # Who writes the mark of such a picture by hand is told at the latest when others are to see it.
    page.evaluate(
        """figure => {
          const text = document.querySelector("textarea[name=body]");
          text.form.addEventListener("formdata", (event) => event.formData.set("body", figure));
        }""",
        f'<p>Đoạn.</p><figure><img data-picture="{other.pk}" alt="Của Huế"></figure>',
    )
    page.get_by_role("button", name="Lưu và trình duyệt").click()

    expect(page.get_by_text(f"Ảnh số {other.pk} không phải ảnh của")).to_be_visible()
    assert other.shown.address not in page.content()
    assert not article.pictures.exists()
