"""The files that records come in: text exports, CSV, XLSX and JSON, alone or in a folder with others."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from agencies.formats import as_written
from procedures.reading import Record, Unreadable, decode, read_object, read_row, read_text
from procedures.reading.headings import field_of
from procedures.reading.tables import check_columns

MOST_BYTES = 200 * 1024 * 1024  # of one file; all the national records together are below 70 MB
MOST_UNPACKED = 1024 * 1024 * 1024  # bytes of a workbook, which is a compressed file
KINDS = (".txt", ".csv", ".xlsx", ".json")

STATUS = frozenset({"trạng thái", "tình trạng", "status"})
WITHDRAWN = frozenset({"bãi bỏ", "đã bãi bỏ", "hết hiệu lực", "hủy công khai", "huỷ công khai", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Found:
    """What was found at one place of one file: a record, or why there is none. `withdrawn` if it says so itself."""

    place: str
    record: Record | None = None
    reason: str = ""
    withdrawn: bool = False


def files_at(path: Path) -> tuple[list[Path], list[Path]]:
    """Return the files that may hold records, and the others, which are left alone. Raises FileNotFoundError."""
    if not path.exists():
        raise FileNotFoundError(path)
    if not path.is_dir():
        return [path], []
    inside = sorted(one for one in path.rglob("*") if one.is_file())
    readable = [one for one in inside if one.suffix.lower() in KINDS and not one.name.startswith((".", "~$"))]
    return readable, [one for one in inside if one not in set(readable)]


def records_in(files: Iterable[Path], below: Path) -> Iterator[Found]:
    """Yield what stands in files, one by one; nothing in a file can stop the others. Places are told from `below`."""
    for file in files:
        name = str(file.relative_to(below)) if below in file.parents else file.name
        try:
            if file.stat().st_size > MOST_BYTES:
                raise Unreadable(f"Tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB.")
            content = file.read_bytes()
        except OSError as error:
            yield Found(name, reason=f"Không mở được tệp: {error.strerror}.")
        except Unreadable as refusal:
            yield Found(name, reason=str(refusal))
        else:
            yield from records_of(name, content)


def records_of(name: str, content: bytes) -> Iterator[Found]:
    """Yield what stands in the content of a file of that name."""
    readers = {".csv": _comma_separated, ".xlsx": _workbook, ".json": _objects}
    reader = readers.get(Path(name).suffix.lower())
    if reader is None:
        yield _tried(name, lambda: read_text(decode(content)))
        return
    try:
        for number, item in reader(content):
            yield _row(f"{name}, {number}", item)
    except Unreadable as refusal:
        yield Found(name, reason=str(refusal))


def _tried(place: str, read: Any, *, withdrawn: bool = False) -> Found:
    try:
        return Found(place, read(), withdrawn=withdrawn)
    except Unreadable as refusal:
        return Found(place, reason=str(refusal))


def _row(place: str, item: Any) -> Found:
    """Read one object or row, whose status is no field of the record."""
    if not isinstance(item, Mapping):
        return Found(place, reason="Mỗi thủ tục trong tệp JSON phải là một đối tượng.")
    status = {str(key): value for key, value in item.items() if str(key).strip().casefold() in STATUS}
    withdrawn = any(str(value).strip().casefold() in WITHDRAWN for value in status.values())
    fields = {key: value for key, value in item.items() if str(key) not in status}
    read = read_row if all(isinstance(value, str) for value in fields.values()) else read_object
    return _tried(place, lambda: read(fields), withdrawn=withdrawn)


def _comma_separated(content: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    text = decode(content)
    first = text.partition("\n")[0]
    csv.field_size_limit(MOST_BYTES)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        yield from _table((f"dòng {rows.line_num}", list(row)) for row in rows)
    except csv.Error as error:
        raise Unreadable(f"Không đọc được tệp CSV từ dòng {rows.line_num}.") from error


def _workbook(content: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise Unreadable("Tệp XLSX quá lớn khi mở ra.")
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError, EOFError) as error:
        raise Unreadable("Không mở được tệp XLSX. Hãy lưu lại bằng phần mềm bảng tính.") from error
    yield from _table((f"dòng {number}", row) for number, row in enumerate(rows, start=1))


def _table(lines: Iterator[tuple[str, list[Any]]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows below the first, which names the columns. Raises Unreadable."""
    _, head = next(lines, ("", []))
    columns = [_text(cell) for cell in head]
    check_columns(columns)
    for place, cells in lines:
        row = {column: _text(cell, column) for column, cell in zip(columns, cells, strict=False) if column}
        if any(row.values()):
            yield place, row


def _text(cell: Any, column: str = "") -> str:
    """Return a cell as text. A code that a spreadsheet took for a number has lost the noughts at its end."""
    if cell is None:
        return ""
    if isinstance(cell, float) and field_of(column) == "code":
        return f"{cell:.6f}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).replace("\r\n", "\n").replace("_x000D_", "")
    return as_written(text.strip("\n "))


def _objects(content: bytes) -> Iterator[tuple[str, Any]]:
    """Yield the objects of a list, or of the first list that an object holds; or the one object itself."""
    try:
        data = json.loads(decode(content))
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable("Không đọc được tệp JSON.") from error
    if isinstance(data, Mapping) and not any(field_of(str(key)) == "code" for key in data):
        data = next((part for part in data.values() if isinstance(part, list)), data)
    if not isinstance(data, list):
        data = [data]
    if not data:
        raise Unreadable("Tệp JSON không có thủ tục nào.")
    yield from ((f"mục {number}", item) for number, item in enumerate(data, start=1))
