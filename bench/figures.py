"""What a measurement gives: figures, and the table and file that they are shown in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

HEADINGS = ("name", "value", "unit", "spread", "baseline, same run", "ratio", "target", "")


@dataclass(frozen=True)
class Figure:
    """One row. `value` is a median where `spread` (least, greatest) is given; `baseline` is in the same unit.

    `at_most` and `at_least` are targets: of the value, and of the ratio to the baseline.
    """

    name: str
    value: float
    unit: str
    spread: tuple[float, float] | None = None
    baseline: float | None = None
    baseline_name: str = ""
    more_is_better: bool = False
    at_most: float | None = None
    ratio_at_least: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times better than the baseline: above 1 is better."""
        if not self.baseline or not self.value:
            return None
        return self.value / self.baseline if self.more_is_better else self.baseline / self.value

    @property
    def passed(self) -> bool | None:
        """Whether it reaches its target; None when it has none."""
        if self.at_most is not None:
            return self.value <= self.at_most
        if self.ratio_at_least is not None:
            return self.ratio is not None and self.ratio >= self.ratio_at_least
        return None

    def cells(self) -> tuple[str, ...]:
        """Return the row as it is printed."""
        baseline = f"{self.baseline_name}: {_number(self.baseline)}" if self.baseline is not None else ""
        spread = "–".join(map(_number, self.spread)) if self.spread else ""
        ratio = f"{_number(self.ratio)}×" if self.ratio is not None else ""
        verdict = {True: "PASS", False: "FAIL", None: ""}[self.passed]
        return (self.name, _number(self.value), self.unit, spread, baseline, ratio, self._target(), verdict)

    def _target(self) -> str:
        if self.at_most is not None:
            return f"≤ {_number(self.at_most)}"
        return f"ratio ≥ {_number(self.ratio_at_least)}" if self.ratio_at_least is not None else ""


def table(figures: list[Figure], machine: dict[str, str]) -> str:
    """Return the figures as a Markdown table, below a line about the machine."""
    rows = [HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(["; ".join(f"{key}: {value}" for key, value in machine.items()), "", *lines])


def write_results(path: Path, figures: list[Figure], machine: dict[str, str]) -> None:
    """Write the figures as JSON, for programs."""
    rows = [{**asdict(figure), "ratio": figure.ratio, "passed": figure.passed} for figure in figures]
    path.write_text(json.dumps({"machine": machine, "figures": rows}, ensure_ascii=False, indent=2) + "\n")


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"
