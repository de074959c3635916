"""Codes of dossiers: three forms, one dossier."""

import datetime

import pytest

from agencies.identifiers import Identifier
from dossiers.codes import DossierCode

NEW_YEAR = datetime.date(2025, 1, 1)
H57 = DossierCode(Identifier(("H57",)), NEW_YEAR, 1)
WARD = DossierCode(Identifier(("H57", "02", "01")), NEW_YEAR, 12)
CENTRAL = DossierCode(Identifier(("H57",)), NEW_YEAR, 1, owner="BK")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("000.00.00.H57-250101-0001", H57),
        ("H57.00.00-250101-0001", H57),
        ("H57-250101-0001", H57),
        ("000.01.02.H57-250101-0012", WARD),
        ("H57.02.01-250101-0012", WARD),
        ("000.00.00.H57-250101-BK0001", CENTRAL),
        ("H57.00.00-250101-BK0001", CENTRAL),
        ("  000.00.00.h57 – 250101 — 0001 ", H57),
        ("000.00.00.H57 250101 0001", H57),
        ("000.00.00.H57/250101/0001", H57),
        ("000.00.00.H57-250101-12345", DossierCode(Identifier(("H57",)), NEW_YEAR, 12345)),
    ],
)
def test_every_form_is_the_same_dossier(typed, code):
    assert DossierCode.parse(typed) == code
    assert DossierCode.parse(str(code)).key == code.key


def test_it_is_given_out_as_the_circular_writes_it():
    assert str(H57) == "000.00.00.H57-250101-0001"
    assert str(WARD) == "000.01.02.H57-250101-0012"
    assert str(CENTRAL) == "000.00.00.H57-250101-BK0001"


def test_an_agency_that_the_old_notation_cannot_write_is_written_as_it_is():
    deep = DossierCode(Identifier(("H57", "02", "01", "003", "04")), NEW_YEAR, 7)

    assert str(deep) == "H57.02.01.003.04-250101-0007"
    assert DossierCode.parse(str(deep)) == deep


def test_the_ten_thousandth_of_a_day_has_five_digits():
    assert str(DossierCode(Identifier(("H57",)), NEW_YEAR, 10_000)).endswith("-10000")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "H57",
        "H57-250101",
        "H57-250101-1",
        "H57-251301-0001",
        "H57-250230-0001",
        "-250101-0001",
        "ZZZ-250101-0001",
        "H57-250101-ABC0001",
        "H57-250101-0001-2",
        "H57-２50101-0001",
        "9" * 5000,
    ],
)
def test_what_is_no_code_is_answered_with_an_example(typed):
    with pytest.raises(ValueError, match=r"000\.|H57"):
        DossierCode.parse(typed)
