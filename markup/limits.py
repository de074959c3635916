"""How long a text may be, and what must be there before others see it."""

from __future__ import annotations

from markup.pictures import pictures_in
from markup.words import to_text

LONGEST = 200_000  # characters, of the HTML


def check(typed: str) -> str:
    """Return what is wrong with a text that somebody sends, in words for her, or "": before anything is done with it.

    Reading a text takes time in proportion to its length, so the length is looked at first.
    """
    if len(typed) > LONGEST:
        return f"Nội dung dài {_number(len(typed))} ký tự, quá {_number(LONGEST)} ký tự. Hãy chia thành nhiều bài."
    return ""


def fit_to_be_seen(body: str) -> list[str]:
    """Return what is missing in a cleaned text before others may see it, in words for its author."""
    missing = [f"Hãy mô tả ảnh thứ {n}: {_WHY}" for n, one in enumerate(pictures_in(body), start=1) if not one.alt]
    return missing if to_text(body) else ["Nội dung chưa có chữ nào.", *missing]


_WHY = "một câu ở ô “Mô tả ảnh”, cho người không nhìn thấy ảnh."


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
