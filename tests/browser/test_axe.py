"""What looks for faults finds them: a page that breaks rules, in each setting of the reader."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.axe import RULES_OF_COLOURS, broken_rules

pytestmark = pytest.mark.browser

FAULTY = """
<!doctype html><html lang="vi"><title>x</title><main><h1>x</h1>
<style>@media (prefers-color-scheme: dark) { p { color: #777; background: #666 } }</style>
<img src="data:,"><p>Chữ</p></main></html>
"""


def test_a_broken_rule_is_named_with_its_part_unless_it_means_nothing_here(page: Page):
    page.set_content(FAULTY)

    (broken,) = broken_rules(page)
    assert str(broken).startswith("image-alt: ")
    assert '<img src="data:,">' in str(broken)
    assert broken_rules(page, without=["image-alt"]) == []


def test_the_same_page_is_looked_at_again_in_the_dark(page: Page):
    page.set_content(FAULTY)
    assert broken_rules(page, RULES_OF_COLOURS) == []

    page.emulate_media(color_scheme="dark")

    assert [broken.rule for broken in broken_rules(page, RULES_OF_COLOURS)] == ["color-contrast"]
