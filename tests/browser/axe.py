"""The rules of axe-core, asked in a third of the time.

Unless told that nobody reads it, axe writes a long report of all parts that passed, and the browser sends it. A page
takes axe in once, however often it is looked at. Nothing is preloaded: that serves one experimental rule, not ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

RUN = """
async (runOnly) => {
  const found = await axe.run({ runOnly, preload: false, resultTypes: ["violations"] });
  return found.violations.map((rule) => [rule.id, rule.help, rule.nodes[0].html.slice(0, 160)]);
}
"""


class Broken(NamedTuple):
    """A rule that a page breaks, and the first part of the page that does."""

    rule: str
    help: str
    html: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.help}: {self.html}"


def broken_rules(page: Page, rules: object = RULES, *, without: Sequence[str] = ()) -> list[Broken]:
    """Return what an open page breaks of `rules`, leaving out those that mean nothing here."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = [Broken(*broken) for broken in page.evaluate(RUN, rules)]
    return [broken for broken in found if broken.rule not in without]
