"""Cleaning a text: from whatever a browser, a program or a file sends to what may be stored and shown.

A parser of HTML brings it into order and takes away what is no text (nh3); our own reading makes of it a tree of the
few kinds of block there are, and writes that down; and nh3 once more lets through the allow-list alone. So the rule
holds even if the reading were wrong.
"""

from __future__ import annotations

import re
from html import unescape

import nh3

from markup.elements import ATTRIBUTES, ENDED_BY_THE_NEXT, NO_TEXT, NUMBERS, OTHERS, READ, READ_ATTRIBUTES, TAGS
from markup.length import LONGEST
from markup.links import SCHEMES
from markup.reading import read
from markup.words import from_plain

DEEPEST = 400  # elements in each other, beyond which a text is read for its words alone

_ANY_TAG = re.compile(rf"<(?:/?(?:{'|'.join(sorted(READ | NO_TEXT | OTHERS))})(?=[\s/>])|!--|!\[|o:p)", re.IGNORECASE)
_ELEMENT = re.compile(r"<[^>]*>?")
_ELEMENT_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
# What is left of a link to an address that the parser could not read, though we could.
_NO_ADDRESS = '<a rel="'


def _as_allowed(_tag: str, attribute: str, value: str) -> str | None:
    return value if attribute not in NUMBERS or (value.isascii() and value.isdecimal()) else None


_LOOSE = nh3.Cleaner(
    tags=set(READ),
    clean_content_tags=set(NO_TEXT),
    attributes=READ_ATTRIBUTES,
    url_schemes=set(SCHEMES),
    filter_style_properties={"mso-list", "font-weight", "font-style", "vertical-align", "list-style-type"},
    link_rel=None,
)
_STRICT = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(NO_TEXT),
    attributes=ATTRIBUTES,
    attribute_filter=_as_allowed,
    url_schemes=set(SCHEMES),
    link_rel="noopener noreferrer",
)


def clean(html: str) -> str:
    """Return HTML as it may be stored: the allowed elements in good order. Cleaning it again changes nothing.

    Headings begin at h2; empty paragraphs are gone; a list that Word drew with bullets is a list. Whoever calls this
    has looked at the length (markup.check).
    """
    return _read(_in_order(html))


def from_pasted(html: str) -> str:
    """Return what somebody pastes as it may stand in a text; "" if that is longer than a text may be.

    Programs for writing send a page of looks with each line, which costs little to leave out.
    """
    orderly = _in_order(html)
    return _read(orderly) if len(orderly) <= LONGEST else ""


def allowed(html: str) -> str:
    """Return HTML without anything that is not on the allow-list: quick, for what was cleaned before."""
    return _STRICT.clean(html)


def is_html(text: str) -> bool:
    """Tell whether a text has any element of HTML in it, so that it is not meant as plain text."""
    return bool(_ANY_TAG.search(text))


def from_typed(text: str) -> str:
    """Return what somebody typed or sent as it may be stored: HTML, or plain text with empty lines as in e-mail."""
    return clean(text if is_html(text) else from_plain(text))


def _in_order(html: str) -> str:
    """Return HTML as a parser understands it, without what is no text, and without looks that mean nothing."""
    if _depth(html) > DEEPEST:
        html = from_plain(unescape(_ELEMENT.sub(" ", html)))
    return _LOOSE.clean(html)


def _read(orderly: str) -> str:
    cleaned = allowed(read(orderly).html())
    return allowed(read(_LOOSE.clean(cleaned)).html()) if _NO_ADDRESS in cleaned else cleaned


def _depth(html: str) -> int:
    """Return how many elements stand in each other at most, by a quick look.

    The parser needs time in proportion to the square of it: a text of 200,000 letters that was all <div> took it 40 s.
    """
    depth = deepest = 0
    for end, name in _ELEMENT_NAME.findall(html):
        if name.lower() not in ENDED_BY_THE_NEXT:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
    return deepest
