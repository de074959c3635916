"""Reading a file of rows: XLSX, CSV or JSON, into one table of texts."""

from __future__ import annotations

import csv
import datetime
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from agencies.formats import as_written

MOST_ROWS = 5000
MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024  # bytes of a workbook, which is a compressed file
MOST_COLUMNS = 60

Line = tuple[int, list[Any]]  # the number of the row, as people see it, and its cells


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row, by the names of its columns, and its number as people see it in the file."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds, all of it text."""

    columns: list[str]
    rows: list[TableRow]

    def kept(self) -> dict[str, Any]:
        """Return it as it is kept between the preview and the import: see `Table.of`."""
        return {"columns": self.columns, "rows": [[row.number, *row.cells.values()] for row in self.rows]}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Table:
        """Return the table that was kept."""
        columns = kept["columns"]
        return cls(
            columns, [TableRow(number, dict(zip(columns, cells, strict=True))) for number, *cells in kept["rows"]]
        )


def read_table(name: str, content: bytes) -> Table:
    """Return the rows of the file `name`; empty rows are left out. Raises ValidationError for what cannot be read."""
    if len(content) > MOST_BYTES:
        raise ValidationError(f"Tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB. Hãy chia thành nhiều tệp.")
    readers = {".xlsx": _workbook, ".csv": _comma_separated, ".json": _json}
    reader = readers.get(PurePath(name).suffix.lower())
    if reader is None:
        raise ValidationError("Chỉ nhận tệp XLSX, CSV hoặc JSON.")
    return _table(reader(content))


def _table(lines: Iterator[Line]) -> Table:
    """Return a table of lines, of which the first names the columns."""
    _number, head = next(lines, (0, []))
    columns = [_text(cell) for cell in head]
    while columns and not columns[-1]:
        columns.pop()
    if not columns or not all(columns) or len(set(columns)) < len(columns) or len(columns) > MOST_COLUMNS:
        raise ValidationError("Dòng đầu của tệp phải là tên các cột, không cột nào trống hoặc trùng tên.")
    rows: list[TableRow] = []
    for number, cells in lines:
        texts = [_text(cell) for cell in cells[: len(columns)]]
        if not any(texts):
            continue
        if len(rows) == MOST_ROWS:
            raise ValidationError(f"Tệp có hơn {MOST_ROWS} dòng. Hãy chia thành nhiều tệp.")
        if any("\0" in text for text in texts):
            raise ValidationError(f"Dòng {number} có ký tự không đọc được.")
        texts += [""] * (len(columns) - len(texts))
        rows.append(TableRow(number, dict(zip(columns, texts, strict=True))))
    if not rows:
        raise ValidationError("Tệp không có dòng nào dưới dòng tên cột.")
    return Table(columns, rows)


def _text(cell: Any) -> str:
    """Return a cell as people would type it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime) and cell.time() != datetime.time.min:
        return f"{cell:%d/%m/%Y %H:%M:%S}"
    if isinstance(cell, datetime.datetime | datetime.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return as_written(str(cell).replace("\r\n", "\n").strip())


def _workbook(content: bytes) -> Iterator[Line]:
    """Yield the rows of the first sheet of a workbook. Of a formula, what it came to is taken."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise ValidationError("Tệp XLSX quá lớn khi mở ra. Hãy chia thành nhiều tệp.")
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError) as error:
        raise ValidationError("Không mở được tệp XLSX. Hãy lưu lại bằng phần mềm bảng tính.") from error
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1):
        if number > 2 * MOST_ROWS:  # a sheet may claim a million empty rows
            return
        yield number, list(cells)


def _comma_separated(content: bytes) -> Iterator[Line]:
    """Yield the rows of a CSV in UTF-8, parted by commas, semicolons or tabs."""
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield line, list(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise ValidationError(f"Không đọc được tệp CSV từ dòng {line}.") from error


def _json(content: bytes) -> Iterator[Line]:
    """Yield the items of a list of objects, the names of their fields first; items count from 1."""
    try:
        items = json.loads(_decoded(content))
    except (ValueError, RecursionError) as error:
        raise ValidationError("Không đọc được tệp JSON.") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ValidationError("Tệp JSON phải là một danh sách các đối tượng, mỗi đối tượng là một dòng.")
    names = list(dict.fromkeys(name for item in items for name in item))
    yield 0, names
    yield from enumerate(_values(items, names), start=1)


def _values(items: Iterable[dict[str, Any]], names: list[str]) -> Iterator[list[Any]]:
    for number, item in enumerate(items, start=1):
        if any(isinstance(value, dict | list) for value in item.values()):
            raise ValidationError(f"Dòng {number} của tệp JSON có giá trị lồng nhau.")
        yield [item.get(name) for name in names]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError("Tệp không ở bảng mã UTF-8. Hãy lưu lại với bảng mã UTF-8.") from error
