"""The public pages, for everyone: every template in every state, in both languages, on a small phone and at a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page

from agencies.models import Agency, AgencyKind
from news.actions import advance, order_push, pin, publish, recall, save_article
from news.models import Article, Placement
from tests.browser.conftest import DESK, PHONE
from tests.country import Country, found
from tests.sections.writing import complete, lead
from tests.sections.writing import write as write_section

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ENDLESS = ("khôngdấucách" * 30)[:250]
TEMPLATES = Path(settings.BASE_DIR) / "templates" / "public"


def nothing(page: Page) -> None:
    """Look at the page as it comes."""


def go_on(page: Page) -> None:
    """Press the last button of the form."""
    page.locator("main form button").last.click()
    page.wait_for_load_state()


def write_much_and_go_on(page: Page) -> None:
    """Write as much as is taken, without a space and in two lines, and send it."""
    page.locator("#id_comment").fill(f"{ENDLESS}\n{ENDLESS}")
    go_on(page)


def fill_in_everything(page: Page) -> None:
    """Fill in, as programs do, what nobody sees; write more than is taken; and send it."""
    page.locator("#id_website").evaluate("field => { field.value = 'x' }")
    page.locator("#id_comment").fill(ENDLESS * 5)
    go_on(page)


def go_to_the_end(page: Page) -> None:
    """Send the form, and then the answers once more."""
    go_on(page)
    go_on(page)


@dataclass(frozen=True)
class State:
    """A page in one state: where it is, and what a reader does there first."""

    path: str
    act: Callable[[Page], None] = nothing
    without: tuple[str, ...] = ()  # rules of axe that mean nothing here, each with its reason where it is named


STATES = {
    "root": State("/"),
    "province": State("/co-quan/ha-noi/"),
    "commune": State("/co-quan/ha-noi/phuong-ba-dinh/"),
    "news": State("/co-quan/ha-noi/phuong-ba-dinh/tin-tuc/"),
    "news of nobody": State("/co-quan/hue/phuong-thuan-hoa/tin-tuc/"),
    "article": State("/co-quan/ha-noi/tin-tuc/{shown}-x/"),
    "article of endless words": State("/co-quan/ha-noi/tin-tuc/{endless}-x/"),
    "article that is gone": State("/co-quan/hue/tin-tuc/{gone}-x/"),
    "about": State("/co-quan/ha-noi/gioi-thieu/"),
    "about nobody": State("/co-quan/hue/gioi-thieu/"),
    "section": State("/co-quan/ha-noi/gioi-thieu/lich-su/"),
    "section of endless words": State("/co-quan/ha-noi/gioi-thieu/dieu-kien-tu-nhien/"),
    "leaders": State("/co-quan/ha-noi/gioi-thieu/lanh-dao/"),
    "leaders of nobody": State("/co-quan/hue/gioi-thieu/lanh-dao/"),
    "chart": State("/gioi-thieu/so-do-to-chuc/"),
    "chart of many": State("/co-quan/hue/gioi-thieu/so-do-to-chuc/"),
    "chart of one": State("/co-quan/ha-noi/phuong-ba-dinh/gioi-thieu/so-do-to-chuc/"),
    "completeness": State("/gioi-thieu/muc-do-day-du/"),
    "map": State("/co-quan/ha-noi/so-do/"),
    "rating": State("/co-quan/ha-noi/danh-gia/?trang=/co-quan/ha-noi/&muc=not"),
    "rating, refused": State("/co-quan/ha-noi/danh-gia/", go_on),
    "rating, refused all over": State("/co-quan/ha-noi/danh-gia/", fill_in_everything),
    "rating, once more": State("/co-quan/ha-noi/danh-gia/?muc=very", go_on),
    "rating of endless words, once more": State("/co-quan/ha-noi/danh-gia/?muc=not", write_much_and_go_on),
    "rating, received": State("/co-quan/ha-noi/danh-gia/?muc=very", go_to_the_end),
    # The same parts stand there several times, on purpose.
    "all components": State("/_components/", without=("landmark-unique", "landmark-no-duplicate-contentinfo")),
    "no such page": State("/co-quan/khong-co/"),
    # Pages that an address alone does not lead to: shown as Django would.
    "400": State("/_error/400/"),
    "403": State("/_error/403/"),
    "403_csrf": State("/_error/403_csrf/"),
    "500": State("/_error/500/"),
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


def say_who_they_are(country: Country, operator) -> None:
    """Let Hà Nội say what the law asks for, once in endless words, and many wards stand below Huế."""
    complete(country.ha_noi, operator)
    write_section(country.ha_noi, operator, code="dieu-kien-tu-nhien", body=ENDLESS)
    lead(country.ha_noi, operator, ENDLESS[:120], position=ENDLESS[:150], phone="024 0000 0000", email="a@example.com")
    for number in range(82):
        found(AgencyKind.COMMUNE, f"Phường Số {number}", Agency.objects.get(pk=country.hue.pk))
    found(AgencyKind.MINISTRY_UNIT, "Đội một", Agency.objects.get(pk=country.thuan_hoa.pk))


@pytest.fixture
def articles(country: Country, editor, operator) -> dict[str, int]:
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
    say_who_they_are(country, operator)
    return {"shown": shown.pk, "endless": endless.pk, "gone": gone.pk}


@pytest.fixture
def seen() -> Iterator[set[str]]:
    """The names of the public templates that were used meanwhile."""
    jinja = engines["jinja2"].env
    names: set[str] = set()
    get_template = jinja.get_template

    def noting(name, *args, **kwargs):
        names.add(name)
        return get_template(name, *args, **kwargs)

    jinja.get_template = noting
    yield names
    del jinja.get_template


def open_state(page: Page, host: str, state: State, language: str, articles: dict[str, int]) -> None:
    prefix = "" if language == "vi" else f"/{language}"
    page.goto(host + prefix + state.path.format(**articles))
    state.act(page)


def show_errors(context: BrowserContext, host: str) -> None:
    """Answer /_error/NAME/ with the template of that error: no address leads to it by itself."""

    def error_page(route, request):
        path = request.url.removeprefix(host)
        language = "en" if path.startswith("/en/") else "vi"
        with translation.override(language):
            body = render_to_string(f"{path.strip('/').rsplit('/', 1)[-1]}.html")
        route.fulfill(status=500, content_type="text/html; charset=utf-8", body=body)

    context.route("**/_error/*/", error_page)


def faults_of(page: Page, state: State) -> list[str]:
    """Return what is wrong with an open page: broken rules, and a page wider than the window."""
    found = Axe().run(page, options={"runOnly": RULES})
    faults = [f"{v['id']}: {v['help']}" for v in found.response["violations"] if v["id"] not in state.without]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        faults.append("wider than the window")
    return faults


VIEWS = {
    "phone": {"viewport": PHONE},
    "desk": {"viewport": DESK},
    "phone, dark": {"viewport": PHONE, "color_scheme": "dark"},
    "desk, forced colours": {"viewport": DESK, "forced_colors": "active"},
}


@pytest.mark.timeout(900)  # a hundred and fifty looks at pages
def test_no_template_in_any_state_has_an_accessibility_fault(chromium: Browser, live_server, articles, seen):
    faults = []
    for view, options in VIEWS.items():
        context = chromium.new_context(**options)
        show_errors(context, live_server.url)
        page = context.new_page()
        for language in ("vi", "en") if view in ("phone", "desk") else ("vi",):  # colours do not change with the words
            for name, state in STATES.items():
                open_state(page, live_server.url, state, language, articles)
                faults += [f"{name}, {language}, {view}: {fault}" for fault in faults_of(page, state)]
        context.close()

    assert faults == []
    # Whoever adds a template adds a state above in which it is seen.
    assert {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")} - seen == set()


SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""  # WCAG 2.2, 1.4.12


def test_text_spaced_out_or_four_times_as_large_is_not_cut_off(chromium: Browser, live_server, articles):
    context = chromium.new_context(viewport={"width": 320, "height": 256}, bypass_csp=True)  # 1280 × 1024 at 400 %
    show_errors(context, live_server.url)
    page = context.new_page()
    cut = []
    for name, state in STATES.items():
        open_state(page, live_server.url, state, "vi", articles)
        page.add_style_tag(content=SPACED)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            cut.append(f"{name}: wider than the window")
        cut += [f"{name}: {element}" for element in page.evaluate(CUT_OFF)]
    context.close()

    assert cut == []


CUT_OFF = """
() => [...document.querySelectorAll("body *")]
  .filter((e) => ["hidden", "clip"].includes(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 1)
  .map((e) => e.className || e.tagName)
"""


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


# Of the part that has the focus: whether it comes after the one before, can be seen, is not covered, and is marked.
STOP = """
() => {
  const here = document.activeElement;
  const first = (window.stopFirst ??= here);
  const before = window.stopBefore;
  if (here === document.body || (before && here === first)) return "";
  window.stopBefore = here;
  const name = `${here.tagName} ${here.className} ${here.textContent.trim().slice(0, 30)}`;
  const after = !before || before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
  if (!after) return `${name}: out of order`;
  const box = here.getClientRects()[0];
  if (!box || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0) return `${name}: out of sight`;
  const shown = document.elementFromPoint(box.left + box.width / 2, Math.max(0, box.top) + 2);
  if (shown && shown !== here && !here.contains(shown) && !shown.contains(here)) return `${name}: covered`;
  const label = document.querySelector(`label[for="${here.id}"]`);
  const styles = [getComputedStyle(here)];
  if (label) styles.push(getComputedStyle(label), getComputedStyle(label, "::before"));
  return styles.some((style) => style.outlineStyle === "solid") ? "ok" : `${name}: not marked`;
}
"""
MOST_STOPS = 500


@pytest.mark.parametrize("view", [PHONE, DESK], ids=["phone", "desk"])
def test_the_keyboard_stops_at_everything_in_order_and_is_seen_there(chromium: Browser, live_server, articles, view):
    context = chromium.new_context(viewport=view, reduced_motion="reduce")
    show_errors(context, live_server.url)
    page = context.new_page()
    wrong = []
    for name, state in STATES.items():
        open_state(page, live_server.url, state, "vi", articles)
        page.evaluate("document.activeElement.blur(); window.stopFirst = window.stopBefore = null")
        stops = 0
        while stops < MOST_STOPS:
            page.keyboard.press("Tab")
            if not (found := page.evaluate(STOP)):
                break
            stops += 1
            if found != "ok":
                wrong.append(f"{name}: {found}")
        if not 2 <= stops < MOST_STOPS:
            wrong.append(f"{name}: {stops} stops")
    context.close()

    assert wrong == []


def test_the_text_grows_and_the_choice_is_remembered(page: Page, live_server, country: Country):
    page.goto(live_server.url)
    size = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
    normal = page.evaluate(size)

    page.get_by_role("button", name="Chữ lớn hơn").click()
    page.goto(f"{live_server.url}/tin-tuc/")

    assert page.evaluate(size) > normal
    page.get_by_role("button", name="Chữ nhỏ hơn").click()
    assert page.evaluate(size) == normal


def test_an_article_is_printed_without_what_one_presses(page: Page, live_server, articles):
    open_state(page, live_server.url, STATES["article"], "vi", articles)
    assert page.get_by_role("button", name="In bài này").is_visible()

    page.emulate_media(media="print")

    for part in (".c-menu", ".c-languages", ".c-breadcrumb", ".c-usefulness", ".c-button"):
        assert not page.locator(part).first.is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator(".c-masthead__name").is_visible()


def test_nothing_is_asked_of_any_other_host(page: Page, live_server, articles):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    for state in STATES.values():
        open_state(page, live_server.url, state, "vi", articles)

    assert [url for url in asked if not url.startswith(live_server.url)] == []
