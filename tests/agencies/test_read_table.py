"""Reading files of rows."""

import datetime
import io
import json
import zipfile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from agencies.imports import MOST_BYTES, MOST_ROWS, DayCell, Table, read_table
from tests.files import workbook


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
        (4, {"Tên": "Hai", "Lời": "x"}),  # as a spreadsheet counts
    ]


def test_a_list_of_objects_is_read_with_all_their_names():
    content = json.dumps([{"a": 1}, {"a": None, "b": True}]).encode()

    assert read("a.json", content) == [(1, {"a": "1", "b": ""}), (2, {"a": "", "b": "có"})]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xls", b"x", "XLSX, CSV"),
        ("a.xlsx", b"not a workbook", "Không mở được"),
        ("a.csv", "Tên\nHà Nội\n".encode("cp1258", "ignore") + b"\xe0", "Windows-1258"),
        ("a.csv", b"", "Tệp trống"),
        ("a.xlsx", b"", "Tệp trống"),
        ("a.csv", b"\n", "tên các cột"),
        ("a.csv", b"a,a\n1,2", "trùng tên"),
        ("a.csv", b"a,,b\n1,2,3", "trống"),
        ("a.csv", b"a,b\n", "không có dòng nào"),
        ("a.csv", b"a\nx\0y\n", "ký tự|Không đọc được"),
        ("a.json", b"{}", "danh sách"),
        ("a.json", b"[1]", "danh sách"),
        ("a.json", b"[" * 100_000, "Không đọc được"),
        ("a.json", b'[{"a": {"b": 1}}]', "lồng nhau"),
        ("a.csv", b"a\n" + b"1\n" * (MOST_ROWS + 1), "hơn 5000 dòng"),
        ("a.csv", b"a" * (MOST_BYTES + 1), "15 MB"),
        ("a.json", b'[["a"], [["b"]]]', "lồng nhau"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(name, content, why):
    with pytest.raises(ValidationError, match=why):
        read_table(name, content)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_is_read_in_each_coding_that_says_what_it_is(coding):
    assert read("a.csv", "Tên;Số\nHuế;1\n".encode(coding)) == [(2, {"Tên": "Huế", "Số": "1"})]


def test_a_list_of_lists_is_a_table_whose_first_names_the_columns():
    assert read("a.json", b'[["a", "b"], [1], ["=x", true]]') == [(2, {"a": "1", "b": ""}), (3, {"a": "=x", "b": "có"})]


def parts_of(content: bytes, **changed: bytes) -> bytes:
    """Return a workbook with other parts in place of those it has, or beside them."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
    return file.getvalue()


def with_sheet(change) -> bytes:
    """Return a workbook of a column of texts, its only sheet changed as XML."""
    content = workbook(["a"], ["x"])
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return parts_of(content, **{sheet: change(packed.read(sheet))})


MERGED = b'</sheetData><mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells>'


def cell(xml: bytes) -> bytes:
    return b'<row r="3"><c r="A3"%s</c></row></sheetData>' % xml


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda xml: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + xml, "DOCTYPE"),
        (lambda xml: b"<!--" + b"x" * 3_000_000 + b"--><!DOCTYPE x>" + xml, "DOCTYPE"),
        (lambda xml: xml.replace(b"</sheetData>", cell(b"><f>1+1</f>")), "công thức chưa có kết quả"),
        (lambda xml: xml.replace(b"</sheetData>", cell(b' t="e"><v>#REF!</v>')), "ô báo lỗi #REF!"),
        (
            lambda xml: xml.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells>'),
            "gộp",
        ),
        (lambda xml: xml[: len(xml) // 2], "Không mở được"),
    ],
)
def test_what_a_sheet_must_not_hold_is_refused_with_its_reason(change, why):
    with pytest.raises(ValidationError, match=why):
        read_table("a.xlsx", with_sheet(change))


def test_of_a_formula_what_it_came_to_is_taken():
    content = with_sheet(lambda xml: xml.replace(b"</sheetData>", cell(b"><f>1+1</f><v>2</v>")))

    assert read("a.xlsx", content) == [(2, {"a": "x"}), (3, {"a": "2"})]


def test_further_sheets_are_named_and_hidden_ones_are_not_read():
    book, file = Workbook(), io.BytesIO()
    book.active.title = "Ẩn"
    book.active.sheet_state = "hidden"
    for name in ("Dữ liệu", "Hướng dẫn"):
        book.create_sheet(name).append(["a"])
        book[name].append([name])
    book.active = 1
    book.save(file)

    table = read_table("a.xlsx", file.getvalue())

    assert ([row.cells for row in table.rows], table.unread) == ([{"a": "Dữ liệu"}], ["Hướng dẫn"])


def test_a_workbook_of_too_many_parts_is_not_opened():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for number in range(1_001):
            packed.writestr(f"{number}.xml", b"")

    with pytest.raises(ValidationError, match="quá lớn"):
        read_table("a.xlsx", file.getvalue())


def test_a_workbook_that_grows_when_it_is_unpacked_is_not_unpacked():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 101 * 1024 * 1024)

    with pytest.raises(ValidationError, match="quá lớn"):
        read_table("a.xlsx", file.getvalue())


def test_a_table_is_kept_and_found_again():
    table = read_table("a.csv", b"a,b\n1,2\n\n3,4\n")

    assert Table.of(json.loads(json.dumps(table.kept()))) == table


@pytest.mark.parametrize("said", ["1/7/2025", "01/07/2025", "2025-07-01", "45839", "2025-07-01 00:00:00"])
def test_a_day_is_read_as_people_and_spreadsheets_write_it(said):
    assert DayCell().clean(said) == datetime.date(2025, 7, 1)


@pytest.mark.parametrize("said", ["31/02/2025", "07/2025", "9999", "123456", "hôm nay"])
def test_what_is_no_day_is_refused(said):
    with pytest.raises(ValueError, match="không phải là ngày"):
        DayCell().clean(said)
