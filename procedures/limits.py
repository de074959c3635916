"""Whether one time limit is longer than another: only limits that count the same thing can be compared."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from procedures.models import Unit

# What a unit is worth within its family. Working time, calendar time and months cannot be turned into one another.
_WORTH = {
    Unit.WORKING_HOUR: ("working", Decimal(1)),
    Unit.WORKING_DAY: ("working", Decimal(8)),
    Unit.MINUTE: ("calendar", Decimal(1)),
    Unit.HOUR: ("calendar", Decimal(60)),
    Unit.DAY: ("calendar", Decimal(60 * 24)),
    Unit.WEEK: ("calendar", Decimal(60 * 24 * 7)),
    Unit.MONTH: ("months", Decimal(1)),
    Unit.YEAR: ("months", Decimal(12)),
}


def national_limits(record: dict[str, Any]) -> list[tuple[Decimal, Unit]]:
    """Return the limits that a record gives as numbers, one for each way of applying that has one."""
    limits = (method["limit"] for method in record["methods"])
    return [
        (Decimal(str(limit["value"])), Unit(limit["unit"]))
        for limit in limits
        if limit and limit["value"] is not None and limit["unit"] in Unit.values
    ]


def is_comparable(unit: str, record: dict[str, Any]) -> bool:
    """Tell whether a limit in `unit` can be held against all the limits of a record."""
    family = _WORTH[Unit(unit)][0]
    return all(_WORTH[national][0] == family for _, national in national_limits(record))


def is_longer(value: Decimal, unit: str, record: dict[str, Any]) -> bool:
    """Tell whether a limit is longer than the shortest of a record: it would lengthen that way of applying."""
    family, worth = _WORTH[Unit(unit)]
    others = [number * _WORTH[one][1] for number, one in national_limits(record) if _WORTH[one][0] == family]
    return bool(others) and value * worth > min(others)
