"""The editor of texts, by mouse, by keyboard, by pasting, and without JavaScript: what is written is what is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page

from agencies.models import User
from markup import to_text
from news import bodies, forms
from news.models import Article
from tests.browser.looking import DESK
from tests.country import Country
from tests.markup.fragments import WORD
from tests.news.newsroom import draft, publish_now

pytestmark = pytest.mark.browser

DRAWN = [{"pk": 7, "src": "/static/images/emblem.svg", "alt": ""}]


@pytest.fixture
def article(country: Country, operator: User) -> Article:
    return draft(country.ha_noi, operator, body="Đoạn đầu.")


@pytest.fixture
def window(chromium: Browser, live_server, sign_in, article: Article, operator: User) -> Iterator[Page]:
    """The form of an article, open; at the end nothing may have gone wrong in the window."""
    context = chromium.new_context(viewport=DESK, locale="vi-VN", base_url=live_server.url)
    cookie = sign_in(operator).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(reverse("admin:news_article_change", args=[article.pk]))
    page.locator(".ProseMirror").wait_for()
    yield page
    context.close()
    assert complaints == []


def text_of(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Nội dung")


def press(page: Page, name: str) -> None:
    page.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()
    if not name.endswith("…"):  # what asks nothing gives the text its focus back, with the next frame
        page.wait_for_function("document.activeElement.classList.contains('ProseMirror')")


def save(page: Page, article: Article) -> str:
    """Save the form; return the body as it is stored."""
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu", exact=True).click()
    page.locator(".messagelist .success").wait_for()
    return Article.objects.get(pk=article.pk).as_written().body


def afresh(page: Page) -> None:
    """Begin with an empty text."""
    text_of(page).click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")


def heading(page: Page) -> None:
    page.get_by_label("Kiểu đoạn").select_option(label="Đề mục vừa")
    page.keyboard.type("Việc cần làm")


def bold_and_italic(page: Page) -> None:
    page.keyboard.press("Control+B")
    page.keyboard.type("đậm")
    page.keyboard.press("Control+B")
    press(page, "Nghiêng")
    page.keyboard.type("nghiêng")


def bullets(page: Page) -> None:
    press(page, "Danh sách")
    page.keyboard.type("một")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("hai")


def numbers(page: Page) -> None:
    press(page, "Danh sách số")
    page.keyboard.type("một")
    page.keyboard.press("Enter")
    page.keyboard.type("hai")


def quote(page: Page) -> None:
    press(page, "Trích dẫn")
    page.keyboard.type("Không có gì quý hơn độc lập, tự do.")


def link(page: Page) -> None:
    page.keyboard.type("Cổng Chính phủ")
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+K")
    page.get_by_label("Dẫn đến địa chỉ").fill("javascript:alert(1)")
    page.get_by_role("button", name="Đặt liên kết").click()
    page.get_by_role("alert").filter(has_text="Địa chỉ bắt đầu bằng").wait_for()
    page.get_by_label("Dẫn đến địa chỉ").fill("chinhphu.vn")
    page.keyboard.press("Enter")


def table(page: Page) -> None:
    press(page, "Bảng")
    for word in ("Tên", "Số"):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    press(page, "Bỏ cột")
    page.keyboard.press("Shift+Tab")
    for word in ("Một", "2"):
        page.keyboard.press("Tab")
        page.keyboard.type(word)


WRITTEN = {
    heading: "<h3>Việc cần làm</h3>",
    bold_and_italic: "<p><strong>đậm</strong><em>nghiêng</em></p>",
    bullets: "<ul><li><p>một</p><ul><li><p>hai</p></li></ul></li></ul>",
    numbers: "<ol><li><p>một</p></li><li><p>hai</p></li></ol>",
    quote: "<blockquote><p>Không có gì quý hơn độc lập, tự do.</p></blockquote>",
    link: '<p><a href="https://chinhphu.vn" rel="noopener noreferrer">Cổng Chính phủ</a></p>',
    table: "<table><tbody><tr><th><p>Tên</p></th><th><p>Số</p></th></tr>"
    "<tr><td><p>Một</p></td><td><p>2</p></td></tr></tbody></table>",
}


def test_each_kind_of_text_is_written_saved_and_read(window: Page, article: Article, operator: User):
    for act, stored in WRITTEN.items():
        afresh(window)
        act(window)

        assert save(window, article) == stored, act.__name__
        # Opened again and saved again, it is the same.
        assert save(window, article) == stored, act.__name__

    publish_now(article, by=operator)
    window.goto(article.get_absolute_url() or "")
    shown = window.locator(".c-prose")
    assert shown.get_by_role("columnheader", name="Tên").is_visible()
    assert shown.get_by_role("group", name="Bảng").is_visible()


def test_the_toolbar_is_worked_with_the_keyboard_alone(window: Page, article: Article):
    afresh(window)
    window.keyboard.type("Tin")
    window.keyboard.press("Control+A")
    window.get_by_label("Kiểu đoạn").focus()
    window.keyboard.press("ArrowRight")
    window.keyboard.press("Enter")

    assert window.get_by_role("button", name="Đậm", exact=True).get_attribute("aria-pressed") == "true"
    assert save(window, article) == "<p><strong>Tin</strong></p>"


def test_what_is_pasted_from_word_comes_out_clean(window: Page, article: Article):
    afresh(window)
    paste = """(text, html) => {
      const data = new DataTransfer();
      data.setData("text/html", html);
      text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }"""
    text_of(window).evaluate(paste, WORD["a report"].pasted)
    text_of(window).get_by_role("heading", name="Kết quả tháng 11").wait_for()

    assert save(window, article) == WORD["a report"].kept


def test_a_picture_is_put_in_and_must_be_described(window: Page, article: Article, operator: User, monkeypatch):
    monkeypatch.setattr(forms, "offered", lambda _article: DRAWN)
    monkeypatch.setattr(bodies, "shown_pictures", lambda *_text: lambda pk, alt: f'<img src="/media/{pk}" alt="{alt}">')
    window.reload()
    text_of(window).click()
    press(window, "Ảnh…")
    window.get_by_role("button", name="Ảnh 7, chưa có mô tả").click()
    window.keyboard.press("ArrowRight")
    text_of(window).locator("figcaption").click()
    window.keyboard.type("Quốc huy.")
    window.get_by_role("button", name="Lưu và trình duyệt").click()
    window.get_by_text("Hãy mô tả ảnh thứ 1").wait_for()
    assert text_of(window).locator("img").get_attribute("src") == DRAWN[0]["src"]

    text_of(window).locator("figcaption").click()
    press(window, "Mô tả ảnh…")
    window.get_by_label("Một câu, cho người không nhìn thấy ảnh").fill("Quốc huy nước ta")
    window.keyboard.press("Enter")
    body = save(window, article)

    figure = '<figure><img data-picture="7" alt="Quốc huy nước ta"><figcaption>Quốc huy.</figcaption></figure>'
    assert figure in body
    assert text_of(window).locator("img").get_attribute("src") == DRAWN[0]["src"]


def test_without_pictures_none_is_offered(window: Page):
    assert not window.locator("[data-do=picture]").is_visible()


def test_without_javascript_paragraphs_are_typed_between_empty_lines(
    chromium: Browser, live_server, sign_in, article: Article, operator: User
):
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    cookie = sign_in(operator).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(reverse("admin:news_article_change", args=[article.pk]))
    assert not page.get_by_role("toolbar").is_visible()

    text_of(page).fill("Một & hai.\n\nBa <bốn>.")

    assert save(page, article) == "<p>Một &amp; hai.</p><p>Ba &lt;bốn&gt;.</p>"
    text_of(page).fill("<h2>Đề mục</h2><p>Đoạn.</p>")
    assert to_text(save(page, article)) == "Đề mục\nĐoạn."
    context.close()
