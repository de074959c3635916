"""What the pages of statistics of reports and proposals read: a branch, by month and unit, from tallies.

Which open ones have passed their limit changes by itself: of the months that are over it is every one that is still
open, of the month that it is they are counted (index feedback_clock).
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.utils import timezone

from agencies.models import Agency
from agencies.sites import Site, linked
from agencies.words import Words
from feedback.models import Feedback
from results.feedback.figures import FeedbackFigures, total
from results.models import FeedbackTally, Folding
from results.models.feedback import FeedbackTallyQuerySet
from results.periods import Period, begin_of, period_of, this_month
from results.reading import PeriodLink

SUMMED = (
    "received", "answered", "refused", "days", "on_time", "late", "lost", "held", "held_days", "rated", "satisfied",
    "very",
)  # fmt: skip
PAGE = "feedback-results"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: whose figures, where they lead, and for programs its code."""

    words: Words
    address: str
    figures: FeedbackFigures
    code: str = ""


@dataclass(frozen=True)
class FeedbackScope:
    """What a page is about: the branch of a site, and a period."""

    site: Site
    period: Period
    now: datetime.datetime

    @property
    def agency(self) -> Agency:
        return self.site.agency

    @property
    def query(self) -> str:
        """What an address says to mean the same period."""
        return f"?{urlencode(self.period.query)}" if self.period.query else ""

    def address(self, page: str = PAGE) -> str:
        """Return the address of a page about the same branch and period."""
        return self.site.address(page) + self.query

    @property
    def periods(self) -> list[PeriodLink]:
        """The periods to choose from: the last twelve months, this year, two before, and the reader's own."""
        year = this_month().year
        asked = [self.period] if "thang" in dict(self.period.query) else []
        offered = [period_of({}), *(period_of({"nam": str(year - back)}) for back in range(3)), *asked]
        here = self.site.address(PAGE)
        return [
            PeriodLink(one.name, f"{here}?{urlencode(one.query)}" if one.query else here, one == self.period)
            for one in offered
        ]

    @cached_property
    def figures(self) -> FeedbackFigures:
        """The period's figures of the whole branch."""
        return total(self.by_month.values())

    @cached_property
    def standing(self) -> FeedbackFigures:
        """How things stand now, whatever the period: what is open, and what of it is late."""
        found = FeedbackTally.objects.of(self.agency).aggregate(
            open=Sum("running", default=0), over=Sum("running", filter=Q(month__lt=this_month()), default=0)
        )
        return FeedbackFigures(open=found["open"], overdue=found["over"] + sum(self._passing.values()))

    @cached_property
    def by_month(self) -> dict[datetime.date, FeedbackFigures]:
        """The figures of each month of the period."""
        found = self._sums(FeedbackTally.objects.of(self.agency), "month")
        if self.period.holds(this_month()):
            passing = FeedbackFigures(overdue=sum(self._passing.values()))
            found[this_month()] = found.get(this_month(), FeedbackFigures()) + passing
        return {month: found.get(month, FeedbackFigures()) for month in sorted({*self.period.months, *found})}

    @property
    def months(self) -> list[Row]:
        """The same as lines of a table, the newest first."""
        here, language = self.site.address(PAGE), self.site.language
        return [
            Row(Words(f"{month:%m/%Y}", language, language), f"{here}?thang={month:%Y-%m}", figures, f"{month:%Y-%m}")
            for month, figures in reversed(self.by_month.items())
        ]

    @cached_property
    def units(self) -> list[Row]:
        """The branches directly below that have any figures, and what the agency itself answers."""
        if self.agency.is_leaf_node():
            return []
        found = self._sums(FeedbackTally.objects.of_units_below(self.agency), "agency_id")
        units = list(Agency.objects.directly_below(self.agency).only("pk", "lft", "kind", "short_name", "path"))
        passing = self._passing_by_unit(units)
        rows = [
            self._unit_row(unit, figures)
            for unit in units
            if not (figures := found.get(unit.pk, FeedbackFigures()) + _late(passing[unit.pk])).is_empty
        ]
        alone = FeedbackTally.objects.filter(agency=self.agency, whole_branch=False)
        own = total(self._sums(alone, "agency_id").values()) + _late(passing[self.agency.pk])
        return rows if own.is_empty else [Row(self.site.short_name, "", own, self.agency.path), *rows]

    @cached_property
    def counted_at(self) -> datetime.datetime | None:
        """Until when what happened is in these figures."""
        return Folding.objects.filter(pk=Folding.FEEDBACK).values_list("folded_at", flat=True).first()

    def _unit_row(self, unit: Agency, figures: FeedbackFigures) -> Row:
        return Row(linked(unit, self.site.language).words, unit.url(PAGE) + self.query, figures, unit.path)

    def _sums(self, rows: FeedbackTallyQuerySet, by: str) -> dict[Any, FeedbackFigures]:
        """Add the tallies of the period up by one of their columns."""
        of_period = rows.filter(month__gte=self.period.first, month__lt=self.period.end)
        over = Sum("running", filter=Q(month__lt=this_month()), default=0)
        summed = of_period.order_by().values(by)
        summed = summed.annotate(**{f"all_{name}": Sum(name) for name in SUMMED}, overdue=over)
        return {
            row[by]: FeedbackFigures(**{name: row[f"all_{name}"] for name in SUMMED}, overdue=row["overdue"])
            for row in summed
        }

    @cached_property
    def _passing(self) -> dict[int, int]:
        """How many open ones have passed their limit this month, by the place of the agency in the tree."""
        passed = Feedback.objects.open().filter(due_at__gte=begin_of(this_month()), due_at__lt=self.now)
        rows = passed.held_within(self.agency).order_by().values_list("holder__lft").annotate(Count("pk"))
        return dict(rows)

    def _passing_by_unit(self, units: list[Agency]) -> Counter[int]:
        """Give each of these counts to the branch that its agency stands in."""
        found: Counter[int] = Counter()
        if not self.period.holds(this_month()):
            return found
        begins = [unit.lft for unit in units]
        for lft, count in self._passing.items():
            place = bisect_right(begins, lft)
            found[units[place - 1].pk if place else self.agency.pk] += count
        return found


def _late(count: int) -> FeedbackFigures:
    return FeedbackFigures(overdue=count)


def feedback_scope_of(site: Site, asked: Mapping[str, str]) -> FeedbackScope:
    """Return what an address asks for."""
    return FeedbackScope(site, period_of(asked), timezone.now())
