"""The figures of a page as rows for programs: one table, whatever the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from results.definitions import MEASURES, Measure
from results.figures import Figures
from results.reading import Row, Scope

FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEAD = ["phan", "ma", "ten", *(measure.code for measure in MEASURES)]


def table(scope: Scope) -> list[list[Any]]:
    """Return the rows of a file: the whole branch, then its months, units, procedures and fields."""
    return [
        _line("toan-bo", scope.agency.path, str(scope.site.short_name), scope.figures, scope.standing),
        *(_line("thang", f"{month:%Y-%m}", f"{month:%m/%Y}", figures) for month, figures in scope.by_month.items()),
        *_lines("don-vi", scope.units),
        *_lines("thu-tuc", scope.procedures),
        *_lines("linh-vuc", scope.fields),
    ]


def records(scope: Scope) -> dict[str, Any]:
    """Return the same for a JSON file, with what the columns mean."""
    return {
        "agency": {"name": str(scope.site.name), "path": scope.agency.path},
        "period": {"from": scope.period.first.isoformat(), "before": scope.period.end.isoformat()},
        "counted_at": scope.counted_at.isoformat() if scope.counted_at else None,
        "definitions": [told(one) for one in MEASURES],
        "rows": [dict(zip(HEAD, line, strict=True)) for line in table(scope)],
    }


def told(measure: Measure) -> dict[str, str]:
    """Return what a column means."""
    return {
        "code": measure.code,
        "name": str(measure.name),
        "meaning": str(measure.meaning),
        "numerator": str(measure.numerator),
        "denominator": str(measure.denominator),
        "unit": measure.unit.value,
        "source": measure.source,
    }


def _lines(part: str, rows: list[Row]) -> Iterator[list[Any]]:
    for row in rows:
        yield _line(part, row.code, str(row.words), row.figures)


def _line(part: str, code: str, name: str, figures: Figures, standing: Figures | None = None) -> list[Any]:
    """Return a row; numbers of the moment stand only where they are of everything that is open."""
    values = [
        (measure.value(standing) if standing else None) if measure.now else measure.value(figures)
        for measure in MEASURES
    ]
    return [part, code, harmless(name), *values]


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
