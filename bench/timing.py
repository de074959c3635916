"""Measuring time, and saying what many measurements amount to."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterable, Sequence


def seconds(act: Callable[[], object]) -> float:
    """Return the seconds that `act` takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def repeated(times: int, act: Callable[[], object], *, before: Callable[[], object] = lambda: None) -> list[float]:
    """Return the seconds that `act` takes each of `times` times; `before` runs before each and is not counted."""
    taken = []
    for _ in range(times):
        before()
        taken.append(seconds(act))
    return taken


def spread(values: Iterable[float]) -> tuple[float, float]:
    """Return the least and the greatest."""
    ordered = sorted(values)
    return ordered[0], ordered[-1]


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that `percent` of 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, math.ceil(len(values) * percent / 100) - 1)]


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return k of the best fit y = c·x^k through (x, y): 1 is linear, below 1 is better than linear."""
    slope, _ = statistics.linear_regression([math.log(x) for x, _ in points], [math.log(y) for _, y in points])
    return slope
