"""Rich text made of plain words, and the words of a rich text."""

from __future__ import annotations

import re
from html import escape, unescape

_EMPTY_LINES = re.compile(r"\n[ \t\r\f\v\u00a0\u3000]*\n\s*")
_LINE_ENDS = re.compile(r"<br>|</(?:p|h2|h3|h4|figcaption|tr)>")
_CELL_ENDS = re.compile(r"</t[dh]>(?=<t[dh])")
_CELL = re.compile(r"(<t[dh][^>]*>)(.*?)(?=</t[dh]>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \t]+")
_LINES = re.compile(r"\s*\n\s*")

_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_FIGURE = re.compile(r'<img data-picture="(\d+)" alt="([^"]*)">')
_ITEM = re.compile(r"<li>")
_HEADING = re.compile(r"<h([234])>")


def from_plain(text: str) -> str:
    """Return plain text as HTML: an empty line parts paragraphs, a line is a line."""
    paragraphs = _EMPTY_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n").strip())
    lines = ("<br>".join(escape(line.strip(), quote=False) for line in one.split("\n")) for one in paragraphs)
    return "".join(f"<p>{told}</p>" for told in lines if told)


def to_text(body: str) -> str:
    """Return the words of a cleaned text: a line for each paragraph, a bar between the cells of a row."""
    body = _CELL.sub(lambda cell: cell[1] + _LINE_ENDS.sub(" ", cell[2]), body)
    body = _LINE_ENDS.sub("\n", _CELL_ENDS.sub(" | ", body))
    return _LINES.sub("\n", _SPACES.sub(" ", unescape(_TAG.sub("", body)))).strip()


def outline(body: str) -> str:
    """Return a cleaned text in words alone, with what the words stand in: for comparing two of them.

    Headings, items, where links lead and which pictures there are; not what is bold or italic.
    """
    body = _LINK.sub(lambda link: f"{link[2]} ({link[1]})", body)
    body = _FIGURE.sub(r"[Ảnh \1: \2]<br>", body)
    body = _HEADING.sub(lambda heading: f"<h{heading[1]}>{'#' * (int(heading[1]) - 1)} ", body)
    return to_text(_ITEM.sub("<li>• ", body).replace("<blockquote>", "<blockquote>“ "))
