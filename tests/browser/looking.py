"""Looking at an open page as everyone sees it: on a small phone and at a desk, in light, in dark, in forced colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from playwright.sync_api import Page, ViewportSize

from tests.browser.axe import RULES, RULES_OF_COLOURS, broken_rules

PHONE = ViewportSize(width=320, height=640)
DESK = ViewportSize(width=1280, height=900)


class Look(NamedTuple):
    """A window, how the system of the reader is set, and the rules that it can make a difference to."""

    name: str
    window: ViewportSize
    media: dict[str, Any]
    rules: object


LIGHT = {"color_scheme": "light", "forced_colors": "none"}
DARK = {"color_scheme": "dark", "forced_colors": "none"}
FORCED = {"color_scheme": "light", "forced_colors": "active"}

# Pages are opened on the phone, where it is hardest to do something, and widened afterwards: no script asks how wide
# the window is. Colours depend on the setting, hardly on the width: each setting is looked at in one.
LOOKS_ON_PHONE = (Look("phone", PHONE, LIGHT, RULES), Look("phone, dark", PHONE, DARK, RULES_OF_COLOURS))
LOOKS_AT_DESK = (Look("desk", DESK, LIGHT, RULES), Look("desk, forced colours", DESK, FORCED, RULES_OF_COLOURS))
LOOKS = LOOKS_ON_PHONE + LOOKS_AT_DESK

TOO_WIDE = """
() => document.documentElement.scrollWidth <= window.innerWidth ? "" :
  [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1)
    .map((e) => e.id || e.className || e.tagName).slice(0, 5).join(", ") || "something"
"""


def faults_of(page: Page, without: Sequence[str] = (), looks: Sequence[Look] = LOOKS) -> Iterator[str]:
    """Yield what is wrong with an open page in each look: broken rules but those of `without`, and what is too wide."""
    for look in looks:
        page.set_viewport_size(look.window)
        page.emulate_media(**look.media)
        for broken in broken_rules(page, look.rules, without=without):
            yield f"{look.name}: {broken}"
        if wide := page.evaluate(TOO_WIDE):
            yield f"{look.name}: wider than the window: {wide}"


NARROW = ViewportSize(width=320, height=256)  # 1280 × 1024 at 400 %
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""  # WCAG 2.2, 1.4.12
CUT_OFF = """
(spaced) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(spaced);
  document.adoptedStyleSheets.push(sheet);
  const cut = [...document.querySelectorAll("body *")]
    .filter((e) => ["hidden", "clip"].includes(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 1)
    .map((e) => e.className || e.tagName);
  if (document.documentElement.scrollWidth > window.innerWidth) cut.unshift("wider than the window");
  document.adoptedStyleSheets.pop();
  return cut;
}
"""


def cut_off(page: Page) -> Iterator[str]:
    """Yield what is cut off of an open page when its text is spaced out, and four times as large."""
    page.set_viewport_size(NARROW)
    page.emulate_media(**LIGHT)
    yield from (f"spaced out: {part}" for part in page.evaluate(CUT_OFF, SPACED))
