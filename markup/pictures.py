"""Pictures in a text: by their numbers only. What they look like, and where they are, the apps know."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import NamedTuple

# As a cleaned text has it, or as the editor gives it back.
_PICTURE = re.compile(r'<img data-picture="(?P<pk>\d+)" alt="(?P<alt>[^"]*)">')


class Picture(NamedTuple):
    """One use of a picture in a text."""

    pk: int
    alt: str


def pictures_in(body: str) -> list[Picture]:
    """Return the pictures of a cleaned text, in their order."""
    return [_picture(found) for found in _PICTURE.finditer(body)]


def with_sources(body: str, source: Callable[[int], str | None]) -> str:
    """Return a cleaned text for the editor, which shows its pictures from the addresses that `source` gives."""

    def with_source(found: re.Match[str]) -> str:
        address = source(int(found["pk"]))
        return f'{found[0][:-1]} src="{escape(address)}">' if address else found[0]

    return _PICTURE.sub(with_source, body)


def replaced(figure: str, picture: Callable[[int, str], str | None] | None) -> str:
    """Return a figure with its picture as `picture` shows it; "" if it shows none."""
    found = _PICTURE.search(figure)
    shown = picture(*_picture(found)) if found and picture else None
    return _PICTURE.sub(lambda _found: shown, figure) if shown is not None else ""


def _picture(found: re.Match[str]) -> Picture:
    return Picture(int(found["pk"]), unescape(found["alt"]))
