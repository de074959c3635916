"""Lists: real ones, and those that were drawn with paragraphs and bullets."""

from __future__ import annotations

from markup.document import Container, Line, Run
from markup.numbers import small_number
from markup.pasted import BULLET, MOST_LEVELS, counted_by, read_marker

LISTS = frozenset({"ul", "ol"})
LAST_NUMBER = 9_999
COUNTED = frozenset({"a", "A", "i", "I"})
_HOLDERS = frozenset({"body", "blockquote", "li", "td", "th"})


def may_hold_list(opened: list[Container]) -> bool:
    """Tell whether one more list may begin within these blocks, each in the one before it."""
    return opened[-1].tag in _HOLDERS and sum(one.tag in LISTS for one in opened) < MOST_LEVELS


def of_list(tag: str, told: dict[str, str]) -> dict[str, str]:
    """Return of the attributes of a list those that say how it counts."""
    if tag != "ol":
        return {}
    start, counted = small_number(told.get("start", ""), LAST_NUMBER), told.get("type", "")
    counted = counted if counted in COUNTED else counted_by(told.get("style", ""))
    return ({"start": str(start)} if start > 1 else {}) | ({"type": counted} if counted else {})


def as_drawn_item(home: Container, line: Line, level: int, drawn: str | None) -> None:
    """Put a paragraph into `home`: as an item, if what stands before its words, `drawn` or in it, means one."""
    marker = read_marker(drawn or "") if level else None
    bullet = BULLET.match(line.words)
    if bullet and (marker is None or marker.tag == "ul"):
        level, marker = level or 1, read_marker("")
        line = Line(line.tag, _without_beginning(line.runs, bullet.end()))
    if marker is None or not marker.tag:
        words = " ".join((drawn or "").split())
        home.blocks.append(Line(line.tag, [Run(f"{words} "), *line.runs]).tidy() if words else line)
        return
    where = home
    for _ in range(level - 1):
        last = where.blocks[-1] if where.blocks else None
        if not (isinstance(last, Container) and last.drawn and isinstance(last.blocks[-1], Container)):
            break
        where = last.blocks[-1]
    last = where.blocks[-1] if where.blocks else None
    if not (isinstance(last, Container) and last.drawn and last.tag == marker.tag):
        facts = {"start": str(marker.start)} if marker.start > 1 else {}
        last = Container(marker.tag, attributes=facts, drawn=True)
        where.blocks.append(last)
    last.blocks.append(Container("li", [line]))


def _without_beginning(runs: list[Run], length: int) -> list[Run]:
    """Return runs without their first characters."""
    left: list[Run] = []
    for run in runs:
        cut = min(length, len(run.text))
        length -= cut
        if run.text[cut:]:
            left.append(run._replace(text=run.text[cut:]))
    return left
