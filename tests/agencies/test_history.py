"""Who was this on that day: names, parents and codes, each with its days."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from agencies.actions import revise_agency
from agencies.models import Agency, AgencyIdentifier, AgencyRecord, User
from agencies.models import IdentifierScheme as Scheme
from tests.country import SINCE, Country

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
CHANGED = datetime.date(2026, 1, 15)


def then(agency: Agency, date: datetime.date) -> tuple[str, int]:
    """Return the name and the parent of `agency` on `date`."""
    found = Agency.objects.on(date).get(pk=agency.pk)
    return found.name_then, found.parent_id_then


def a_code(agency: Agency, value: str, first: datetime.date | None, end: datetime.date | None) -> AgencyIdentifier:
    return AgencyIdentifier.objects.create(
        agency=agency, scheme=Scheme.COMMUNE_CODE, value=value, valid=DateRange(first, end)
    )


def test_a_name_and_a_parent_are_those_of_the_day(operator: User, country: Country):
    ward = country.ba_dinh
    ward.name, ward.parent = "Phường Mới", country.hue
    revise_agency(ward, by=operator, on=CHANGED)

    assert then(ward, SINCE) == ("Phường Ba Đình", country.ha_noi.pk)
    assert then(ward, CHANGED - DAY) == ("Phường Ba Đình", country.ha_noi.pk)
    assert then(ward, CHANGED) == ("Phường Mới", country.hue.pk)


def test_nothing_is_said_of_days_of_which_nothing_is_known(country: Country):
    assert not Agency.objects.on(SINCE - DAY).exists()


def test_who_everybody_was_is_one_query(operator: User, country: Country, django_assert_num_queries):
    country.ba_dinh.name = "Phường Mới"
    revise_agency(country.ba_dinh, by=operator, on=CHANGED)

    with django_assert_num_queries(1):
        names = {agency.name_then for agency in Agency.objects.on(CHANGED - DAY)}

    assert len(names) == 8
    assert "Phường Ba Đình" in names
    assert "Phường Mới" not in names


def test_the_same_code_means_two_agencies_on_two_days(country: Country, django_assert_num_queries):
    a_code(country.hoan_kiem, "00004", None, SINCE)
    a_code(country.ba_dinh, "00004", SINCE, None)

    def meant(date: datetime.date) -> Agency:
        return AgencyIdentifier.objects.on(date).select_related("agency").get(value="00004").agency

    with django_assert_num_queries(1):
        assert meant(SINCE) == country.ba_dinh
    assert meant(SINCE - DAY) == country.hoan_kiem


def test_a_code_means_one_agency_a_day(country: Country):
    a_code(country.ba_dinh, "00004", SINCE, None)

    with pytest.raises(IntegrityError, match="identifier_means_one_agency_a_day"), transaction.atomic():
        a_code(country.hoan_kiem, "00004", CHANGED, None)


def test_the_form_of_a_code_says_so_in_words(country: Country):
    a_code(country.ba_dinh, "00004", SINCE, None)
    again = AgencyIdentifier(
        agency=country.hoan_kiem, scheme=Scheme.COMMUNE_CODE, value="00004", valid=DateRange(SINCE, None)
    )

    with pytest.raises(ValidationError, match="Mã này đang thuộc một cơ quan khác"):
        again.full_clean()


def test_an_agency_has_one_name_a_day(country: Country):
    with pytest.raises(IntegrityError, match="agency_one_record_a_day"), transaction.atomic():
        AgencyRecord.objects.create(
            agency=country.ba_dinh, name="X", short_name="X", parent=country.ha_noi, valid=DateRange(CHANGED, None)
        )


def test_a_period_has_days(country: Country):
    with pytest.raises(IntegrityError, match="agency_record_not_empty"), transaction.atomic():
        AgencyRecord.objects.create(
            agency=country.ba_dinh, name="X", short_name="X", parent=country.ha_noi, valid=DateRange(empty=True)
        )


@pytest.mark.parametrize("written", ["H57.02.01", "000.01.02.H57", "h57.02.01"])
def test_an_electronic_identifier_is_kept_in_the_notation_in_force(written: str, country: Country):
    code = AgencyIdentifier(
        agency=country.ba_dinh, scheme=Scheme.ELECTRONIC, value=written, valid=DateRange(SINCE, None)
    )

    code.full_clean()

    assert code.value == "H57.02.01"


def test_a_wrong_electronic_identifier_is_refused(country: Country):
    code = AgencyIdentifier(agency=country.ba_dinh, scheme=Scheme.ELECTRONIC, value="Z1", valid=DateRange(SINCE, None))

    with pytest.raises(ValidationError, match="Mã cấp 1"):
        code.full_clean()
