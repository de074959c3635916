"""The pages of the sending form in their order, and which of them still lack an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KIND, ABOUT, TEXT, AGENCY, SAME, FILES, SENDER, CHECK = (
    "loai",
    "ve-viec",
    "noi-dung",
    "noi-nhan",
    "tuong-tu",
    "tep",
    "nguoi-gui",
    "kiem-tra",
)
ORDER = (KIND, ABOUT, TEXT, AGENCY, SAME, FILES, SENDER, CHECK)
# What must have been answered before the pages after it are shown. Similar cases and files are no duty.
NEEDED = {KIND: "kind", ABOUT: "about", TEXT: "text", AGENCY: "addressee", SENDER: "name"}
COUNTED = (KIND, ABOUT, TEXT, AGENCY, FILES, SENDER, CHECK)  # of which "Bước 3/7" is said

Answers = Mapping[str, Any]


def lacking(answers: Answers) -> str:
    """Return the first page that has to be answered yet; the last one when all is there."""
    return next((page for page, name in NEEDED.items() if not answers.get(name)), CHECK)


def is_ahead(page: str, answers: Answers) -> bool:
    """Tell whether a page comes after one that has to be answered first."""
    return ORDER.index(page) > ORDER.index(lacking(answers))


def after(page: str, answers: Answers) -> str:
    """Return the page that follows one just answered: whoever has seen all answers goes back to them."""
    if page in (TEXT, AGENCY) and answers.get("reviewed"):
        return AGENCY if page == TEXT and not answers.get("addressee") else SAME
    if answers.get("reviewed") and lacking(answers) == CHECK:
        return CHECK
    return ORDER[ORDER.index(page) + 1]


def before(page: str) -> str:
    """Return the page that comes before another; "" before the first. Similar cases are not gone back to."""
    at = ORDER.index(page) - 1
    if at < 0:
        return ""
    return AGENCY if ORDER[at] == SAME else ORDER[at]


def place_in_line(page: str) -> int:
    """Return which of the counted pages it is, from 1; similar cases are shown along with the page before."""
    return COUNTED.index(AGENCY if page == SAME else page) + 1
