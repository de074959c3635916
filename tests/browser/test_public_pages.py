"""The public pages, for everyone: accessible, no wider than a small phone, by keyboard, without scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from news.actions import advance, order_push, pin, publish, recall, save_article
from news.models import Article, Placement
from tests.browser.conftest import DESK, PHONE
from tests.country import Country

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ENDLESS = ("khôngdấucách" * 30)[:250]

PAGES = {
    "root": "/",
    "province": "/co-quan/ha-noi/",
    "commune": "/co-quan/ha-noi/phuong-ba-dinh/",
    "news": "/co-quan/ha-noi/phuong-ba-dinh/tin-tuc/",
    "news of nobody": "/co-quan/hue/phuong-thuan-hoa/tin-tuc/",
    "article": "/co-quan/ha-noi/tin-tuc/{shown}-x/",
    "article of endless words": "/co-quan/ha-noi/tin-tuc/{endless}-x/",
    "article that is gone": "/co-quan/hue/tin-tuc/{gone}-x/",
    "no such page": "/co-quan/khong-co/",
}


def write(country: Country, editor, title: str, **other: object) -> Article:
    fields = {
        "lead": "Một đoạn tóm tắt vừa đủ dài để biết bài nói việc gì.",
        "body": "Đoạn một.\n\nĐoạn hai.",
        "author": "Người viết",
        "source": "Nguồn tin",
        "keywords": ["từ khóa"],
        **other,
    }
    article = Article(origin=country.government, title=title, **fields)
    save_article(article, by=editor)
    return publish(article, by=editor)


@pytest.fixture
def articles(country: Country, editor) -> dict[str, int]:
    """Two articles shown in Hà Nội, one pinned, one of endless words; one recalled from Huế; none shown in Huế."""
    shown = write(country, editor, "Khai trương cổng thông tin thống nhất, thông suốt từ Trung ương đến địa phương")
    advance(order_push(shown, by=editor, branches=[country.ha_noi]).pk)
    pin(Placement.objects.get(article=shown, agency=country.ha_noi), by=editor, pinned=True)
    endless = write(country, editor, ENDLESS, lead=ENDLESS, body=ENDLESS, source=ENDLESS[:200], keywords=[ENDLESS[:60]])
    advance(order_push(endless, by=editor, branches=[country.ha_noi]).pk)
    gone = write(country, editor, "Bài đã thu hồi")
    push = order_push(gone, by=editor, branches=[country.hue])
    advance(push.pk)
    recall(push, by=editor, reason="Thử")
    return {"shown": shown.pk, "endless": endless.pk, "gone": gone.pk}


@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_no_accessibility_fault_and_no_sideways_scroll(chromium: Browser, live_server, articles, width):
    context = chromium.new_context(viewport=width)
    page = context.new_page()
    faults = []
    for name, path in PAGES.items():
        page.goto(live_server.url + path.format(**articles))
        found = Axe().run(page, options={"runOnly": RULES})
        faults += [f"{name}: {violation['id']} {violation['help']}" for violation in found.response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{name}: wider than the window")
    context.close()

    assert faults == []


def test_a_citizen_reads_down_to_an_article_without_javascript(chromium: Browser, live_server, articles):
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()

    page.goto(live_server.url)
    page.get_by_role("link", name="Thành phố Hà Nội").click()
    page.get_by_role("link", name="Phường Ba Đình").click()
    page.get_by_role("link", name="Khai trương cổng thông tin").click()

    assert page.get_by_role("heading", level=1).inner_text().startswith("Khai trương")
    context.close()


def test_the_keyboard_reaches_the_content_first_and_shows_where_it_is(page: Page, live_server, articles):
    page.goto(f"{live_server.url}/co-quan/ha-noi/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    assert page.locator(".c-skip-link").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_nothing_is_asked_of_any_other_host(page: Page, live_server, articles):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    for path in PAGES.values():
        page.goto(live_server.url + path.format(**articles))

    assert [url for url in asked if not url.startswith(live_server.url)] == []
