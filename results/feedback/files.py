"""The figures of reports and proposals as rows for programs: one table, whatever the file."""

from __future__ import annotations

from typing import Any

from results.feedback.definitions import FEEDBACK_MEASURES
from results.feedback.figures import FeedbackFigures
from results.feedback.reading import FeedbackScope
from results.files import harmless, told

HEAD = ["phan", "ma", "ten", *(measure.code for measure in FEEDBACK_MEASURES)]


def table(scope: FeedbackScope) -> list[list[Any]]:
    """Return the rows of a file: the whole branch, then its months and units."""
    return [
        _line("toan-bo", scope.agency.path, str(scope.site.short_name), scope.figures, scope.standing),
        *(_line("thang", row.code, str(row.words), row.figures) for row in reversed(scope.months)),
        *(_line("don-vi", row.code, str(row.words), row.figures) for row in scope.units),
    ]


def records(scope: FeedbackScope) -> dict[str, Any]:
    """Return the same for a JSON file, with what the columns mean."""
    return {
        "agency": {"name": str(scope.site.name), "path": scope.agency.path},
        "period": {"from": scope.period.first.isoformat(), "before": scope.period.end.isoformat()},
        "counted_at": scope.counted_at.isoformat() if scope.counted_at else None,
        "definitions": [told(measure) for measure in FEEDBACK_MEASURES],
        "rows": [dict(zip(HEAD, line, strict=True)) for line in table(scope)],
    }


def _line(
    part: str, code: str, name: str, figures: FeedbackFigures, standing: FeedbackFigures | None = None
) -> list[Any]:
    """Return a row; numbers of the moment stand only where they are of everything that is open."""
    values = [
        (measure.value(standing) if standing else None) if measure.now else measure.value(figures)
        for measure in FEEDBACK_MEASURES
    ]
    return [part, code, harmless(name), *values]
