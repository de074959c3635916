"""What programs for writing put into HTML to say what they mean: looks instead of structure, lists drawn by hand."""

from __future__ import annotations

import re
from typing import NamedTuple

MARK_OF = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup"}
MOST_LEVELS = 4

_WORD_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d+)", re.IGNORECASE)
_WORD_MARKER = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight:\s*([a-z]+|\d+)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*(italic|oblique|normal)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align:\s*(sub|super)", re.IGNORECASE)
_COUNTED = re.compile(r"list-style-type:\s*((?:lower|upper)-(?:alpha|latin|roman))", re.IGNORECASE)

_BULLETS = "·•▪◦‣●○■□❖✓►➢\uf0a7\uf0a8\uf0b7\uf0d8\uf076\uf0fc"
BULLET = re.compile(rf"^\s*[{_BULLETS}]\s+")
_ANY_BULLET = re.compile(rf"^[{_BULLETS}o§\-–—*]?$")
_NUMBER = re.compile(r"^(\d{1,4})[.)]?$")


class Marker(NamedTuple):
    """What stands before an item of a list that was drawn by hand."""

    tag: str  # "ul", "ol", or "" for a marker that no list of ours would say again: điểm đ), 1.2.
    start: int = 1


def marks_after(marks: frozenset[str], tag: str, style: str) -> frozenset[str]:
    """Return how text looks inside an element, given how it looked outside."""
    added = {MARK_OF[tag]} if tag in MARK_OF else set()
    removed: set[str] = set()
    if weight := _WEIGHT.search(style):
        bold = weight[1].lower() in ("bold", "bolder") or (weight[1].isdecimal() and int(weight[1]) >= 600)
        (added if bold else removed).add("strong")
    if italic := _ITALIC.search(style):
        (removed if italic[1].lower() == "normal" else added).add("em")
    if raised := _RAISED.search(style):
        added.add("sub" if raised[1].lower() == "sub" else "sup")
    after = (marks | added) - removed
    return after - {"sup"} if {"sub", "sup"} <= after else after


def word_level(style: str) -> int:
    """Return at which level of a list Word means a paragraph to stand, 0 if in none."""
    found = _WORD_LEVEL.search(style)
    return min(int(found[1][:3]), MOST_LEVELS) if found else 0


def is_word_marker(style: str) -> bool:
    """Tell whether an element holds what Word has drawn before an item: bullet or number, and spaces."""
    return bool(_WORD_MARKER.search(style))


def read_marker(drawn: str) -> Marker:
    """Return what list a marker speaks of. Letters are not counted anew: laws have their điểm đ."""
    drawn = drawn.strip()
    if number := _NUMBER.match(drawn):
        return Marker("ol", int(number[1]))
    return Marker("ul") if _ANY_BULLET.match(drawn) else Marker("")


def counted_by(style: str) -> str:
    """Return how a list counts, as HTML says it: "a", "A", "i", "I", or "" for numbers."""
    found = _COUNTED.search(style)
    if not found:
        return ""
    case, _, letters = found[1].lower().partition("-")
    letter = "i" if letters == "roman" else "a"
    return letter.upper() if case == "upper" else letter
