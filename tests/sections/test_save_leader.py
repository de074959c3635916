"""Saying who leads an agency."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agencies.models import FORMER, Role, SiteVersion
from sections.actions import save_leader
from sections.models import Leader
from tests.conftest import person
from tests.country import Country
from tests.sections.writing import lead

pytestmark = pytest.mark.django_db


def test_who_speaks_for_the_agency_says_it(administrator, country: Country):
    leader = lead(country.ba_dinh, administrator)

    assert leader.pk
    event = leader.events.get()
    assert (event.verb, event.agency, event.by) == ("leader_saved", country.ba_dinh, administrator)
    assert SiteVersion.objects.filter(path="ha-noi/phuong-ba-dinh").exists()


@pytest.mark.parametrize("who", ["author", "outsider"])
def test_nobody_else_does(who, request, country: Country):
    with pytest.raises(PermissionDenied):
        lead(country.ba_dinh, request.getfixturevalue(who))


def test_a_leader_is_not_taken_from_an_agency_outside(administrator, operator, country: Country):
    leader = lead(country.hue, operator)
    leader.agency = country.ba_dinh

    with pytest.raises(PermissionDenied):
        save_leader(leader, by=administrator)


def test_what_changed_is_noted_with_what_stood_there(administrator, country: Country):
    leader = lead(country.ba_dinh, administrator)
    leader.position = "Quyền Chủ tịch"

    save_leader(leader, by=administrator)

    event = leader.events.first()
    assert event.details[FORMER] == {"chức vụ": "Chủ tịch"}
    assert "đã sửa: chức vụ" in event.in_words()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"phone": "gọi tôi"},
        {"email": "khong-phai-thu"},
        {"starts_on": datetime.date(2026, 2, 1), "ends_on": datetime.date(2026, 1, 1)},
    ],
)
def test_what_cannot_be_is_refused(wrong, administrator, country: Country):
    with pytest.raises(ValidationError):
        lead(country.ba_dinh, administrator, **wrong)


def test_nobody_is_there_twice(administrator, country: Country):
    lead(country.ba_dinh, administrator)

    with pytest.raises(ValidationError, match="Đã ghi người này"):
        lead(country.ba_dinh, administrator)


def test_only_who_leads_today_is_current(administrator, country: Country):
    day = datetime.date(2026, 6, 1)
    for name, starts, ends in [("Cũ", None, "2026-05-31"), ("Nay", "2026-06-01", None), ("Sau", "2026-06-02", None)]:
        dates = {"starts_on": starts, "ends_on": ends}
        lead(
            country.ba_dinh, administrator, name, **{k: v and datetime.date.fromisoformat(v) for k, v in dates.items()}
        )

    assert [leader.name for leader in Leader.objects.current(day)] == ["Nay"]


def test_an_auditor_only_looks(country: Country):
    with pytest.raises(PermissionDenied):
        lead(country.ba_dinh, person("xem", country.ha_noi, Role.AUDITOR))
