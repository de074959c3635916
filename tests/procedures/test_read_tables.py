"""The same 20 fields in a row of a table and in JSON, as texts or in their structure."""

from __future__ import annotations

import json

import pytest

from procedures.reading import Unreadable, as_data, read_object, read_row, read_text
from procedures.reading.codes import agency_suffix, national_code
from procedures.reading.labels import LABELS, parts
from tests.procedures.samples import TEXT


def row() -> dict[str, str]:
    """Return the sample as a row whose cells are what stands behind the labels."""
    found = parts(TEXT.split("\n"))
    return {label.text: "\n".join(found[label.key]).strip() for label in LABELS}


def test_a_row_of_texts_says_what_the_export_says():
    assert read_row(row()) == read_text(TEXT)


def test_a_row_may_have_lost_the_space_before_its_lines():
    bare = {heading: "\n".join(line.strip() for line in cell.split("\n")) for heading, cell in row().items()}

    record = read_row(bare)

    assert (record.methods[1], record.cases, record.legal_bases[0]) == (
        read_text(TEXT).methods[1],
        read_text(TEXT).cases,
        read_text(TEXT).legal_bases[0],
    )


def test_structure_in_json_says_what_the_export_says():
    data = json.loads(json.dumps(as_data(read_text(TEXT))))

    assert read_object(data) == read_text(TEXT)


def test_structure_in_the_cells_of_a_table_says_the_same():
    data = as_data(read_text(TEXT))
    cells = {key: json.dumps(value) if isinstance(value, list) else value for key, value in data.items()}

    assert read_row(cells) == read_text(TEXT)


def test_parts_may_be_texts_inside_structure():
    record = read_object(
        {
            "Mã thủ tục": "1.000001",
            "Tên thủ tục": "Thử",
            "Cách thức thực hiện": [
                {"Hình thức nộp": "Trực tuyến", "Thời hạn": "10 ngày làm việc", "Phí": "5000 đồng"}
            ],
            "Thành phần hồ sơ": ["Đơn", {"name": "Ảnh", "copies": 2}],
            "Căn cứ pháp lý": ["Luật Đất đai (31/2024/QH15)"],
        }
    )

    (method,) = record.methods
    assert (method.channel, method.limit.unit, method.fees[0].amount) == ("ONLINE", "WORKING_DAY", 5000)
    assert [paper.name for paper in record.cases[0].components] == ["Đơn", "Ảnh"]
    assert record.legal_bases[0].number == "31/2024/QH15"
    assert record.remainder == ()


def test_what_has_no_field_is_kept_as_remainder():
    record = read_object({"code": "1.000001", "name": "Thử", "Người soạn": "Lan", "methods": ["qua mạng"]})

    assert record.remainder == ("Lan", "qua mạng")


@pytest.mark.parametrize(
    "source",
    [{"name": "Thử"}, {"code": "1.000001"}, {"code": 5, "name": "Thử"}, {"code": ["x"], "name": "y"}, ["x"], "x"],
)
def test_what_is_no_record_is_refused(source):
    with pytest.raises(Unreadable):
        read_object(source)


@pytest.mark.parametrize(
    ("written", "code", "suffix"),
    [
        ("1.001193", "1.001193", ""),
        (" 1.010708.000.00.00.H56 ", "1.010708", "000.00.00.H56"),
        ("1.010708.H56", "1.010708", "H56"),
        ("1.010708.000.00.00.h56", "1.010708", "000.00.00.H56"),
        ("1.0133611", "1.0133611", ""),
        ("khai-sinh", "", ""),
        ("1.", "", ""),
    ],
)
def test_codes_are_read_with_and_without_the_agency(written, code, suffix):
    assert (national_code(written), agency_suffix(written)) == (code, suffix)
