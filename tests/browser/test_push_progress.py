"""The page of a push goes on following it through failures, and stops where only people can go on."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from news.actions import order_push
from news.models import Push
from tests.browser.conftest import until
from tests.country import Country
from tests.news.newsroom import published

pytestmark = pytest.mark.browser

HALF_WAY = {"targets": 7, "shown": 3, "percent": 42, "state": "Đang phát hành", "done": False}
JSON = "application/json"


@pytest.fixture
def push(country: Country, editor) -> Push:
    """A push that nobody carries out."""
    return order_push(published(country.government, editor), by=editor)


@pytest.fixture
def address(page: Page, live_server, push: Push, editor, sign_in) -> str:
    """The page of the push, for an editor who is signed in."""
    session = sign_in(editor).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return live_server.url + reverse("admin:news_push_change", args=[push.pk])


def test_it_asks_again_after_failures(page: Page, address: str):
    failures = [
        lambda route: route.abort(),
        lambda route: route.fulfill(status=502, content_type="text/html", body="<h1>Bad Gateway</h1>"),
        lambda route: route.fulfill(content_type=JSON, body='{"targets": 7, "sho'),
    ]

    def answer(route: Route) -> None:
        if failures:
            failures.pop(0)(route)
        else:
            route.fulfill(content_type=JSON, body=json.dumps(HALF_WAY))

    page.clock.install()
    page.route("**/tien-do/", answer)
    page.goto(address)

    def shown_a_second_later() -> str:
        page.clock.run_for(1_000)
        return page.locator("[data-part=shown]").inner_text()

    until(lambda: shown_a_second_later() == "3")
    assert failures == []


def test_it_stops_when_the_push_is_done(page: Page, address: str):
    asked = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type=JSON, body=json.dumps({**HALF_WAY, "shown": 7, "done": True}))

    page.clock.install()
    page.route("**/tien-do/", answer)
    page.goto(address)
    page.clock.run_for(1_000)
    expect(page.locator("[data-part=shown]")).to_have_text("7")
    page.clock.run_for(20_000)

    assert len(asked) == 1


def test_an_expired_session_leads_to_the_sign_in_page_and_back(page: Page, address: str, editor):
    page.goto(address)
    Session.objects.all().delete()

    page.wait_for_url(re.compile(r"/quan-tri/login/\?next="))

    page.get_by_label("Tên đăng nhập").fill(editor.username)
    page.get_by_label("Mật khẩu").fill("mat-khau-thu")
    page.get_by_label("Mật khẩu").press("Enter")
    page.wait_for_url(address)
