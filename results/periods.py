"""The months that a page is about: the last twelve, one year, or one month."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

MONTHS = 12


def month_after(month: datetime.date, count: int = 1) -> datetime.date:
    """Return the first day of the month so many months later."""
    number = month.year * 12 + month.month - 1 + count
    return datetime.date(number // 12, number % 12 + 1, 1)


def this_month() -> datetime.date:
    """Return the first day of the month that it is."""
    return timezone.localdate().replace(day=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day of one month to that of the month after the last; `query` is how addresses say it."""

    first: datetime.date
    end: datetime.date
    query: tuple[tuple[str, str], ...] = ()

    @property
    def months(self) -> list[datetime.date]:
        """The months of it that have begun."""
        months, month = [], self.first
        while month < min(self.end, month_after(this_month())):
            months.append(month)
            month = month_after(month)
        return months

    @property
    def name(self) -> str:
        asked = dict(self.query)
        if "thang" in asked:
            return _("tháng %(month)s/%(year)s") % {"month": self.first.month, "year": self.first.year}
        return _("năm %(year)s") % {"year": asked["nam"]} if "nam" in asked else _("12 tháng gần nhất")

    def holds(self, month: datetime.date) -> bool:
        """Tell whether a month belongs to it."""
        return self.first <= month < self.end

    @property
    def begins_at(self) -> datetime.datetime:
        return begin_of(self.first)

    @property
    def ends_at(self) -> datetime.datetime:
        return begin_of(self.end)


def begin_of(day: datetime.date) -> datetime.datetime:
    """Return the first moment of a day in Việt Nam."""
    return datetime.datetime.combine(day, datetime.time.min, tzinfo=timezone.get_default_timezone())


def period_of(asked: Mapping[str, str]) -> Period:
    """Return the period of an address, whose values have the form that `agencies.publication` lets through."""
    if month := asked.get("thang"):
        first = datetime.date.fromisoformat(f"{month}-01")
        return Period(first, month_after(first), (("thang", month),))
    if year := asked.get("nam"):
        return Period(datetime.date(int(year), 1, 1), datetime.date(int(year) + 1, 1, 1), (("nam", year),))
    end = month_after(this_month())
    return Period(month_after(end, -MONTHS), end)
