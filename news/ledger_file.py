"""A ledger as a file, written row by row: however many rows there are, few of them are in memory at once."""

from __future__ import annotations

import csv
import datetime
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from openpyxl import Workbook

from agencies.formats import neutralised
from news.resources import local_minute

COLUMNS = ("Cơ quan", "Đường dẫn", "Tình trạng", "Đến lúc", "Quyết lúc", "Người quyết", "Lý do")
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
IN_MEMORY = 2_000_000  # bytes of a workbook; a larger one is on disk while it is written

Rows = Iterable[tuple[Any, ...]]


def as_file(rows: Rows, kind: str) -> Iterator[bytes]:
    """Yield the file of `kind` ("csv" or "xlsx") with these rows: moments in local time, and no formulas."""
    written = _written(rows)
    return _csv(written) if kind == "csv" else _xlsx(written)


def _written(rows: Rows) -> Iterator[list[Any]]:
    yield list(COLUMNS)
    for row in rows:
        yield [local_minute(cell) if isinstance(cell, datetime.datetime) else neutralised(cell) for cell in row]


class _Line:
    """Where the csv module writes one line, to be taken away at once."""

    def write(self, text: str) -> bytes:
        return text.encode()


def _csv(rows: Iterator[list[Any]]) -> Iterator[bytes]:
    writer = csv.writer(_Line())
    for row in rows:
        yield writer.writerow(row)  # what _Line.write returns


def _xlsx(rows: Iterator[list[Any]]) -> Iterator[bytes]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sổ theo dõi")
    for row in rows:
        sheet.append(row)
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
        book.save(file)
        file.seek(0)
        yield from _chunks(file)


def _chunks(file: IO[bytes] | tempfile.SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    while chunk := file.read(65_536):
        yield chunk
