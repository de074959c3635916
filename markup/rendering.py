"""What the public sees of a stored text: tables that can be moved to and fro and say their headers, and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from markup.cleaning import allowed
from markup.pictures import replaced

_TABLE = re.compile(r"<table><tbody>(.*?)</tbody></table>", re.DOTALL)
_FIRST_ROW = re.compile(r"\A<tr>(?:<th[ >](?:(?!<td|</tr>).)*)</tr>", re.DOTALL)
_HEADER = re.compile(r"<th(?=[ >])")
_EMPTY_HEADER = re.compile(r'<th scope="\w+"([^>]*)></th>')
_FIGURE = re.compile(r"<figure>.*?</figure>", re.DOTALL)


def render(body: str, picture: Callable[[int, str], str | None] | None = None, *, table_name: str = "Bảng") -> str:
    """Return a stored text as HTML to show.

    `picture`, given the number of a picture and its alternative text, returns the HTML that shows it, or None: then
    its figure is left out. `table_name` is what a table is called for those who hear the page.
    """
    body = allowed(body)  # once more: whatever came into the database by another way is not shown
    if "<table" in body:
        body = _TABLE.sub(lambda table: _table(table[1], table_name), body)
    if "<figure" in body:
        body = _FIGURE.sub(lambda figure: replaced(figure[0], picture), body)
    return body


def _table(rows: str, name: str) -> str:
    """Return a table with its headers, in a box that scrolls where the page has no room for it."""
    first = _FIRST_ROW.match(rows)
    head, rest = (first[0], rows[first.end() :]) if first else ("", rows)
    head = f"<thead>{_with_scope(head, 'col')}</thead>" if head else ""
    rest = f"<tbody>{_with_scope(rest, 'row')}</tbody>" if rest else ""
    named = f'role="group" aria-label="{escape(name)}" tabindex="0"'
    return f'<div class="c-prose__scroll" {named}><table>{head}{rest}</table></div>'


def _with_scope(rows: str, scope: str) -> str:
    """Return rows whose headers say of what they are; an empty one, in the corner, is none."""
    return _EMPTY_HEADER.sub(r"<td\1></td>", _HEADER.sub(f'<th scope="{scope}"', rows))
