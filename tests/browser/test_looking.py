"""What walks by the keyboard and what spaces out texts find the faults of a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.keyboard import faults_of_stops, stops
from tests.browser.looking import cut_off

pytestmark = pytest.mark.browser

PAGE = "<!doctype html><html lang='vi'><style>a:focus {{ outline: 2px solid }} {style}</style><body>{body}"
LINKS = "<p><a href='#a'>Một</a> <a href='#b'>Hai</a> <a href='#c' class='it'>Ba</a></p>"


def test_a_page_in_order_is_walked_through_once_from_its_beginning_as_often_as_one_likes(page: Page):
    page.set_content(PAGE.format(style="", body=LINKS))
    page.get_by_role("link", name="Hai").focus()

    for _ in range(2):
        assert list(stops(page)) == ["ok"] * 3
        assert list(faults_of_stops(page)) == []


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        (".it:focus { outline: none }", "not marked"),
        (".it { position: absolute; left: -99px }", "out of sight"),
        ("i { position: fixed; inset: 0 }", "covered"),
    ],
)
def test_a_stop_that_cannot_be_seen_is_a_fault(page: Page, style: str, fault: str):
    page.set_content(PAGE.format(style=style, body=f"{LINKS}<i></i>"))

    assert f"keyboard: A it Ba: {fault}" in list(faults_of_stops(page))


def test_stops_out_of_order_and_too_few_are_faults(page: Page):
    page.set_content(PAGE.format(style="", body=LINKS.replace("class='it'", "class='it' tabindex='1'")))
    assert list(faults_of_stops(page)) == ["keyboard: A it Ba: out of order"]

    page.set_content(PAGE.format(style="", body="<a href='#a'>Một</a>"))
    assert list(faults_of_stops(page)) == ["keyboard: 1 stops"]


def test_what_has_no_room_for_a_text_spaced_out_is_cut_off(page: Page):
    narrow = ".it { display: block; height: 1.2em; overflow: hidden } .wide { white-space: nowrap }"
    page.set_content(PAGE.format(style=narrow, body=f"<p class='it'>Chữ</p><p class='wide'>{'chữ ' * 10}</p>"))
    assert list(cut_off(page)) == ["spaced out: wider than the window", "spaced out: it"]

    page.set_content(PAGE.format(style="", body="<p>Chữ</p>"))
    assert list(cut_off(page)) == []
