"""A text as routing reads it: its syllables, without marks and with them, and the runs of syllables that may be names.

People write "khai sinh", "khaisinh", "khai sinhh" and mean one thing. So runs are compared by their letters alone; the
marks are looked at afterwards, where somebody has typed any.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from vietnamese.letters import MARKS, decompose

DATA = Path(__file__).parent.parent / "data"
MOST_SYLLABLES = 250  # what a case is about stands at its beginning; this also bounds the time
MOST_LETTERS = 2_000  # of which so many syllables are made
LONGEST_RUN = 6  # syllables: "phường 15 quận Tân Bình", "Ủy ban nhân dân thành phố"
WITH_MARKS = 0.2  # of the syllables: from this share on, a syllable without marks is one that has none

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_SYLLABLE = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")
_NUMBERED = re.compile(r"([pqf])([0-9]{1,2})")  # "p15", "q1"
_WITHOUT_TONE: dict[int, int | None] = dict.fromkeys(map(ord, _TONES))
_PLAIN: dict[int, int | None] = {**dict.fromkeys(range(0x300, 0x370)), ord("đ"): ord("d")}


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable: its letters without marks, and with them, the tone at the end wherever it was typed."""

    plain: str
    marked: str

    @property
    def has_marks(self) -> bool:
        return self.plain != self.marked


class Run(NamedTuple):
    """Some syllables in a row, from one place of a text to before another."""

    begin: int
    end: int
    letters: str


@dataclass(frozen=True)
class Reading:
    """What was read of a text."""

    syllables: tuple[Syllable, ...]

    @cached_property
    def is_marked(self) -> bool:
        """Tell whether whoever wrote it types marks."""
        with_marks = sum(one.has_marks for one in self.syllables)
        return with_marks >= WITH_MARKS * len(self.syllables)

    @cached_property
    def runs(self) -> list[Run]:
        """All runs, the longest first: what is named at length is not named by a part of it."""
        plain = [one.plain for one in self.syllables]
        return [
            Run(begin, begin + length, "".join(plain[begin : begin + length]))
            for length in range(LONGEST_RUN, 0, -1)
            for begin in range(len(plain) - length + 1)
        ]

    def fits(self, run: Run, name: tuple[Syllable, ...]) -> float:
        """Return how well the marks of a run agree with those of a name that has the same letters, from 0 to 1."""
        typed = self.syllables[run.begin : run.end]
        if [one.marked for one in typed] == [one.marked for one in name]:
            return 1
        if len(typed) == 1:  # "cho" is "chờ" and "cho" far more often than "chợ"
            return 0 if typed[0].has_marks or self.is_marked else 0.3
        if any(one.has_marks for one in typed):
            return 0.25  # a slip of a finger, or another word
        return 0.4 if self.is_marked else 1


def read(text: str) -> Reading:
    """Return the syllables of the beginning of a text, what is abbreviated written out."""
    long = _abbreviations()
    found: list[Syllable] = []
    for syllable in syllables(text[:MOST_LETTERS]):
        found.extend(long.get(syllable.plain, (syllable,)))
        if len(found) >= MOST_SYLLABLES:
            break
    return Reading(tuple(found[:MOST_SYLLABLES]))


def syllables(text: str) -> Iterator[Syllable]:
    """Yield the syllables of a text as they are typed."""
    for match in _SYLLABLE.finditer(decompose(text)):
        word = match.group()
        parts = numbered.groups() if (numbered := _NUMBERED.fullmatch(word)) else (word,)
        for part in parts:
            yield _syllable(part)


def _syllable(typed: str) -> Syllable:
    if typed.isascii():
        return Syllable(typed, typed)
    tones = "".join(mark for mark in typed if mark in _TONES)
    return Syllable(typed.translate(_PLAIN), typed.translate(_WITHOUT_TONE) + tones)


def name_of(text: str) -> tuple[Syllable, ...]:
    """Return the syllables of a name or phrase of the data."""
    return tuple(syllables(text))


def letters(name: tuple[Syllable, ...]) -> str:
    """Return the letters of a name, by which it is found."""
    return "".join(one.plain for one in name)


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, tuple[Syllable, ...]]:
    return {letters(name_of(row["short"])): name_of(row["long"]) for row in rows("abbreviations.csv")}


def rows(file: str) -> list[dict[str, str]]:
    """Return the rows of one of the data files."""
    with (DATA / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
