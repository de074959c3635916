"""From a limit as a procedure states it to one that the clock can count."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from agencies.models import Agency
from deadlines.limits import Limit, Unit
from procedures.models import LocalAddition, ProcedureVersion
from procedures.models import Unit as Stated
from procedures.models.local import nearest

HOURS_A_DAY = 8  # of work; half a working day is four working hours

# What one of the stated unit is in a unit of the clock, where it is a whole number of them.
COUNTED: dict[str, tuple[Unit, int]] = {
    Stated.WORKING_HOUR: (Unit.WORKING_HOURS, 1),
    Stated.WORKING_DAY: (Unit.WORKING_DAYS, 1),
    Stated.HOUR: (Unit.HOURS, 1),
    Stated.DAY: (Unit.CALENDAR_DAYS, 1),
    Stated.WEEK: (Unit.CALENDAR_DAYS, 7),
    Stated.MONTH: (Unit.MONTHS, 1),
    Stated.YEAR: (Unit.MONTHS, 12),
}
# What a part of the stated unit is: half a day is twelve hours, a quarter of an hour is an hour begun.
PARTS: dict[str, tuple[Unit, int]] = {
    Stated.WORKING_DAY: (Unit.WORKING_HOURS, HOURS_A_DAY),
    Stated.DAY: (Unit.HOURS, 24),
    Stated.WEEK: (Unit.CALENDAR_DAYS, 7),
    Stated.MONTH: (Unit.CALENDAR_DAYS, 30),
    Stated.YEAR: (Unit.MONTHS, 12),
}


def limit_of(value: Decimal | float | None, unit: str) -> Limit | None:
    """Return a stated limit as the clock counts it, rounded up; None where it states none in figures."""
    if not value or unit not in (*COUNTED, Stated.MINUTE):
        return None
    amount = Decimal(str(value))
    if unit == Stated.MINUTE:
        return Limit(_up(amount / 60), Unit.WORKING_HOURS)
    counted, each = COUNTED[unit] if amount == amount.to_integral_value() else PARTS.get(unit, COUNTED[unit])
    return Limit(_up(amount * each), counted)


def stated_limits(version: ProcedureVersion) -> list[Limit]:
    """Return the limits in figures of a version, of each of its ways of applying, each once, in their order."""
    methods: list[dict[str, Any]] = version.record.get("methods", [])
    stated = [method["limit"] for method in methods if method.get("limit")]
    found = [limit_of(limit["value"], limit["unit"]) for limit in stated]
    return list(dict.fromkeys(limit for limit in found if limit))


def offered_limits(version: ProcedureVersion, receiver: Agency) -> list[Limit]:
    """Return the limits from which the desk of an agency chooses: the local one where there is one, which is shorter.

    An addition of any province or commune that is no shorter than the procedure's own is refused where it is made.
    """
    additions = LocalAddition.objects.reaching(receiver).about(version.procedure)
    said = nearest(additions).get("limit")
    local = limit_of(said.limit_value, said.limit_unit) if said else None
    return [local] if local else stated_limits(version)


def _up(amount: Decimal) -> int:
    return int(amount.to_integral_value(rounding="ROUND_CEILING"))
