"""What becomes of a file of rows: of each row, and of all together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

AROUND = 60  # letters shown on each side of what differs in a long text
SHOWN = 240  # letters of a long text that are shown at most


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row: in which column ("" is the row as a whole), and why."""

    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a text where it differs from another: what stands before it, what differs, what stands after."""

    before: str
    different: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a column says now, and what it would say."""

    column: str
    old: str
    new: str

    @property
    def excerpts(self) -> tuple[Excerpt, Excerpt]:
        """Both texts around where they differ, however long they are."""
        start = _alike(self.old, self.new)
        end = _alike(self.old[start:][::-1], self.new[start:][::-1])
        return _excerpt(self.old, start, end), _excerpt(self.new, start, end)


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What becomes of one row: its number in the file, its cells, whether it is new, what it changes, what is wrong.

    `stood` stands for all that was stored of it when this was found out, "" if nothing was.
    """

    number: int
    cells: dict[str, str]
    is_new: bool
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    stood: str = ""

    @property
    def is_same(self) -> bool:
        """Whether it says nothing that is not stored already."""
        return not self.is_new and not self.changes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a file."""

    rows: list[RowOutcome]
    ignored: list[str] = field(default_factory=list)  # columns that mean nothing here
    written: bool = False

    @property
    def bad(self) -> list[RowOutcome]:
        return [row for row in self.rows if row.faults]

    @property
    def good(self) -> list[RowOutcome]:
        return [row for row in self.rows if not row.faults]

    @property
    def telling(self) -> list[RowOutcome]:
        """The good rows that say something new."""
        return [row for row in self.good if not row.is_same]

    @property
    def new(self) -> int:
        return sum(row.is_new for row in self.good)

    @property
    def changed(self) -> int:
        return len(self.telling) - self.new

    @property
    def same(self) -> int:
        return len(self.good) - len(self.telling)


def changes_between(old: dict[str, str], new: dict[str, str]) -> tuple[Change, ...]:
    """Return what differs between two tellings of one row, by column."""
    return tuple(Change(column, old[column], text) for column, text in new.items() if text != old[column])


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """Return how many letters are alike at the beginning of both."""
    alike = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        alike += 1
    return alike


def _excerpt(text: str, start: int, end: int) -> Excerpt:
    stop = len(text) - end
    different = text[start:stop]
    if len(different) > SHOWN:
        different = f"{different[:SHOWN]}… ({len(text)} ký tự)"
    before = text[max(0, start - AROUND) : start]
    after = text[stop : stop + AROUND]
    return Excerpt(f"…{before}" if start > AROUND else before, different, f"{after}…" if end > AROUND else after)
