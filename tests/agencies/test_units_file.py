"""Files of units that cannot be loaded: one clear error with the line, and nothing changed."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency, AgencyEvent, AgencyIdentifier
from agencies.units import read_units
from tests.country import Country

HEADER = "level,code,parent_code,name,latitude,longitude"
PROVINCE = "province,01,,Thành phố Hà Nội,21.0001,105.698"
DISTRICT = "district,001,01,Quận Ba Đình,21.0,105.8"
COMMUNE = "commune,00004,01,Phường Ba Đình,21.03,105.84"


def a_file(tmp_path: Path, *rows: str, header: str = HEADER, end: str = "\n") -> Path:
    """Write a file of units; the first row is line 2."""
    file = tmp_path / "don-vi.csv"
    file.write_bytes(end.join([header, *rows, ""]).encode())
    return file


def refusal(file: Path) -> str:
    """Load `file` over the small country; return the error, after looking that nothing has changed."""
    before = list(Agency.objects.order_by("pk").values_list())
    with pytest.raises(CommandError) as refused:
        call_command("load_units", edition="2025", units=file, verbosity=0, stdout=StringIO())
    assert list(Agency.objects.order_by("pk").values_list()) == before
    assert not AgencyIdentifier.objects.exists()
    assert not AgencyEvent.objects.exists()
    return str(refused.value)


FAULTS = {
    "an unknown parent": ([PROVINCE, "commune,00004,99,Phường Ba Đình,21,105"], 3, "the parent '99' of commune 00004"),
    "a code twice": ([PROVINCE, COMMUNE, COMMUNE], 4, "stands here a second time; the first is on line 3"),
    "no code": ([PROVINCE, "commune,,01,Phường Ba Đình,21,105"], 3, "the code is empty"),
    "a code that no address could hold": ([PROVINCE, "commune,0/4,01,Phường Ba Đình,21,105"], 3, "the code '0/4'"),
    "no name": ([PROVINCE, "commune,00004,01, ,21,105"], 3, "the name is empty"),
    "a name without letters": ([PROVINCE, "commune,00004,01,???,21,105"], 3, "the name '???'"),
    "a name without end": ([PROVINCE, f"commune,00004,01,{'Xã' * 31},21,105"], 3, "more than 60 characters"),
    "no number": ([PROVINCE, "commune,00004,01,Phường Ba Đình,bắc,105"], 3, "latitude 'bắc' is not a number"),
    "a number out of the world": ([PROVINCE, "commune,00004,01,Phường Ba Đình,21,181"], 3, "longitude '181'"),
    "not a number": ([PROVINCE, "commune,00004,01,Phường Ba Đình,NaN,105"], 3, "latitude 'NaN' is not a number"),
    "a row too short": ([PROVINCE, "commune,00004,01,Phường Ba Đình,21"], 3, "must have 6 fields and has 5"),
    "a row too long": ([PROVINCE, f"{COMMUNE},x"], 3, "must have 6 fields and has 7"),
    "an unknown level": ([PROVINCE, "hamlet,1,01,Thôn Một,21,105"], 3, "the level 'hamlet' is none of province"),
    "no parent": ([PROVINCE, "commune,00004,,Phường Ba Đình,21,105"], 3, "the commune 00004 has no parent_code"),
    "a province below a province": (
        [PROVINCE, "province,04,01,Tỉnh Cao Bằng,22,106"],
        3,
        "a province cannot stand below another province",
    ),
    "a commune below a commune": (
        [PROVINCE, COMMUNE, "commune,00008,00004,Phường Ngọc Hà,21,105"],
        4,
        "a commune cannot stand below another commune",
    ),
    "a unit below itself": ([PROVINCE, "province,04,04,Tỉnh Cao Bằng,22,106"], 3, "province 04 stands below itself"),
    "a circle": (
        [PROVINCE, "province,04,08,Tỉnh Cao Bằng,22,106", "province,08,04,Tỉnh Tuyên Quang,22,105"],
        3,
        "province 04 stands below itself: its parents go round in a cycle",
    ),
    "a commune below a circle": (
        ["commune,1,04,Xã Một,22,106", "province,04,08,Tỉnh Cao Bằng,22,106", "province,08,04,Tỉnh Tuyên Quang,22,105"],
        3,
        "province 04 stands below itself",
    ),
    "a quotation mark left open": ([PROVINCE, 'commune,00004,01,"Phường Ba Đình,21,105'], 3, "not a row of CSV"),
    "only a header": ([], 1, "there is no unit below the header"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_file_is_refused_with_its_line(fault: str, tmp_path: Path, country: Country):
    rows, line, words = FAULTS[fault]

    said = refusal(a_file(tmp_path, *rows))

    assert said.startswith(f"don-vi.csv, line {line}: ")
    assert words in said
    assert said.endswith("Nothing was changed.")


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("level,code,name,latitude,longitude", "line 1: the column 'parent_code' is missing; the columns are level"),
        (f"{HEADER},code", "line 1: the column 'code' stands here twice"),
        ('level,"code', "line 1: this is not a row of CSV"),
    ],
)
def test_a_faulty_header_is_refused(header: str, words: str, tmp_path: Path, country: Country):
    assert words in refusal(a_file(tmp_path, header=header))


def test_an_empty_file_is_refused(tmp_path: Path, country: Country):
    file = tmp_path / "don-vi.csv"
    file.touch()

    assert refusal(file).startswith("don-vi.csv, line 1: the column 'level' is missing")


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path, country: Country):
    file = tmp_path / "don-vi.csv"
    file.write_bytes(f"{HEADER}\n{PROVINCE}\n".encode() + "commune,00004,01,Phuong Bình,21,105\n".encode("latin-1"))

    assert refusal(file).startswith("don-vi.csv, line 3: the text is not UTF-8")


def test_a_spreadsheet_is_refused(tmp_path: Path, country: Country):
    file = tmp_path / "don-vi.xlsx"
    file.write_bytes(b"PK\x03\x04\x14\x00\xff\xfe")

    assert refusal(file).startswith("don-vi.xlsx, line 1: the text is not UTF-8")


def test_a_missing_file_is_named(tmp_path: Path, country: Country):
    file = tmp_path / "khong-co.csv"

    assert refusal(file) == f"{file}: the file cannot be read (No such file or directory). Nothing was changed."


def test_an_agency_in_the_way_is_told_and_nothing_changed(tmp_path: Path, country: Country):
    """Chính phủ is found again by its key; Thành phố Hà Nội was founded by hand and has no code."""
    AgencyIdentifier.objects.create(agency=country.government, scheme="catalogue", value="chinh-phu", valid="[,)")
    before = list(Agency.objects.order_by("pk").values_list())

    with pytest.raises(CommandError, match=r"(?s)Nothing was changed.*agency_slug_unique_below_parent"):
        call_command("load_units", units=a_file(tmp_path, PROVINCE), verbosity=0, stdout=StringIO())

    assert list(Agency.objects.order_by("pk").values_list()) == before


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_mark_and_line_ends_do_not_matter(mark: str, end: str, tmp_path: Path):
    file = a_file(tmp_path, PROVINCE, DISTRICT, "", COMMUNE, header=mark + HEADER, end=end)

    units = read_units(file)

    assert [(unit.line, unit.level, unit.code) for unit in units] == [
        (2, "province", "01"),
        (3, "district", "001"),
        (5, "commune", "00004"),
    ]


def test_parents_come_first_however_the_file_is_sorted(tmp_path: Path):
    units = read_units(a_file(tmp_path, COMMUNE.replace(",01,", ",001,"), DISTRICT, PROVINCE))

    assert [unit.level for unit in units] == ["province", "district", "commune"]
    assert units[2].parent_key == ("district", "001")


def test_columns_may_stand_in_any_order_and_there_may_be_more(tmp_path: Path):
    file = a_file(
        tmp_path,
        "Thành Phố Hà Nội,x,province,01,,105.698,21.0001,3359.8",
        header="name,note,level,code,parent_code,longitude,latitude,area_km2",
    )

    (unit,) = read_units(file)

    assert (unit.name, str(unit.latitude), str(unit.area_km2)) == ("Thành phố Hà Nội", "21.0001", "3359.8")
