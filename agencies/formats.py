"""Files that people open in a spreadsheet: written so that no cell is taken for a formula."""

from __future__ import annotations

import re
from typing import Any

from import_export.formats.base_formats import CSV, JSON, XLSX
from tablib import Dataset

# What a spreadsheet takes for the beginning of a formula, but for plain numbers, such as +84 24 3825 0000 or -5,2.
FORMULA = re.compile(r"^(?:[=@\t\r]|[+\-](?![0-9 .,()]*$))")
QUOTED = re.compile(r"^'(?='*[=+\-@\t\r])")


def neutralised(cell: Any) -> Any:
    """Return a cell as text that no spreadsheet computes: an apostrophe before what would begin a formula.

    Before what looks as if it had been neutralised, too: `as_written` takes one apostrophe away.
    """
    return f"'{cell}" if isinstance(cell, str) and (FORMULA.match(cell) or QUOTED.match(cell)) else cell


def as_written(cell: str) -> str:
    """Return what stood in a cell before it was neutralised, so that what was exported can be imported again."""
    return QUOTED.sub("", cell)


def without_formulas(dataset: Dataset) -> Dataset:
    """Return a table of the same rows in which nothing is computed."""
    return Dataset(
        *([neutralised(cell) for cell in row] for row in dataset), headers=dataset.headers, title=dataset.title
    )


class PlainXLSX(XLSX):
    """A workbook without formulas."""

    def export_data(self, dataset: Dataset, **kwargs: Any) -> Any:
        return super().export_data(without_formulas(dataset), **kwargs)


class PlainCSV(CSV):
    """Comma-separated text without formulas."""

    def export_data(self, dataset: Dataset, **kwargs: Any) -> Any:
        return super().export_data(without_formulas(dataset), **kwargs)


class PlainJSON(JSON):
    """A list of objects, for programs: nothing computes what stands in it, so it stands there as it is."""

    def export_data(self, dataset: Dataset, **kwargs: Any) -> Any:
        """Write them, past what the package does to formulas: it would strike out letters."""
        return dataset.export(self.get_title(), **kwargs)
