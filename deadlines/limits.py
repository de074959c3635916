"""A limit as the procedure states it: a number and its unit, never converted into another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"
    MONTHS = "months"

    @property
    def is_working(self) -> bool:
        """Tell whether only working time counts."""
        return self in WORKING

    @property
    def ends_with_a_day(self) -> bool:
        """Tell whether the limit lasts until the end of its last day (BLDS 2015 art. 148(1) and (3))."""
        return self in OF_DAYS


WORKING = frozenset({Unit.WORKING_HOURS, Unit.WORKING_DAYS})
OF_DAYS = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS})
BY_DATE = frozenset({Unit.CALENDAR_DAYS, Unit.MONTHS})
LONGEST = {
    Unit.WORKING_HOURS: 20_000,
    Unit.WORKING_DAYS: 2_500,
    Unit.CALENDAR_DAYS: 3_650,
    Unit.HOURS: 87_600,
    Unit.MONTHS: 120,
}  # ten years: what is longer was mistyped


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit as written. 0 working days means: within the working day of receipt.

    Raises ValueError for what is no limit: a part of a unit, nothing, or more than ten years.
    """

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        least = 0 if self.unit is Unit.WORKING_DAYS else 1
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise ValueError(_("Thời hạn phải là số nguyên."))
        if not least <= self.value <= LONGEST[self.unit]:
            raise ValueError(
                _("Thời hạn phải từ %(least)s đến %(most)s.") % {"least": least, "most": LONGEST[self.unit]}
            )

    def __str__(self) -> str:
        """Return the limit in the words of the language in use: "15 ngày làm việc"."""
        if self.value == 0:
            return _("trong ngày làm việc")
        return _counted(self.unit, self.value) % {"count": self.value}


def _counted(unit: Unit, count: int) -> str:
    """Return the words of so many of a unit, with a place for the number."""
    words = {
        Unit.WORKING_HOURS: ngettext("%(count)s giờ làm việc", "%(count)s giờ làm việc", count),
        Unit.WORKING_DAYS: ngettext("%(count)s ngày làm việc", "%(count)s ngày làm việc", count),
        Unit.CALENDAR_DAYS: ngettext("%(count)s ngày", "%(count)s ngày", count),
        Unit.HOURS: ngettext("%(count)s giờ", "%(count)s giờ", count),
        Unit.MONTHS: ngettext("%(count)s tháng", "%(count)s tháng", count),
    }
    return words[unit]
