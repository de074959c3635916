"""What is exported computes nothing when it is opened in a spreadsheet."""

import io

import pytest
from openpyxl import load_workbook
from tablib import Dataset

from agencies.formats import PlainCSV, PlainXLSX, as_written, neutralised

FORMULAS = ["=1+1", "=1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "+84 24-cmd|' /C calc'!A0", "-2+3"]
PLAIN = ["Hà Nội", "+84 24 3825 0000", "-5,2", "a=b", "", "'trích'", "-"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_would_begin_a_formula_becomes_text_and_is_read_back_as_it_was(cell):
    assert neutralised(cell) == f"'{cell}"
    assert as_written(neutralised(cell)) == cell


@pytest.mark.parametrize("cell", PLAIN)
def test_anything_else_stays(cell):
    assert neutralised(cell) == as_written(cell) == cell


def test_both_kinds_of_files_hold_no_formula():
    table = Dataset(*([cell] for cell in FORMULAS), headers=["Cột"])

    book = load_workbook(io.BytesIO(PlainXLSX().export_data(table)))

    cells = [cell for (cell,) in book.worksheets[0].iter_rows(min_row=2, max_col=1)]
    assert [cell.data_type for cell in cells] == ["s"] * len(FORMULAS)
    assert all(line[:2] in ("'=", "'+", "'-", "'@", "\"'") for line in PlainCSV().export_data(table).splitlines()[1:2])
