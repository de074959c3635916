"""Points, from counts and formulas. Only what is measured counts: what is not gives no points and takes none away."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import cached_property
from math import ceil
from typing import Any

from results.index.measures import why_not
from results.models import COLUMN_OF, OF_FEEDBACK, Group, IndexRule

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Score:
    """How one criterion stands: its formula, what it was applied to, the points."""

    rule: IndexRule
    numerator: int
    denominator: int

    @property
    def name(self) -> Any:
        return self.rule.get_criterion_display()

    @cached_property
    def points(self) -> Decimal | None:
        """None where it is not measured, or nothing has happened that could be."""
        return self.rule.points_for(self.numerator, self.denominator) if self.rule.is_measured else None

    @property
    def to_win(self) -> Decimal:
        """How many points are missing."""
        return self.rule.most - self.points if self.points is not None else Decimal(0)

    @property
    def lacking(self) -> int:
        """How many more would have to be in the numerator for all points."""
        return max(0, ceil(self.denominator * self.rule.full_at / 100) - self.numerator)

    @property
    def is_of_feedback(self) -> bool:
        """Tell whether it counts reports and proposals, behind which no list of dossiers stands."""
        return self.rule.denominator in OF_FEEDBACK

    @property
    def why_not(self) -> Any:
        return why_not(self.rule.criterion)


@dataclass(frozen=True)
class Sum:
    """The criteria of a group, or all of them, together."""

    name: Any
    scores: tuple[Score, ...]

    @property
    def worth(self) -> Decimal:
        """The points that the decision gives to it."""
        return sum((one.rule.most for one in self.scores), Decimal(0))

    @property
    def basis(self) -> IndexRule | None:
        """A formula that says for all of them where they stand, from when on, and whether that is checked; or None."""
        said = {(one.rule.source, one.rule.begins, one.rule.to_check) for one in self.scores}
        return self.scores[0].rule if len(said) == 1 else None

    @property
    def measured(self) -> Decimal:
        """The points that could be won here: of criteria that are measured and to which something has happened."""
        return sum((one.rule.most for one in self.scores if one.points is not None), Decimal(0))

    @property
    def points(self) -> Decimal | None:
        """The points won; None where none could be."""
        return sum((one.points for one in self.scores if one.points is not None), Decimal(0)) if self.measured else None

    @property
    def share(self) -> Decimal | None:
        """The points won in percent of those that could be, rounded down to a decimal: by it agencies are compared."""
        return (self.points * 100 / self.measured).quantize(TENTH, ROUND_DOWN) if self.points is not None else None


def scores_of(rules: Iterable[IndexRule], counts: Mapping[str, int]) -> tuple[Score, ...]:
    """Apply formulas to counts, which stand by their columns."""
    return tuple(Score(rule, _count(counts, rule.numerator), _count(counts, rule.denominator)) for rule in rules)


def in_force(rules: Iterable[IndexRule], day: datetime.date) -> list[IndexRule]:
    """Return of each criterion the formula of a day: of those that have begun the last, unless it has ended."""
    found: dict[str, IndexRule] = {}
    for rule in sorted(rules, key=lambda rule: rule.begins):
        if rule.begins <= day:
            found[rule.criterion] = rule
    kept = [rule for rule in found.values() if rule.ends is None or day <= rule.ends]
    return sorted(kept, key=lambda rule: (rule.order, rule.criterion))


def in_groups(scores: Iterable[Score]) -> list[Sum]:
    """Return the six groups in their order."""
    found: dict[str, list[Score]] = {group.value: [] for group in Group}
    for score in scores:
        found[score.rule.group].append(score)
    return [Sum(Group(group).label, tuple(ones)) for group, ones in found.items()]


def _count(counts: Mapping[str, int], code: str) -> int:
    return counts.get(COLUMN_OF[code], 0) if code else 0
