"""Founding an agency: by whoever administers the one above, with its history opened and the apps above told."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from agencies import hooks
from agencies.actions import found_agency
from agencies.models import Agency, AgencyEvent, AgencyRecord, User
from agencies.tree import tree_faults
from tests.country import Country

pytestmark = pytest.mark.django_db


def a_ward(parent: Agency | None, **facts: object) -> Agency:
    facts = {"name": "UBND phường Cửa Nam", "short_name": "Phường Cửa Nam", "slug": "phuong-cua-nam", **facts}
    return Agency(kind="commune", parent=parent, **facts)


def test_it_has_a_place_a_site_a_history_and_an_event(client, administrator: User, country: Country):
    ward = found_agency(a_ward(country.ha_noi), by=administrator)

    today = timezone.localdate()
    record, event = ward.records.get(), ward.events.get()
    assert client.get("/co-quan/ha-noi/phuong-cua-nam/").status_code == 200
    assert tree_faults() == []
    assert (record.name, record.parent, record.valid.lower) == (ward.name, country.ha_noi, today)
    assert (event.verb, event.by, event.details["parent_id"]) == ("created", administrator, country.ha_noi.pk)


def test_its_history_begins_on_the_day_it_opened(administrator: User, country: Country):
    ward = found_agency(a_ward(country.ha_noi, live_from=datetime.date(2025, 9, 1)), by=administrator)

    assert ward.records.get().valid.lower == datetime.date(2025, 9, 1)


@pytest.mark.parametrize("who", ["author", "outsider", "editor"])
def test_others_may_not(who: str, request, country: Country):
    with pytest.raises(PermissionDenied):
        found_agency(a_ward(country.ha_noi), by=request.getfixturevalue(who))

    assert Agency.objects.count() == 8


def test_an_inactive_administrator_may_not(administrator: User, country: Country):
    administrator.is_active = False

    with pytest.raises(PermissionDenied):
        found_agency(a_ward(country.ha_noi), by=administrator)


def test_nobody_founds_a_second_root(operator: User, country: Country):
    with pytest.raises(ValidationError, match="Hãy chọn cơ quan cấp trên"):
        found_agency(a_ward(None), by=operator)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"slug": "phuong-ba-dinh"}, "Đã có một cơ quan cùng cấp dùng tên này trong địa chỉ"),
        ({"slug": "tin-tuc"}, "tên dành riêng"),
        ({"slug": ""}, "tên trong địa chỉ, ví dụ: phuong-ba-dinh"),
        ({"slug": "Cửa Nam"}, "Chỉ dùng chữ thường không dấu"),
    ],
)
def test_an_impossible_address_is_refused(facts: dict[str, str], words: str, administrator: User, country: Country):
    with pytest.raises(ValidationError, match=words):
        found_agency(a_ward(country.ha_noi, **facts), by=administrator)


def test_the_apps_above_are_told_in_the_same_transaction(administrator: User, country: Country, monkeypatch):
    def refuse(agency: Agency) -> None:
        assert AgencyRecord.objects.filter(agency=agency).exists()
        raise RuntimeError("no")

    monkeypatch.setattr(hooks, "_settling", [refuse])

    with pytest.raises(RuntimeError), transaction.atomic():
        found_agency(a_ward(country.ha_noi), by=administrator)

    assert Agency.objects.count() == 8
    assert not AgencyEvent.objects.exists()
