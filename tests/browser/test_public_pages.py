"""The public pages, for everyone: every template in every state, in both languages, on a small phone and at a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.looking import DESK, LOOKS, LOOKS_ON_PHONE, PHONE, faults_of
from tests.browser.public_states import STATES, State, articles_for_all_states
from tests.country import Country
from tests.kept import Kept

pytestmark = pytest.mark.browser

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "public"


@pytest.fixture(scope="session")
def _articles_kept(kept: Kept, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        kept.keep("articles", articles_for_all_states)


@pytest.fixture
def articles(_articles_kept: None, kept: Kept, country: Country) -> dict[str, object]:
    """The keys of articles in all states."""
    return kept.bring("articles")


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
    answer = page.goto(host + prefix + state.path.format(**articles))
    assert answer
    assert answer.status < 500 or "/_error/" in state.path, state.path
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


# Words differ in length between the languages, and are in the way where there is least room; all else is the same.
LOOKS_IN = {"vi": LOOKS, "en": LOOKS_ON_PHONE[:1]}


@pytest.mark.timeout(900)  # some four hundred looks at pages
def test_no_template_in_any_state_has_an_accessibility_fault(chromium: Browser, live_server, articles, seen):
    context = chromium.new_context(viewport=PHONE)
    show_errors(context, live_server.url)
    page = context.new_page()
    faults = []
    for language, looks in LOOKS_IN.items():
        for name, state in STATES.items():
            page.set_viewport_size(PHONE)
            open_state(page, live_server.url, state, language, articles)
            faults += [f"{name}, {language}, {fault}" for fault in faults_of(page, state.without, looks)]
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
MOST_STOPS = 40  # of a page: what comes after these in a long list is like what came before


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
        if stops < 2:
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
