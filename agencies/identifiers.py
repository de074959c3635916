"""Electronic identifiers of agencies: article 4 of QĐ 20/2020/QĐ-TTg, and how they were written before it.

The notation in force is read from left to right, each group a level: H57.02.01 is body 01 of body 02 of H57. Older
documents, and the numbers of dossiers to this day, write the same levels from right to left, always four of them, the
missing ones as zeros: 000.01.02.H57. Both are understood everywhere; the one in force is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_LENGTH = 35  # article 4(1)

_FIRST_GROUP = re.compile(r"[A-Y][0-9]{2}")  # article 4(2); Z begins the schemes of others, article 6
_GROUP = re.compile(r"[0-9A-Z]+")
_OLD_PADDING = ("00", "00", "000")  # levels 2, 3 and 4: so many characters each had
_EXAMPLE = "Mã đúng có dạng như H57.01.02, hoặc 000.02.01.H57 theo cách viết cũ."


@dataclass(frozen=True)
class Identifier:
    """An identifier as groups of characters, the highest level first. There is none that the law does not allow."""

    groups: tuple[str, ...]

    def __post_init__(self) -> None:
        fault = _fault(self.groups)
        if fault:
            raise ValueError(f"{fault} {_EXAMPLE}")

    @classmethod
    def parse(cls, text: str) -> Identifier:
        """Read either notation, in either case; the ValueError of a wrong one is a sentence for whoever typed it."""
        groups = tuple(text.strip().upper().split("."))
        if _is_old(groups):
            return cls(_from_old(groups))
        return cls(groups)

    def __str__(self) -> str:
        return ".".join(self.groups)

    def old_notation(self) -> str:
        """Return the four groups from right to left; ValueError if this identifier does not fit into them."""
        below = self.groups[1:]
        padded = below + _OLD_PADDING[len(below) :]
        fits = len(padded) == len(_OLD_PADDING) and all(map(_same_length, padded, _OLD_PADDING))
        # Zeros would read as "no such level", and another identifier would come back.
        if not fits or any(map(str.__eq__, below, _OLD_PADDING)):
            raise ValueError(f"Mã {self} không viết được theo cách cũ, vốn chỉ có bốn nhóm như 000.02.01.H57.")
        return ".".join((*reversed(padded), self.groups[0]))

    @property
    def level(self) -> int:
        """1 for a ministry or a province, and one more for each step below."""
        return len(self.groups)

    @property
    def parent(self) -> Identifier | None:
        """The identifier one level above; None at level 1."""
        return Identifier(self.groups[:-1]) if self.level > 1 else None

    def is_under(self, other: Identifier) -> bool:
        """Tell whether this is somewhere below `other`; nothing is under itself."""
        return self.level > other.level and self.groups[: other.level] == other.groups


def _fault(groups: tuple[str, ...]) -> str:
    """Return what article 4 has against `groups`, or nothing."""
    text = ".".join(groups)
    if not text:
        return "Chưa nhập mã định danh."
    if wrong := sorted(set(text) - set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.")):
        return (
            f"Mã định danh chỉ gồm chữ số 0–9, chữ cái A–Z không dấu và dấu chấm; không được có {_quoted(wrong[:5])}."
        )
    if not all(_GROUP.fullmatch(group) for group in groups):
        return f"Mã “{text}” có nhóm bỏ trống: giữa hai dấu chấm, ở đầu và ở cuối phải có ký tự."
    if not _FIRST_GROUP.fullmatch(groups[0]):
        return f"Mã cấp 1 “{groups[0]}” không đúng: phải là một chữ cái từ A đến Y và hai chữ số."
    if len(text) > MAX_LENGTH:
        return f"Mã định danh dài {len(text)} ký tự, nhiều nhất là {MAX_LENGTH}."
    return ""


def _quoted(characters: list[str]) -> str:
    return ", ".join("dấu cách" if character.isspace() else f"“{character}”" for character in characters)


def _is_old(groups: tuple[str, ...]) -> bool:
    """Tell the old notation by its end: only there can the code of level 1 stand last and not first."""
    return bool(_FIRST_GROUP.fullmatch(groups[-1])) and not _FIRST_GROUP.fullmatch(groups[0])


def _from_old(groups: tuple[str, ...]) -> tuple[str, ...]:
    """Turn four groups around and drop the zeros, which may only stand below the levels that there are."""
    text = ".".join(groups)
    first, *below = reversed(groups)
    if len(below) != len(_OLD_PADDING) or not all(map(_same_length, below, _OLD_PADDING)):
        raise ValueError(f"Mã “{text}” viết theo cách cũ phải có bốn nhóm gồm 3, 2, 2 và 3 ký tự. {_EXAMPLE}")
    while below and below[-1] == _OLD_PADDING[len(below) - 1]:
        below.pop()
    if any(map(str.__eq__, below, _OLD_PADDING)):
        raise ValueError(f"Mã “{text}” bỏ trống một cấp ở giữa: cấp trên phải khác 00. {_EXAMPLE}")
    return (first, *below)


def _same_length(group: str, padding: str) -> bool:
    return len(group) == len(padding)
