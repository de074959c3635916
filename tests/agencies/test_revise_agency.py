"""Renaming and moving an agency, and from which day that counts."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from agencies import hooks
from agencies.actions import revise_agency
from agencies.models import Agency, AgencyEvent, Membership, Role, User
from agencies.tree import tree_faults
from tests.conftest import person
from tests.country import SINCE, Country

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def renamed(agency: Agency, name: str = "Phường Ba Đình Mới") -> Agency:
    agency.name = agency.short_name = name
    return agency


def moved(agency: Agency, parent: Agency | None) -> Agency:
    agency.parent = parent
    return agency


def periods(agency: Agency) -> list[tuple[str, datetime.date | None, datetime.date | None]]:
    """Return the names of an agency with their days."""
    return [(record.name, record.valid.lower, record.valid.upper) for record in agency.records.order_by("valid")]


def test_a_new_name_counts_from_its_day(administrator: User, country: Country):
    day = datetime.date(2026, 1, 15)

    revise_agency(renamed(country.ba_dinh), by=administrator, on=day)

    assert periods(country.ba_dinh) == [("Phường Ba Đình", SINCE, day), ("Phường Ba Đình Mới", day, None)]
    event = country.ba_dinh.events.get()
    assert (event.verb, event.by) == ("revised", administrator)
    assert event.details["name"] == ["Phường Ba Đình", "Phường Ba Đình Mới"]


def test_without_a_day_it_counts_from_today(administrator: User, country: Country):
    revise_agency(renamed(country.ba_dinh), by=administrator)

    assert periods(country.ba_dinh)[-1] == ("Phường Ba Đình Mới", timezone.localdate(), None)


def test_a_second_change_on_the_same_day_corrects_the_first(administrator: User, country: Country):
    revise_agency(renamed(country.ba_dinh, "Phường Ba Dinh"), by=administrator)
    revise_agency(renamed(country.ba_dinh), by=administrator)

    assert [name for name, _, _ in periods(country.ba_dinh)] == ["Phường Ba Đình", "Phường Ba Đình Mới"]
    assert country.ba_dinh.events.count() == 2


@pytest.mark.parametrize("day", [SINCE - DAY, timezone.localdate() + 2 * DAY])
def test_a_day_before_the_present_name_or_to_come_is_refused(day, administrator: User, country: Country):
    with pytest.raises(ValidationError, match="phải từ 01/07/2025 đến hôm nay"):
        revise_agency(renamed(country.ba_dinh), by=administrator, on=day)

    assert periods(country.ba_dinh) == [("Phường Ba Đình", SINCE, None)]
    assert Agency.objects.get(pk=country.ba_dinh.pk).name == "Phường Ba Đình"


def test_saving_without_a_change_leaves_no_trace(administrator: User, country: Country):
    revise_agency(country.ba_dinh, by=administrator)

    assert not AgencyEvent.objects.exists()


def test_another_address_is_noted_but_is_no_period(administrator: User, country: Country):
    country.ba_dinh.slug = "ba-dinh"

    revise_agency(country.ba_dinh, by=administrator)

    assert country.ba_dinh.path == "ha-noi/ba-dinh"
    assert country.ba_dinh.events.get().details == {"slug": ["phuong-ba-dinh", "ba-dinh"]}
    assert len(periods(country.ba_dinh)) == 1


def test_a_move_is_kept_and_the_apps_above_are_told(operator: User, country: Country, monkeypatch):
    told = []
    monkeypatch.setattr(hooks, "_settling", [told.append])

    revise_agency(moved(country.ba_dinh, country.hue), by=operator)

    assert [record.parent for record in country.ba_dinh.records.order_by("valid")] == [country.ha_noi, country.hue]
    assert country.ba_dinh.path == "hue/phuong-ba-dinh"
    assert told == [country.ba_dinh]
    assert tree_faults() == []


def test_renaming_does_not_tell_them(operator: User, country: Country, monkeypatch):
    told = []
    monkeypatch.setattr(hooks, "_settling", [told.append])

    revise_agency(renamed(country.ba_dinh), by=operator)

    assert told == []


@pytest.mark.parametrize("who", ["author", "outsider", "editor"])
def test_others_may_not(who: str, request, country: Country):
    with pytest.raises(PermissionDenied):
        revise_agency(renamed(country.ba_dinh), by=request.getfixturevalue(who))


def test_moving_out_needs_the_right_over_the_new_parent(administrator: User, country: Country):
    with pytest.raises(PermissionDenied):
        revise_agency(moved(country.ba_dinh, country.hue), by=administrator)


def test_moving_in_needs_the_right_over_the_old_parent(administrator: User, country: Country):
    with pytest.raises(PermissionDenied):
        revise_agency(moved(country.thuan_hoa, country.ha_noi), by=administrator)


def test_whoever_administers_both_parents_may_move(administrator: User, country: Country):
    Membership.objects.create(user=administrator, agency=country.hue, role=Role.ADMINISTRATOR)

    revise_agency(moved(country.thuan_hoa, country.ha_noi), by=administrator)

    assert country.thuan_hoa.path == "ha-noi/phuong-thuan-hoa"


@pytest.mark.parametrize("field", ["name", "short_name", "slug", "kind", "live_from"])
def test_the_topmost_agency_of_an_administrator_is_named_by_those_above(field: str, administrator: User, country):
    values = {"kind": "ministry", "live_from": datetime.date(2020, 1, 1)}
    setattr(country.ha_noi, field, values.get(field, "thang-long"))

    with pytest.raises(PermissionDenied):
        revise_agency(country.ha_noi, by=administrator)


def test_its_coordinates_are_hers(administrator: User, country: Country):
    country.ha_noi.latitude = "21.0001"

    revise_agency(country.ha_noi, by=administrator)

    assert country.ha_noi.events.get().details["latitude"] == [None, "21.0001"]


def test_only_operators_rename_the_root(operator: User, country: Country):
    minister = person("quan-tri-chinh-phu", country.government, Role.ADMINISTRATOR)
    root = renamed(country.government, "Chính phủ Việt Nam")

    with pytest.raises(PermissionDenied):
        revise_agency(root, by=minister)
    revise_agency(root, by=operator)

    assert Agency.objects.get(parent=None).name == "Chính phủ Việt Nam"


def test_nothing_becomes_a_second_root(operator: User, country: Country):
    with pytest.raises(ValidationError, match="Hãy chọn cơ quan cấp trên"):
        revise_agency(moved(country.ba_dinh, None), by=operator)


@pytest.mark.parametrize("below", ["ha_noi", "ba_dinh"])
def test_nothing_moves_below_itself(below: str, operator: User, country: Country):
    with pytest.raises(ValidationError, match="không thể nằm dưới chính nó"):
        revise_agency(moved(country.ha_noi, getattr(country, below)), by=operator)

    assert tree_faults() == []
