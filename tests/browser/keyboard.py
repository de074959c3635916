"""Going through an open page with the Tab key: each stop comes in order, is in sight, uncovered, and marked."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

# Of the part that has the focus: whether it comes after the one before, can be seen, is not covered, and is marked.
# Each is asked when the key goes up again: by then the focus has moved, and the page with it.
BEGIN = """
() => {
  const top = document.createElement("span");
  top.tabIndex = -1;
  document.body.prepend(top);
  top.focus();
  top.remove();
  scrollTo(0, 0);
  let first, before;
  const named = (part) => `${part.tagName} ${part.className} ${part.textContent.trim().slice(0, 30)}`;
  const stop = () => {
    const here = document.activeElement;
    first ??= here;
    if (here === document.body || (before && here === first)) return "";
    const earlier = before;
    before = here;
    const name = named(here);
    const after = !earlier || earlier.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!after) return `${name}: out of order`;
    const box = here.getClientRects()[0];
    if (!box || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0) return `${name}: out of sight`;
    const shown = document.elementFromPoint(box.left + box.width / 2, Math.max(0, box.top) + 2);
    if (shown && shown !== here && !here.contains(shown) && !shown.contains(here)) return `${name}: covered`;
    const label = document.querySelector(`label[for="${here.id}"]`);
    const styles = [getComputedStyle(here)];
    if (label) styles.push(getComputedStyle(label), getComputedStyle(label, "::before"));
    return styles.some((style) => style.outlineStyle === "solid") ? "ok" : `${name}: not marked`;
  };
  const listening = new AbortController();
  const stops = [];
  addEventListener("keyup", () => stops.push(stop()), { signal: listening.signal });
  window.stopsSince = () => stops.splice(0);
  window.endStops = () => {
    listening.abort();
    document.activeElement.blur();
    scrollTo(0, 0);
  };
  // From the top, Tab never comes to what asks to be first in the whole page.
  return [...document.querySelectorAll("[tabindex]")].filter((part) => part.tabIndex > 0)
    .map((part) => `${named(part)}: out of order`);
}
"""
AT_ONCE = 8  # keys pressed before it is asked what they reached; those after the end come round to the beginning
MOST_STOPS = 40  # of a page: what comes after these in a long list is like what came before


def stops(page: Page) -> Iterator[str]:
    """Press Tab from the beginning of an open page, at most forty times; yield "ok" or the fault of each stop."""
    page.emulate_media(reduced_motion="reduce")  # a page that glides is not yet where it goes
    yield from page.evaluate(BEGIN)
    for _ in range(MOST_STOPS // AT_ONCE):
        for _ in range(AT_ONCE):
            page.keyboard.press("Tab")
        found = page.evaluate("stopsSince()")
        yield from found[: found.index("")] if "" in found else found
        if len(found) < AT_ONCE:
            yield "a key was lost"
        if "" in found:
            break
    page.evaluate("endStops()")
    page.emulate_media(reduced_motion="no-preference")


def faults_of_stops(page: Page) -> Iterator[str]:
    """Yield what is wrong with the stops of an open page, by the keyboard."""
    found = list(stops(page))
    if len(found) < 2:
        yield f"keyboard: {len(found)} stops"
    yield from (f"keyboard: {stop}" for stop in found if stop != "ok")
