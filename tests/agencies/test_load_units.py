"""`manage.py load_units`: what it loads into which database. The country afterwards: test_loaded_country."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from agencies.country import EDITIONS
from agencies.models import Agency, AgencyKind
from agencies.tree import tree_faults

pytestmark = pytest.mark.django_db

GIVEN = Path(__file__).parents[3] / "shared" / "data" / "units"


def load(edition: str = "2025", verbosity: int = 0) -> str:
    """Load the country; return what was said."""
    said = StringIO()
    call_command("load_units", edition=edition, verbosity=verbosity, stdout=said)
    return said.getvalue().strip()


def test_edition_2025_is_the_country_since_the_merger():
    assert load() == "3786 agencies loaded, 0 were there already."

    assert Counter(Agency.objects.values_list("kind", flat=True)) == {
        AgencyKind.GOVERNMENT: 1,
        AgencyKind.MINISTRY: 14,
        AgencyKind.MINISTERIAL_AGENCY: 3,
        AgencyKind.GOVERNMENT_AGENCY: 5,
        AgencyKind.PROVINCE: 34,
        AgencyKind.DEPARTMENT: 34 * 12,
        AgencyKind.COMMUNE: 3321,
    }
    assert tree_faults() == []
    for province in Agency.objects.filter(kind=AgencyKind.PROVINCE):
        assert province.children.filter(kind=AgencyKind.DEPARTMENT).count() == 12


def every_tenth_commune(line: str) -> bool:
    level, code = line.split(",")[:2]
    return level == "commune" and code.endswith("0")


def test_what_is_missing_is_loaded_and_the_rest_left(tmp_path: Path):
    lines = EDITIONS["2025"].file("units").read_text(encoding="utf-8").splitlines()
    most = tmp_path / "tinh.csv"
    most.write_text("\n".join(line for line in lines if not every_tenth_commune(line)), encoding="utf-8")
    call_command("load_units", units=most, verbosity=0, stdout=StringIO())

    assert load() == "320 agencies loaded, 3466 were there already."
    assert tree_faults() == []


def test_progress_is_shown(capsys):
    load(verbosity=1)

    assert "3786/3786" in capsys.readouterr().err


@pytest.mark.skipif(not GIVEN.exists(), reason="the data that the project was given is not here")
@pytest.mark.parametrize("edition", ["2024", "2025"])
def test_our_data_are_those_that_were_given(edition: str):
    def units(file: Path) -> list[tuple[str, ...]]:
        columns = ("level", "code", "parent_code", "name", "latitude", "longitude")
        with file.open(encoding="utf-8", newline="") as rows:
            return [(*(row[column] for column in columns), row.get("area_km2", "")) for row in csv.DictReader(rows)]

    assert units(EDITIONS[edition].file("units")) == units(GIVEN / f"units_{edition}.csv")
