"""The public pages, for everyone: every template in every state, in both languages, on a small phone and at a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import Browser, Page, Request, Route

from tests.browser.keyboard import faults_of_stops
from tests.browser.looking import LIGHT, LOOKS_AT_DESK, LOOKS_ON_PHONE, PHONE, cut_off, faults_of
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


ERRORS = "**/_error/*/"


def error_page(route: Route, request: Request) -> None:
    """Answer /_error/NAME/ with the template of that error: no address leads to it by itself."""
    path = urlsplit(request.url).path
    with translation.override("en" if path.startswith("/en/") else "vi"):
        body = render_to_string(f"{path.strip('/').rsplit('/', 1)[-1]}.html")
    route.fulfill(status=500, content_type="text/html; charset=utf-8", body=body)


def open_state(page: Page, host: str, state: State, language: str, articles: dict[str, int]) -> None:
    prefix = "" if language == "vi" else f"/{language}"
    error = "/_error/" in state.path
    if error:
        page.route(ERRORS, error_page)  # not for longer: a browser whose requests are looked at keeps no file
    answer = page.goto(host + prefix + state.path.format(**articles))
    if error:
        page.unroute(ERRORS)
    assert answer
    assert answer.status < 500 or error, state.path
    state.act(page)


def faults_in(language: str, page: Page, state: State) -> Iterator[str]:
    """Yield what is wrong with an open page. All is asked of the one page: opening it again would take longest.

    Words differ in length between the languages, and are in the way where there is least room; all else is the same.
    """
    yield from faults_of(page, state.without, LOOKS_ON_PHONE if language == "vi" else LOOKS_ON_PHONE[:1])
    if language == "vi":
        yield from faults_of_stops(page)
        yield from cut_off(page)
        yield from faults_of(page, state.without, LOOKS_AT_DESK)
        yield from faults_of_stops(page)


@pytest.mark.timeout(1800)  # some hundred pages, each looked at in five windows and walked through twice
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_template_in_any_state_has_a_fault(page: Page, live_server, articles, seen, language: str):
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))

    for name, state in STATES.items():
        page.set_viewport_size(PHONE)
        page.emulate_media(**LIGHT)
        open_state(page, live_server.url, state, language, articles)
        faults += [f"{name}: {fault}" for fault in faults_in(language, page, state)]

    assert not faults, "\n".join(faults)
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    # Whoever adds a template adds a state above in which it is seen.
    assert {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")} - seen == set()


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
