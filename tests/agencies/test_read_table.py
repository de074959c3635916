"""Reading files of rows."""

import datetime
import io
import json
import zipfile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from agencies.imports import MOST_ROWS, Table, read_table


def workbook(*rows: list) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def read(name: str, content: bytes) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, row.cells) for row in read_table(name, content).rows]


def test_a_workbook_is_read_as_people_see_it():
    content = workbook(
        ["Tên", "Ngày", "Số"], ["Ủy ban", datetime.date(2025, 7, 1), 3.0], [None, None, None], ["'=x", None, 1.5]
    )

    assert read("a.XLSX", content) == [
        (2, {"Tên": "Ủy ban", "Ngày": "01/07/2025", "Số": "3"}),
        (4, {"Tên": "=x", "Ngày": "", "Số": "1.5"}),
    ]


@pytest.mark.parametrize("parted", [",", ";", "\t"])
def test_a_csv_is_read_however_it_is_parted_and_with_lines_inside_cells(parted):
    content = f'\ufeffTên{parted}Lời\n"Một"{parted}"Dòng 1\nDòng 2"\n\nHai{parted}x\n'.encode()

    assert read("a.csv", content) == [
        (2, {"Tên": "Một", "Lời": "Dòng 1\nDòng 2"}),
        (5, {"Tên": "Hai", "Lời": "x"}),
    ]


def test_a_list_of_objects_is_read_with_all_their_names():
    content = json.dumps([{"a": 1}, {"a": None, "b": True}]).encode()

    assert read("a.json", content) == [(1, {"a": "1", "b": ""}), (2, {"a": "", "b": "có"})]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xls", b"x", "XLSX, CSV"),
        ("a.xlsx", b"not a workbook", "Không mở được"),
        ("a.csv", "Tên\nHà Nội".encode("utf-16"), "UTF-8"),
        ("a.csv", b"", "tên các cột"),
        ("a.csv", b"a,a\n1,2", "trùng tên"),
        ("a.csv", b"a,,b\n1,2,3", "trống"),
        ("a.csv", b"a,b\n", "không có dòng nào"),
        ("a.csv", b"a\nx\0y\n", "ký tự|Không đọc được"),
        ("a.json", b"{}", "danh sách"),
        ("a.json", b"[1]", "danh sách"),
        ("a.json", b"[" * 100_000, "Không đọc được"),
        ("a.json", b'[{"a": {"b": 1}}]', "lồng nhau"),
        ("a.csv", b"a\n" + b"1\n" * (MOST_ROWS + 1), "hơn 5000 dòng"),
        ("a.csv", b"a" * (5 * 1024 * 1024 + 1), "5 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(name, content, why):
    with pytest.raises(ValidationError, match=why):
        read_table(name, content)


def test_a_workbook_that_grows_when_it_is_unpacked_is_not_unpacked():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 101 * 1024 * 1024)

    with pytest.raises(ValidationError, match="quá lớn"):
        read_table("a.xlsx", file.getvalue())


def test_a_table_is_kept_and_found_again():
    table = read_table("a.csv", b"a,b\n1,2\n\n3,4\n")

    assert Table.of(json.loads(json.dumps(table.kept()))) == table
