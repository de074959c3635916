"""The counts of some dossiers together, and the shares that follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields


def share(part: int, whole: int) -> float | None:
    """Return a share in percent, rounded to one decimal; None of nothing. Never 100 unless it is all."""
    if not whole:
        return None
    percent = round(100 * part / whole, 1)
    return 99.9 if percent == 100 and part < whole else percent


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums of tallies; `overdue` are the dossiers still open whose limit has ended."""

    received: int = 0
    in_progress: int = 0
    waiting: int = 0
    paused: int = 0
    supplemented: int = 0
    done: int = 0
    working_days: int = 0
    on_time: int = 0
    late: int = 0
    overdue: int = 0
    rated: int = 0
    satisfied: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to show."""
        return not any(getattr(self, field.name) for field in fields(self))

    @property
    def all_late(self) -> int:
        """Those that missed their limit, finished since or not."""
        return self.late + self.overdue

    @property
    def judged(self) -> int:
        """Those that kept their limit or missed it: what the share on time is measured against."""
        return self.on_time + self.all_late

    @property
    def on_time_rate(self) -> float | None:
        return share(self.on_time, self.judged)

    @property
    def supplement_rate(self) -> float | None:
        return share(self.supplemented, self.received)

    @property
    def satisfied_rate(self) -> float | None:
        return share(self.satisfied, self.rated)

    @property
    def average_days(self) -> float | None:
        return round(self.working_days / self.done, 1) if self.done else None


def total(figures: Iterable[Figures]) -> Figures:
    """Add figures up."""
    return sum(figures, Figures())
