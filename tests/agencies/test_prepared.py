"""Queries that PostgreSQL plans once for each connection."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.models import Q

from agencies.models import Agency, AgencyKind
from agencies.prepared import Prepared
from tests.country import Country, found

pytestmark = pytest.mark.django_db


def names_below() -> Prepared:
    return Prepared(
        lambda parent, least: (
            Agency.objects.filter(parent=parent, pk__gte=least, short_name__contains="%")
            .order_by("pk")
            .values_list("short_name")
        ),
        numbers=2,
    )


@pytest.fixture
def parent(country: Country) -> Agency:
    for name in ("Phường 100 % một", "Phường không", "Phường 100 % hai"):
        found(AgencyKind.COMMUNE, name, country.ha_noi)
    return country.ha_noi


@pytest.mark.parametrize("pooled", [False, True], ids=["own connection", "behind a pooler"])
def test_rows_are_those_of_the_query(parent, settings, monkeypatch, pooled, django_assert_num_queries):
    monkeypatch.setitem(settings.DATABASES["default"], "DISABLE_SERVER_SIDE_CURSORS", pooled)
    names = names_below()

    with django_assert_num_queries(2):
        assert names.rows(parent.pk, 0) == [("Phường 100 % một",), ("Phường 100 % hai",)]
        assert names.rows(parent.pk, 2**62) == []


def test_a_rollback_and_another_connection_do_no_harm(parent):
    names = names_below()
    with transaction.atomic():
        names.rows(parent.pk, 0)
        transaction.set_rollback(True)

    assert len(names.rows(parent.pk, 0)) == 2

    connection.connection.cursor().execute(f"DEALLOCATE {names._name}")  # as if it were new
    names._planned_on.clear()
    assert len(names.rows(parent.pk, 0)) == 2


def test_a_number_may_stand_in_the_query_twice(parent):
    twice = Prepared(lambda pk: Agency.objects.filter(Q(pk=pk) | Q(parent=pk)).order_by("lft").values_list("pk"), 1)

    assert twice.rows(parent.pk)[0] == (parent.pk,)
    assert len(twice.rows(parent.pk)) > 3


def test_each_number_must_stand_in_the_query():
    without = Prepared(lambda pk: Agency.objects.values_list("pk"), numbers=1)

    with pytest.raises(ValueError, match="must stand"):
        without.rows(1)
