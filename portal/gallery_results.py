"""What the examples of the components of results show."""

from __future__ import annotations

from typing import Any

from agencies.words import Words
from results.charts import bar_chart_of, line_chart_of
from results.definitions import COLUMNS, OF_PERIOD
from results.dots import drawn
from results.figures import Figures
from results.reading import Row

LONG_WORD = "khôngdấucách" * 20


def sample_results(language: str) -> dict[str, Any]:
    """Return figures, charts and dots that are in no database."""
    months = [str(month) for month in range(1, 13)]
    some = Figures(
        received=12_345, supplemented=321, done=11_980, working_days=41_200, on_time=11_320, late=700, overdue=210,
        rated=900, satisfied=871,
    )  # fmt: skip
    places = {number: (105 + number % 7 / 3, 21 - number / 9) for number in range(40)}
    levels = {number: ("good", "fair", "poor")[number % 3] for number in range(33)}
    rows = [
        Row(Words("Thành phố Hà Nội", "vi", language), "#", some),
        Row(Words(LONG_WORD, "vi", language), "#", some),
        Row(Words("Chưa có hồ sơ", "vi", language), "", Figures()),
    ]
    shown = {
        "bars": bar_chart_of(months, {"Tiếp nhận": [310 + 40 * n for n in range(12)], "Đã giải quyết": [300] * 12}),
        "no_bars": bar_chart_of(months, {"Tiếp nhận": [0] * 12}),
        "line": line_chart_of(months, [97.5, 96, None, 95, 90.1, 72, 80, 88, None, 93, 96, 99.9]),
        "dots": drawn(places, levels),
        "measures": OF_PERIOD,
        "figures": some,
        "no_figures": Figures(),
        "rows": rows,
        "columns": COLUMNS,
    }
    return {"results": shown}
