"""The index of a page as rows for programs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from results.files import harmless
from results.index.reading import Index
from results.index.scoring import Score, Sum

HEAD = ["phan", "ma", "ten", "thang", "tu-so", "mau-so", "diem", "diem-toi-da", "ty-le", "diem-da-chot"]


def table(index: Index) -> list[list[Any]]:
    """Return the rows of a file: the sum, its criteria, the months with what was closed, and the league table."""
    return [*_of_period(index), *_of_months(index), *_of_league(index)]


def records(index: Index) -> dict[str, Any]:
    """Return the same for a JSON file, with the formulas and the reasons why something is not measured."""
    scope = index.scope
    return {
        "agency": {"name": str(scope.site.name), "path": scope.agency.path},
        "period": {"from": scope.period.first.isoformat(), "before": scope.period.end.isoformat()},
        "formulas": [_formula(score) for score in index.sum.scores],
        "rows": [dict(zip(HEAD, line, strict=True)) for line in table(index)],
    }


def _formula(score: Score) -> dict[str, Any]:
    rule = score.rule
    return {
        "criterion": rule.criterion,
        "name": str(score.name),
        "group": rule.group,
        "points": _plain(rule.most),
        "numerator": rule.numerator or None,
        "denominator": rule.denominator or None,
        "full_at_percent": _plain(rule.full_at),
        "source": rule.source,
        "valid_from": rule.begins.isoformat(),
        "valid_to": rule.ends.isoformat() if rule.ends else None,
        "to_check": rule.to_check,
        "not_measured_because": None if rule.is_measured else str(score.why_not),
    }


def _of_period(index: Index) -> Iterator[list[Any]]:
    yield _sum_line("toan-bo", index.scope.agency.path, str(index.scope.site.short_name), "", index.sum, None)
    for score in index.sum.scores:
        yield _score_line("tieu-chi", score, "", None)


def _of_months(index: Index) -> Iterator[list[Any]]:
    for line in index.months:
        month = f"{line.month:%Y-%m}"
        yield _sum_line("thang", month, month, month, line.sum, line.frozen_points if line.frozen else None)
        frozen = {one.criterion: one.points for one in line.frozen}
        for score in line.sum.scores:
            if score.rule.is_measured:
                yield _score_line("tieu-chi-thang", score, month, frozen.get(score.rule.criterion))


def _of_league(index: Index) -> Iterator[list[Any]]:
    for one in index.league:
        yield _sum_line("xep-hang", one.path, str(one.words), "", one.sum, None)


def _sum_line(part: str, code: str, name: str, month: str, found: Sum, frozen: Decimal | None) -> list[Any]:
    values = (found.points, found.measured, found.share, frozen)
    return [part, code, harmless(name), month, None, None, *map(_plain, values)]


def _score_line(part: str, score: Score, month: str, frozen: Decimal | None) -> list[Any]:
    counts = [score.numerator, score.denominator] if score.rule.is_measured else [None, None]
    share = score.points * 100 / score.rule.most if score.points is not None else None
    rounded = round(share, 1) if share is not None else None
    values = (score.points, score.rule.most, rounded, frozen)
    return [part, score.rule.criterion, str(score.name), month, *counts, *map(_plain, values)]


def _plain(value: Decimal | None) -> float | None:
    return float(value) if value is not None else None
