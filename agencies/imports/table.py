"""Reading a file of rows: XLSX, CSV or JSON, into one table of texts."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError

from agencies.formats import as_written, neutralised
from agencies.imports.workbook import Line, read_workbook

MOST_ROWS = 5000
MOST_BYTES = 15 * 1024 * 1024  # below what nginx lets through (deploy/nginx.conf)
MOST_COLUMNS = 60

Lines = tuple[Iterator[Line], list[str]]  # the rows, their names first, and the names of sheets that were not read


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
    unread: list[str] = field(default_factory=list)  # further sheets of a workbook

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
    if not content:
        raise ValidationError("Tệp trống: không có tên các cột, không có dòng nào.")
    readers = {".xlsx": _workbook, ".csv": _comma_separated, ".txt": _comma_separated, ".json": _json}
    reader = readers.get(PurePath(name).suffix.lower())
    if reader is None:
        raise ValidationError("Chỉ nhận tệp XLSX, CSV hoặc JSON.")
    lines, unread = reader(content)
    columns, rows = _table(lines)
    return Table(columns, rows, unread)


def _table(lines: Iterator[Line]) -> tuple[list[str], list[TableRow]]:
    """Return the names of the columns, which the first line says, and the rows."""
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
    return columns, rows


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


def _workbook(content: bytes) -> Lines:
    return read_workbook(content, most_columns=MOST_COLUMNS, most_rows=MOST_ROWS)


def _comma_separated(content: bytes) -> Lines:
    return _lines_of_text(_decoded(content)), []


def _lines_of_text(text: str) -> Iterator[Line]:
    """Yield the rows of a text parted by commas, semicolons or tabs, whichever the first line has most of.

    They count as a spreadsheet counts them, however many lines their cells have.
    """
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(MOST_BYTES)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            yield number, list(cells)
    except csv.Error as error:
        raise ValidationError(f"Không đọc được tệp CSV từ dòng {number + 1}.") from error


def _json(content: bytes) -> Lines:
    """Read a list: of objects, which name their fields, or of lists, of which the first names them all."""
    try:
        items = json.loads(_decoded(content))
    except (ValueError, RecursionError) as error:
        raise ValidationError("Không đọc được tệp JSON.") from error
    if isinstance(items, list) and all(isinstance(item, dict) for item in items):
        return _objects(items), []
    if isinstance(items, list) and all(isinstance(item, list) for item in items):
        return enumerate(_plain(items), start=1), []
    raise ValidationError("Tệp JSON phải là một danh sách các đối tượng, mỗi đối tượng là một dòng.")


def _objects(items: list[dict[str, Any]]) -> Iterator[Line]:
    """Yield the names of all fields, then the objects, which count from 1."""
    names = list(dict.fromkeys(name for item in items for name in item))
    yield 0, names
    yield from enumerate(_plain([item.get(name) for name in names] for item in items), start=1)


def _plain(items: Iterable[list[Any]]) -> Iterator[list[Any]]:
    for number, item in enumerate(items, start=1):
        if any(isinstance(value, dict | list) for value in item):
            raise ValidationError(f"Dòng {number} của tệp JSON có giá trị lồng nhau.")
        yield [neutralised(value) for value in item]  # as in any exported file; `_text` takes it back


def _decoded(content: bytes) -> str:
    """Return a text in UTF-8, or in UTF-16 if it says so. Whatever else it may be would be guessed."""
    marked = content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    try:
        return content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(
            "Tệp không ở bảng mã UTF-8 (có thể là Windows-1258, VNI hoặc TCVN3). "
            "Hãy lưu lại với bảng mã UTF-8: trong Excel là “CSV UTF-8”."
        ) from error
