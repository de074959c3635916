"""By what the news of a site can be narrowed: the months and the categories of which it has any."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL
from django.utils import timezone

from agencies.models import Agency
from news.models import BY_DATE, PINNED, Category, Placement

LAST_YEAR = 2999
FIRST_YEAR = 1997  # the Internet reached Việt Nam in November: no news is older


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of local time."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def begin(self) -> datetime.datetime:
        """The moment in which it begins."""
        return datetime.datetime(self.year, self.month, 1, tzinfo=timezone.get_default_timezone())

    @property
    def next(self) -> Self:
        """The month after it."""
        return type(self)(self.year + self.month // 12, self.month % 12 + 1)

    @classmethod
    def of(cls, moment: datetime.datetime) -> Self:
        """Return the month of a moment."""
        local = timezone.localtime(moment)
        return cls(local.year, local.month)


class MonthInAddress:
    """A month in an address: "2026-11"."""

    regex = "[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> Month:
        year, month = map(int, value.split("-"))
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError("There are no news of that year.")
        return Month(year, month)

    def to_url(self, value: Month) -> str:
        return str(value)


EACH_MONTH = """
    SELECT months.begin
    FROM generate_series(%s::timestamptz, now(), '1 month', %s) AS months (begin)
    WHERE {} ORDER BY months.begin DESC
"""


def months_with_news(agency: Agency) -> list[Month]:
    """Return the months of which the site of `agency` shows news, the newest first. One query.

    It counts nothing: of each month it looks for the newest article, where the index of the site's list has it.
    """
    zone = timezone.get_default_timezone_name()  # PostgreSQL's own is UTC, where months end at other moments
    conditions: list[str] = []
    params: list[Any] = [Month(FIRST_YEAR, 1).begin, zone]
    for ranks in (
        PINNED,
        BY_DATE,
    ):  # what leads the index is named, or all news of the site would be read for each month
        newest = Placement.objects.visible().filter(
            ranks,
            agency=agency,
            published_at__gte=RawSQL("months.begin", []),
            published_at__lt=RawSQL("date_add(months.begin, '1 month', %s)", [zone]),
        )
        sql, more = newest.order_by("-published_at").values("pk")[:1].query.sql_with_params()
        conditions.append(f"({sql}) IS NOT NULL")
        params += more
    with connection.cursor() as cursor:
        cursor.execute(EACH_MONTH.format(" OR ".join(conditions)), params)
        return [Month.of(begin) for (begin,) in cursor.fetchall()]


def categories_with_news(agency: Agency) -> list[Category]:
    """Return the categories of which the site of `agency` shows news, in their order. One query."""
    some = Placement.objects.visible().filter(agency=agency, category=OuterRef("pk"))
    return list(Category.objects.filter(Exists(some)))
