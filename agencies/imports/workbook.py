"""Reading a workbook (XLSX), which is a compressed file of XML that anybody may have made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from openpyxl import load_workbook

MOST_UNPACKED = 100 * 1024 * 1024  # bytes of all parts; what a part claims is all that is ever read of it
MOST_PARTS = 1_000
MOST_SKIPPED = 5_000  # rows that may be empty: a sheet may claim a million

DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")  # no spreadsheet writes them: they make a reader fetch or swell
MARKS = [mark.encode(coding) for mark in DECLARATIONS for coding in ("utf-8", "utf-16-le", "utf-16-be")]
MERGED = b"<mergeCell "
FORMULA = (b"<f>", b"<f ", b"<f/>")
FAULTY = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
STEP = 1024 * 1024

CANNOT = "Không mở được tệp XLSX. Hãy lưu lại bằng phần mềm bảng tính."

Line = tuple[int, list[Any]]  # the number of the row, as people see it, and its cells


def read_workbook(content: bytes, *, most_columns: int, most_rows: int) -> tuple[Iterator[Line], list[str]]:
    """Return the rows of the first sheet that is not hidden, and the names of the others that are not.

    Of a formula what it came to is taken. Raises ValidationError for what is no plain workbook, also on the way.
    """
    try:
        _look_through(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        first = sheets[0]
        has_formulas = _look_at(content, first._worksheet_path)
    except ValidationError:
        raise
    except Exception as error:  # whatever stumbles over a file that was made to be stumbled over
        raise ValidationError(CANNOT) from error
    lines = _lines(first, most_columns, most_rows)
    if has_formulas:
        written = load_workbook(io.BytesIO(content), read_only=True).worksheets[book.worksheets.index(first)]
        lines = _computed(lines, _lines(written, most_columns, most_rows))
    return lines, [sheet.title for sheet in sheets[1:]]


def _look_through(content: bytes) -> None:
    """Refuse what is larger than it looks, or tells its reader to fetch something."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise ValidationError("Tệp XLSX quá lớn khi mở ra. Hãy chia thành nhiều tệp.")
        for part in parts:
            if part.filename.endswith((".xml", ".rels", ".vml")) and _holds(packed, part.filename, MARKS):
                raise ValidationError("Tệp XLSX có khai báo lạ (DOCTYPE). Hãy lưu lại bằng phần mềm bảng tính.")


def _look_at(content: bytes, path: str) -> bool:
    """Tell whether a sheet has formulas. Refuses one with merged cells: only the first of them holds anything."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if _holds(packed, path, [MERGED]):
            raise ValidationError("Trang tính có ô gộp. Hãy bỏ gộp ô, ghi đủ từng ô, rồi chọn lại tệp.")
        return _holds(packed, path, FORMULA)


def _holds(packed: zipfile.ZipFile, path: str, marks: Any) -> bool:
    """Tell whether one of some short marks stands in a part, reading a little at a time."""
    kept = b""
    with packed.open(path) as part:
        while read := part.read(STEP):
            kept = kept[-64:] + read
            if any(mark in kept for mark in marks):
                return True
    return False


def _lines(sheet: Any, most_columns: int, most_rows: int) -> Iterator[Line]:
    """Yield the rows of a sheet with their numbers."""
    try:
        sheet.reset_dimensions()  # what a sheet claims of its size may be less than it has
        rows = sheet.iter_rows(max_col=most_columns + 1, values_only=True)
        for number, cells in enumerate(rows, start=1):
            if number > most_rows + MOST_SKIPPED:
                return
            if faulty := next((cell for cell in cells if cell in FAULTY), None):
                raise ValidationError(f"Dòng {number} có ô báo lỗi {faulty}. Hãy sửa ô ấy rồi chọn lại tệp.")
            yield number, list(cells)
    except ValidationError:
        raise
    except Exception as error:  # a sheet may break in its midst
        raise ValidationError(CANNOT) from error


def _computed(values: Iterator[Line], written: Iterator[Line]) -> Iterator[Line]:
    """Yield the rows of `values`; refuse a formula that nobody has computed yet, which would read as an empty cell."""
    for (number, cells), (_number, formulas) in zip(values, written, strict=True):
        for cell, formula in zip(cells, formulas, strict=False):
            if cell is None and formula is not None:
                raise ValidationError(
                    f"Dòng {number} có công thức chưa có kết quả. Hãy mở và lưu lại tệp, hoặc chép giá trị vào ô."
                )
        yield number, cells
