"""The counts of some reports and proposals together, and the shares that follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from results.figures import share


@dataclass(frozen=True, slots=True)
class FeedbackFigures:
    """Sums of tallies; `overdue` are those still open whose limit has ended, `open` all that are open."""

    received: int = 0
    answered: int = 0
    refused: int = 0
    days: int = 0
    on_time: int = 0
    late: int = 0
    lost: int = 0
    held: int = 0
    held_days: int = 0
    rated: int = 0
    satisfied: int = 0
    very: int = 0
    open: int = 0
    overdue: int = 0

    def __add__(self, other: FeedbackFigures) -> FeedbackFigures:
        return FeedbackFigures(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to show."""
        return not any(getattr(self, one.name) for one in fields(self))

    @property
    def all_late(self) -> int:
        """Limits that were missed: answered late, still open, or taken away from whoever let them pass."""
        return self.late + self.lost + self.overdue

    @property
    def judged(self) -> int:
        """Limits that were kept or missed: what the share on time is measured against."""
        return self.on_time + self.all_late

    @property
    def on_time_rate(self) -> float | None:
        return share(self.on_time, self.judged)

    @property
    def satisfied_rate(self) -> float | None:
        return share(self.satisfied, self.rated)

    @property
    def average_days(self) -> float | None:
        return round(self.days / self.answered, 1) if self.answered else None

    @property
    def average_held(self) -> float | None:
        return round(self.held_days / self.held, 1) if self.held else None


def total(figures: Iterable[FeedbackFigures]) -> FeedbackFigures:
    """Add figures up."""
    return sum(figures, FeedbackFigures())
