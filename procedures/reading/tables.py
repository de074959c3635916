"""Tables of records: one row a procedure, columns named as the fields are."""

from __future__ import annotations

from collections.abc import Mapping

from procedures.reading.headings import field_of
from procedures.reading.objects import read_object
from procedures.reading.record import Record, Unreadable


def read_row(cells: Mapping[str, str]) -> Record:
    """Return the record that a row says. Raises Unreadable."""
    return read_object(cells)


def check_columns(headings: list[str]) -> None:
    """Raise Unreadable unless a table has the columns without which no row is a record."""
    keys = {field_of(heading) for heading in headings}
    missing = [text for key, text in (("code", "Mã thủ tục"), ("name", "Tên thủ tục")) if key not in keys]
    if missing:
        raise Unreadable(f"Bảng thiếu cột “{'”, “'.join(missing)}”.")
