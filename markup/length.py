"""How long a text may be."""

from __future__ import annotations

LONGEST = 200_000  # characters, of the HTML


def check(text: str) -> str:
    """Return what is wrong with the length of a text, in words for its author, or "".

    Reading a text takes time in proportion to its length, so this is looked at before anything is done with it.
    """
    if len(text) > LONGEST:
        return f"Nội dung dài {_number(len(text))} ký tự, quá {_number(LONGEST)} ký tự. Hãy chia thành nhiều bài."
    return ""


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
