"""Which days are known to be off, or worked to make up: from the package `holidays`, and a file of what it misses."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Collection, Iterator
from importlib.metadata import version
from pathlib import Path

import holidays

from deadlines.calendars import WEEKEND, DayKind, SpecialDay

DATA = Path(__file__).parent / "data"
YEARS = range(2015, 2036)  # seeded when the tables are made
LAW = "Bộ luật Lao động Điều 112"
OBSERVED = "Bộ luật Lao động Điều 111(3)"  # a holiday on a weekend is made up on the next working day
CULTURE = "Nghị quyết 80-NQ/TW"
CULTURE_DAY = (11, 24)  # "Ngày Văn hóa Việt Nam", since 2026


def package() -> str:
    """Return the name of the package with its version, as the sources name it."""
    return f"thư viện holidays {version('holidays')}"


def known_days(years: Collection[int]) -> list[SpecialDay]:
    """Return all that is known of the days of some years, in order of days."""
    days = {one.day: one for one in (*_of_the_package(years), *_swapped()) if one.day.year in years}
    return [days[day] for day in sorted(days)]


def _of_the_package(years: Collection[int]) -> Iterator[SpecialDay]:
    # Work moved from December is made up in the year before.
    around = range(min(years), max(years) + 2)
    days = holidays.country_holidays("VN", years=around, language="vi")
    for day, name in days.items():
        yield SpecialDay(day, DayKind.DAY_OFF, name, f"{_law(day, name)} ({package()})")
    for day in days.weekend_workdays:
        yield SpecialDay(day, DayKind.MAKE_UP, "Ngày làm bù", f"Hoán đổi ngày làm việc ({package()})")


def _law(day: datetime.date, name: str) -> str:
    if (day.month, day.day) == CULTURE_DAY:
        return CULTURE
    if name.startswith("Ngày nghỉ (thay"):
        return "Hoán đổi ngày làm việc"
    return OBSERVED if "nghỉ bù" in name else LAW


def _swapped() -> Iterator[SpecialDay]:
    with (DATA / "swapped_days.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            off, worked = (datetime.date.fromisoformat(row[column]) for column in ("off", "worked"))
            assert worked.weekday() in WEEKEND  # noqa: S101
            told = f"Ngày nghỉ (thay cho ngày {worked:%d/%m/%Y})"
            yield SpecialDay(off, DayKind.DAY_OFF, told, row["source"])
            yield SpecialDay(worked, DayKind.MAKE_UP, f"Ngày làm bù (cho ngày {off:%d/%m/%Y})", row["source"])
