"""The real country as `manage.py load_units` leaves it: each edition is loaded once, and each test undoes its own."""

from __future__ import annotations

import csv
import datetime
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection, transaction

from agencies.actions import revise_agency
from agencies.country import EDITIONS
from agencies.models import Agency, AgencyAddress, AgencyEvent, AgencyIdentifier, AgencyKind, AgencyRecord, User
from agencies.models import IdentifierScheme as Scheme
from agencies.tree import tree_faults
from tests.agencies.test_load_units import load

# One worker runs them all, or each would load its own.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.xdist_group("country")]

MERGER = datetime.date(2025, 7, 1)


@pytest.fixture(scope="module")
def edition(django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest) -> Iterator[str]:
    """Load an edition, and yield its name; pytest runs the tests of one edition after those of the other."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(request.param)
        yield request.param
        transaction.set_rollback(True)


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of the country's tables."""
    tables = (Agency, AgencyRecord, AgencyIdentifier, AgencyAddress, AgencyEvent)
    return {table.__name__: list(table._default_manager.order_by("pk").values_list()) for table in tables}


def coded(scheme: Scheme, value: str) -> Agency:
    return Agency.objects.get(identifiers__scheme=scheme, identifiers__value=value)


@pytest.mark.parametrize("edition", ["2024"], indirect=True)
def test_edition_2024_is_the_country_before_it():
    counts = Counter(Agency.objects.values_list("kind", flat=True))
    assert (counts[AgencyKind.PROVINCE], counts[AgencyKind.DISTRICT], counts[AgencyKind.COMMUNE]) == (63, 696, 10_035)
    assert tree_faults() == []
    ba_dinh = coded(Scheme.DISTRICT_CODE, "001")
    assert (ba_dinh.short_name, ba_dinh.path) == ("Quận Ba Đình", "ha-noi/quan-ba-dinh")
    assert coded(Scheme.COMMUNE_CODE, "00004").parent == ba_dinh


@pytest.mark.parametrize("edition", ["2025"], indirect=True)
def test_loading_again_changes_nothing():
    before = everything()

    assert load() == "0 agencies loaded, 3786 were there already."
    assert everything() == before


@pytest.mark.parametrize("edition", ["2025"], indirect=True)
def test_loading_again_leaves_what_an_administrator_has_changed():
    operator = User.objects.create_superuser("van-hanh")
    ward = coded(Scheme.COMMUNE_CODE, "00004")
    ward.name, ward.short_name, ward.slug = "Ủy ban nhân dân phường Mới", "Phường Mới", "phuong-moi"
    revise_agency(ward, by=operator)
    before = everything()

    load()

    assert everything() == before
    assert coded(Scheme.COMMUNE_CODE, "00004").path == "ha-noi/phuong-moi"


@pytest.mark.parametrize("edition", ["2025"], indirect=True)
def test_another_edition_is_refused_and_nothing_changed():
    before = everything()

    with pytest.raises(CommandError, match=r"holds the 2025 edition of the country\. Going over to 2024"):
        load("2024")

    assert everything() == before


@pytest.mark.parametrize("edition", ["2025"], indirect=True)
def test_records_and_codes_hold_since_the_day_of_the_edition():
    ward = coded(Scheme.COMMUNE_CODE, "00004")
    record = ward.records.get()
    assert (ward.name, ward.live_from) == ("Ủy ban nhân dân phường Ba Đình", MERGER)
    assert (record.name, record.parent) == (ward.name, coded(Scheme.PROVINCE_CODE, "01"))
    assert (record.valid.lower, record.valid.upper) == (MERGER, None)
    assert AgencyIdentifier.objects.on(MERGER).filter(value="00004", scheme=Scheme.COMMUNE_CODE).exists()
    assert not AgencyIdentifier.objects.on(datetime.date(2025, 6, 30)).filter(value="00004").exists()
    assert AgencyIdentifier.objects.count() == AgencyRecord.objects.count() == Agency.objects.count()
    assert not AgencyIdentifier.objects.filter(scheme=Scheme.ELECTRONIC).exists()  # none is known: none is invented


@pytest.mark.parametrize("edition", ["2024", "2025"], indirect=True)
def test_every_unit_is_as_the_file_says(edition: str):
    of_level = {
        "province": Scheme.PROVINCE_CODE,
        "district": Scheme.DISTRICT_CODE,
        "commune": Scheme.COMMUNE_CODE,
    }
    identifiers = AgencyIdentifier.objects.exclude(scheme=Scheme.CATALOGUE).select_related("agency")
    loaded = {(code.scheme, code.value): code.agency for code in identifiers}
    code_of = {agency.pk: code for (_, code), agency in loaded.items()}
    with EDITIONS[edition].file("units").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(loaded)
    for row in rows:
        agency = loaded[of_level[row["level"]], row["code"]]
        area = row.get("area_km2")
        assert agency.short_name.lower() == row["name"].lower()
        assert (agency.latitude, agency.longitude) == (Decimal(row["latitude"]), Decimal(row["longitude"]))
        assert agency.area_km2 == (Decimal(area).quantize(Decimal("0.001"), ROUND_HALF_UP) if area else None)
        assert code_of.get(agency.parent_id, "") == row["parent_code"]


@pytest.mark.parametrize("edition", ["2024"], indirect=True)
def test_siblings_stand_in_vietnamese_order():
    provinces = [str(agency) for agency in Agency.objects.filter(kind=AgencyKind.PROVINCE).in_tree_order()]
    wards = Agency.objects.directly_below(coded(Scheme.DISTRICT_CODE, "773"))  # Quận 4: its wards have numbers

    assert provinces[:3] == ["Tỉnh An Giang", "Tỉnh Bà Rịa - Vũng Tàu", "Tỉnh Bạc Liêu"]
    assert provinces.index("Thành phố Đà Nẵng") > provinces.index("Tỉnh Cao Bằng")
    assert provinces.index("Tỉnh Đắk Lắk") < provinces.index("Tỉnh Hà Giang") < provinces.index("Tỉnh Yên Bái")
    numbers = [int(str(ward).removeprefix("Phường ")) for ward in wards]
    assert numbers == sorted(numbers)
    assert numbers[0] == 1
    assert numbers[-1] > 9  # so that 9 and 13 were compared as numbers


@pytest.mark.parametrize("edition", ["2025"], indirect=True)
def test_the_numbers_are_those_that_django_mptt_computes():
    fields = ("tree_id", "lft", "rght", "level")
    ours = numbers(fields)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # our triggers are off
        cursor.execute("UPDATE agencies_agency SET tree_id = 0, lft = 0, rght = 0, level = 0")
    Agency.objects.rebuild()

    assert numbers(fields) == ours


def numbers(fields: tuple[str, ...]) -> dict[int, tuple[int, ...]]:
    """Return the given numbers of each agency, by its key."""
    return {pk: tuple(rest) for pk, *rest in Agency.objects.order_by("pk").values_list("pk", *fields)}
