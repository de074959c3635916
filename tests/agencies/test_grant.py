"""Giving roles and taking them back; what a role gives, and until when."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from agencies.actions import grant, revoke
from agencies.models import Agency, AgencyEvent, Membership, Role, User
from tests.conftest import person
from tests.country import Country

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
EDITORS = frozenset({Role.EDITOR})


@pytest.fixture
def newcomer(country: Country) -> User:
    """She has an account at Ba Đình and no role yet."""
    return person("moi-den", country.ba_dinh, None)


def a_role(user: User, agency: Agency, **facts: object) -> Membership:
    return Membership(user=user, agency=agency, role=Role.EDITOR, **facts)


def test_a_role_holds_there_and_below_and_nowhere_else(administrator: User, newcomer: User, country: Country):
    grant(a_role(newcomer, country.ha_noi), by=administrator)

    held = set(Agency.objects.entrusted_to(newcomer, EDITORS))
    assert held == {country.ha_noi, country.ha_noi_health, country.ba_dinh, country.hoan_kiem}
    assert not newcomer.holds(frozenset({Role.ADMINISTRATOR}), country.ha_noi)


def test_granting_and_revoking_are_noted(administrator: User, newcomer: User, country: Country):
    membership = grant(a_role(newcomer, country.ba_dinh), by=administrator)
    revoke(membership, by=administrator)

    events = AgencyEvent.objects.order_by("pk")
    assert [(event.verb, event.by, event.agency) for event in events] == [
        ("granted", administrator, country.ba_dinh),
        ("revoked", administrator, country.ba_dinh),
    ]
    assert events[0].details["user"] == "moi-den"
    assert not newcomer.holds_anywhere(frozenset(Role))


@pytest.mark.parametrize("who", ["author", "outsider", "editor"])
def test_others_neither_grant_nor_revoke(who: str, request, newcomer: User, country: Country):
    other = request.getfixturevalue(who)
    held = Membership.objects.create(user=newcomer, agency=country.hoan_kiem, role=Role.AUDITOR)

    with pytest.raises(PermissionDenied):
        grant(a_role(newcomer, country.ba_dinh), by=other)
    with pytest.raises(PermissionDenied):
        revoke(held, by=other)

    assert list(newcomer.memberships.all()) == [held]


def test_a_role_is_not_taken_along_to_another_agency(administrator: User, outsider: User, country: Country):
    membership = outsider.memberships.get()
    membership.agency = country.ha_noi

    with pytest.raises(PermissionDenied):
        grant(membership, by=administrator)


def test_the_same_role_is_given_once(administrator: User, newcomer: User, country: Country):
    grant(a_role(newcomer, country.ba_dinh), by=administrator)

    with pytest.raises(ValidationError, match="đã có vai trò đó"):
        grant(a_role(newcomer, country.ba_dinh), by=administrator)


def test_a_role_does_not_end_before_it_starts(administrator: User, newcomer: User, country: Country):
    today = timezone.localdate()

    with pytest.raises(ValidationError, match="Ngày kết thúc phải sau ngày bắt đầu"):
        grant(a_role(newcomer, country.ba_dinh, starts_on=today, ends_on=today - DAY), by=administrator)


@pytest.mark.parametrize(
    ("starts", "ends", "held"),
    [(0, None, True), (-9, 0, True), (0, 0, True), (-9, -1, False), (1, None, False)],
)
def test_a_role_counts_from_its_first_day_to_the_end_of_its_last(starts, ends, held: bool, newcomer, country: Country):
    today = timezone.localdate()
    ends_on = None if ends is None else today + ends * DAY
    a_role(newcomer, country.ba_dinh, starts_on=today + starts * DAY, ends_on=ends_on).save()

    assert newcomer.holds(EDITORS, country.ba_dinh) is held
    assert newcomer.holds_anywhere(EDITORS) is held


def test_an_inactive_account_holds_nothing(editor: User, operator: User, country: Country):
    for user in (editor, operator):
        user.is_active = False

        assert not user.holds(EDITORS, country.ba_dinh)
        assert not user.holds_anywhere(EDITORS)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_events_are_never_changed_or_deleted(act: str, administrator: User, newcomer: User, country: Country):
    grant(a_role(newcomer, country.ba_dinh), by=administrator)
    events = AgencyEvent.objects.all()

    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        events.update(verb="revoked") if act == "update" else events.delete()

    assert events.get().verb == "granted"
