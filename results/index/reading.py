"""What the pages of the index read. They count nothing themselves: results.actions.reckon has done that."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Sum as Total
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, AgencyKind
from agencies.sites import linked
from agencies.words import Words
from results.index.scoring import Score, Sum, in_force, in_groups, scores_of
from results.models import COLUMN_OF, FrozenScore, IndexCounts, IndexRule
from results.periods import month_after
from results.reading import PeriodLink, Scope

COLUMNS = tuple(COLUMN_OF.values())
# Whom a league table compares: like with like, never a ward with a ministry.
COMPARED = {AgencyKind.GOVERNMENT: AgencyKind.PROVINCE, AgencyKind.PROVINCE: AgencyKind.COMMUNE}


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of a league table; those with equal shares have the same place, those without any have none."""

    place: int | None
    words: Words
    address: str
    path: str
    sum: Sum


@dataclass(frozen=True, slots=True)
class Correction:
    """A criterion of a closed month that stands otherwise now."""

    closed: FrozenScore
    now: Score

    @property
    def name(self) -> Any:
        return self.now.name


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month: as it stands now, and as it stood when it was closed, if it was."""

    month: datetime.date
    address: str
    sum: Sum
    frozen: tuple[FrozenScore, ...]
    corrections: tuple[Correction, ...]

    @property
    def frozen_points(self) -> Decimal:
        return sum((one.points for one in self.frozen if one.points is not None), Decimal(0))

    @property
    def closed_at(self) -> datetime.datetime | None:
        return self.frozen[0].closed_at if self.frozen else None


@dataclass(frozen=True)
class Index:
    """The index of a site's branch in a period. The formulas are those of the last day of it that has come."""

    scope: Scope

    @cached_property
    def rules(self) -> list[IndexRule]:
        return self._rules_on(self.scope.period.end - datetime.timedelta(days=1))

    @cached_property
    def sum(self) -> Sum:
        """All criteria together."""
        rows = self._counts.values()
        counts = {column: sum(row[column] for row in rows) for column in COLUMNS}
        return Sum(_("Cả bộ chỉ số"), scores_of(self.rules, counts))

    @property
    def groups(self) -> list[Sum]:
        return in_groups(self.sum.scores)

    @property
    def periods(self) -> list[PeriodLink]:
        """The periods that a reader may choose from."""
        return self.scope.periods_at("results-index")

    @property
    def raising(self) -> list[Score]:
        """The criteria by which points can be won, those by which most can be won first."""
        return sorted((one for one in self.sum.scores if one.to_win > 0), key=lambda one: -one.to_win)

    @cached_property
    def months(self) -> list[MonthLine]:
        """The months of the period in which there is anything, the newest first."""
        frozen: dict[datetime.date, list[FrozenScore]] = defaultdict(list)
        kept = FrozenScore.objects.filter(agency=self.scope.agency, **self._in_period)
        for one in kept.order_by("pk"):
            frozen[one.month].append(one)
        return [
            self._line(month, counts, frozen[month]) for month, counts in sorted(self._counts.items(), reverse=True)
        ]

    @cached_property
    def league(self) -> list[Placed]:
        """Those below that can be compared, the best first: provinces of the country, communes of a province."""
        kind = COMPARED.get(AgencyKind(self.scope.agency.kind))
        if kind is None:
            return []
        units = Agency.objects.live().directly_below(self.scope.agency).filter(kind=kind)
        counts = IndexCounts.objects.filter(agency__in=units, **self._in_period).order_by().values("agency_id")
        found = {row["agency_id"]: row for row in counts.annotate(**{f"sum_{one}": Total(one) for one in COLUMNS})}
        compared = []
        for unit in units.only("pk", "short_name", "path", "sort_key", "kind"):
            row: dict[str, Any] = {**found.get(unit.pk, {})}
            scores = scores_of(self.rules, {one: row.get(f"sum_{one}", 0) for one in COLUMNS})
            compared.append((unit, Sum("", scores)))
        return self._placed(compared)

    @property
    def ranked(self) -> list[Placed]:
        """Those of the league table that have a place."""
        return [one for one in self.league if one.place is not None]

    @property
    def unranked(self) -> list[Placed]:
        """Those of it that have none: nothing has happened there."""
        return [one for one in self.league if one.place is None]

    @property
    def compared(self) -> str:
        """The kind of those in the league table, in the plural of nobody: "province", "commune"."""
        return COMPARED.get(AgencyKind(self.scope.agency.kind), AgencyKind.COMMUNE).value

    def _placed(self, compared: list[tuple[Agency, Sum]]) -> list[Placed]:
        compared.sort(key=lambda one: (one[1].share is None, -(one[1].share or 0), one[0].sort_key))
        shares = [found.share for _unit, found in compared]
        return [
            Placed(
                shares.index(found.share) + 1 if found.share is not None else None,
                linked(unit, self.scope.site.language).words,
                unit.url("results-index") + self.scope.query(),
                unit.path,
                found,
            )
            for unit, found in compared
        ]

    def _line(self, month: datetime.date, counts: dict[str, int], frozen: list[FrozenScore]) -> MonthLine:
        rules = self._rules_on(month_after(month) - datetime.timedelta(days=1))
        now = scores_of(rules, counts)
        closed = {one.criterion: one for one in frozen}
        corrections = tuple(
            Correction(closed[one.rule.criterion], one)
            for one in now
            if one.rule.criterion in closed and _differs(closed[one.rule.criterion], one)
        )
        address = self.scope.address("results-index", thang=f"{month:%Y-%m}", nam="")
        return MonthLine(month, address, Sum("", now), tuple(frozen), corrections)

    def _rules_on(self, day: datetime.date) -> list[IndexRule]:
        return in_force(self._all_rules, min(day, timezone.localdate(self.scope.now)))

    @cached_property
    def _all_rules(self) -> list[IndexRule]:
        return list(IndexRule.objects.all())

    @property
    def _in_period(self) -> dict[str, datetime.date]:
        return {"month__gte": self.scope.period.first, "month__lt": self.scope.period.end}

    @cached_property
    def _counts(self) -> dict[datetime.date, dict[str, int]]:
        rows = IndexCounts.objects.filter(agency=self.scope.agency, **self._in_period).values("month", *COLUMNS)
        return {row.pop("month"): row for row in rows}


def _differs(closed: FrozenScore, now: Score) -> bool:
    return (closed.numerator, closed.denominator) != (now.numerator, now.denominator)
