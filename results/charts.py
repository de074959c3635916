"""Where the marks of a chart stand, in units of its drawing. Plain numbers: the components draw them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10

WIDTH, HEIGHT = 360, 190
LEFT, TOP, BOTTOM = 38, 10, 162  # where the marks begin, their upper and their lower end


@dataclass(frozen=True, slots=True)
class Tick:
    """One value of the scale, or one month below it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of one series."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Series:
    """What one colour stands for, and its bars."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars side by side for each month."""

    series: tuple[Series, ...]
    scale: tuple[Tick, ...]
    months: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line of shares between 0 and 100, broken where there is none."""

    lines: tuple[str, ...]  # the points of each unbroken part
    points: tuple[tuple[float, float], ...]
    scale: tuple[Tick, ...]
    months: tuple[Tick, ...]


def bar_chart_of(months: Sequence[str], series: Mapping[str, Sequence[int]]) -> BarChart:
    """Draw the values of each series, one for each month."""
    top = _round_up(max((value for values in series.values() for value in values), default=0))
    step = (WIDTH - LEFT) / max(1, len(months))
    width = step * 0.8 / max(1, len(series))
    drawn = tuple(
        Series(name, tuple(_bar(place, number, value, top, step, width) for place, value in enumerate(values)))
        for number, (name, values) in enumerate(series.items())
    )
    scale = tuple(Tick(_height(part * top, top), _short(part * top)) for part in (0, 0.5, 1))
    return BarChart(drawn, scale, _below(months, step))


def line_chart_of(months: Sequence[str], shares: Sequence[float | None]) -> LineChart:
    """Draw one share in percent for each month, None where there is none."""
    step = (WIDTH - LEFT) / max(1, len(months))
    points: list[tuple[float, float]] = []
    parts: list[list[str]] = [[]]
    for place, value in enumerate(shares):
        if value is None:
            parts.append([])
            continue
        point = (round(LEFT + step * (place + 0.5), 1), _height(value, 100))
        points.append(point)
        parts[-1].append(f"{point[0]},{point[1]}")
    scale = tuple(Tick(_height(value, 100), f"{value} %") for value in (0, 50, 100))
    lines = tuple(" ".join(part) for part in parts if len(part) > 1)
    return LineChart(lines, tuple(points), scale, _below(months, step))


def _bar(place: int, number: int, value: int, top: float, step: float, width: float) -> Bar:
    y = _height(value, top)
    return Bar(round(LEFT + step * (place + 0.1) + width * number, 1), y, round(width, 1), round(BOTTOM - y, 1))


def _below(months: Sequence[str], step: float) -> tuple[Tick, ...]:
    return tuple(Tick(round(LEFT + step * (place + 0.5), 1), label) for place, label in enumerate(months))


def _height(value: float, top: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * (value / top if top else 0), 1)


def _round_up(value: int) -> int:
    """Return the next round number, whose half is round, too: 1, 2, 4, 6 or 8 with noughts."""
    if value <= 2:
        return 2
    unit = 10 ** int(log10(value))
    return next(unit * step for step in (1, 2, 4, 6, 8, 10) if unit * step >= value)


def _short(value: float) -> str:
    """Return a number for the scale: 1500, 20k, 3M."""
    for size, letter in ((1_000_000, "M"), (10_000, "k")):
        if value >= size:
            return f"{value / (1_000 if letter == 'k' else size):g}{letter}"
    return f"{value:g}"
