"""Bodies that mean harm, from saving to the page in a real browser: nothing runs, nothing is even tried."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from playwright.sync_api import Browser, Page

from agencies.models import User
from news.actions import keep_picture
from news.models import Article
from portal.demo.drawings import drawn
from tests.country import Country
from tests.markup.hostile import HOSTILE
from tests.news.newsroom import draft, published

pytestmark = pytest.mark.browser

LISTEN = """
window.tried = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.tried.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""
# What no text may bring into a page; the page around it has its own, and pictures of ours are shown.
FOREIGN = (
    "script, style, iframe, object, embed, svg, math, form, input, meta, base, link, template, "
    "[style], [id], [src]:not(.c-picture > img)"
)
AT_ONCE = 8


@pytest.fixture
def faults(page: Page) -> list[str]:
    """What went wrong in the window: dialogs, and what the policy refused."""
    found: list[str] = []

    def note(dialog) -> None:
        found.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", note)
    page.add_init_script(LISTEN)
    return found


def test_there_are_enough_of_them():
    assert len(HOSTILE) >= 40


def test_no_hostile_body_does_anything_on_the_page(page: Page, faults, live_server, country: Country, operator: User):
    picture = keep_picture(country.ha_noi, drawn("lake", 400, 300), by=operator)
    for name, hostile in HOSTILE.items():
        body = hostile.replace("data-picture=1 ", f"data-picture={picture.pk} ")  # one that there is
        article = published(country.ha_noi, operator, body=f"<p>Đầu bài.</p>{body}")
        page.goto(live_server.url + article.get_absolute_url())

        faults += [f"{name}: {tried}" for tried in page.evaluate("window.tried")]
        text = page.locator(".c-prose")
        if text.locator(FOREIGN).count() or not text.inner_text().startswith("Đầu bài."):
            faults.append(f"{name}: {text.inner_html()}")

    assert faults == []


def test_no_hostile_body_does_anything_in_the_editor(
    page: Page, chromium: Browser, faults, live_server, sign_in, country: Country, operator: User
):
    """What is refused comes back into the form with its words."""
    cookie = sign_in(operator).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    bodies = list(HOSTILE.values())

    for begin in range(0, len(bodies), AT_ONCE):
        page.goto(live_server.url + reverse("admin:news_article_add"))
        page.locator(".ProseMirror").wait_for()
        typed = "<p>Đầu bài.</p>" + "<p>Tiếp.</p>".join(bodies[begin : begin + AT_ONCE]).replace("\x00", "")
        page.locator("#id_body").evaluate(
            "(field, typed) => { field.value = typed; field.form.noValidate = true }", typed
        )
        page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('#article_form'))")
        page.locator(".errornote").wait_for()
        page.locator(".ProseMirror", has_text="Đầu bài.").wait_for()
        faults += page.evaluate("window.tried")

    assert faults == []


def test_five_megabytes_of_text_are_refused_and_kept_in_the_form(sign_in, country: Country, operator: User):
    typed = "chữ " * 1_310_720
    fields = {"origin": country.ha_noi.pk, "title": "Dài", "lead": "Dài.", "body": typed, "keywords": ""}

    answer = sign_in(operator).post(reverse("admin:news_article_add"), fields)

    assert "quá 200.000 ký tự" in answer.content.decode()
    assert answer.content.decode().count("chữ ") >= 1_310_719
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "body", ["<p> </p>", "<script>alert(1)</script>", "<table><tr><td></table>", "<p>&nbsp;</p>", "\u200b"]
)
def test_a_body_that_says_nothing_is_refused(body: str, country: Country, operator: User):
    with pytest.raises(ValidationError, match="chưa có chữ nào"):
        draft(country.ha_noi, operator, body=body)
