"""A site that changes has another version from then on; who else sees it, and when."""

from __future__ import annotations

import pytest
from django.db import transaction

from agencies.actions import revise_agency, sites_changed
from agencies.models import Agency, SiteVersion
from tests.country import Country
from tests.news.newsroom import at_once

pytestmark = pytest.mark.django_db


def version(path: str) -> int:
    site = SiteVersion.objects.filter(path=path).first()
    return site.version if site else 0


def test_each_change_raises_the_version_of_the_sites_it_concerns(country: Country):
    versions = []
    for _ in range(3):
        sites_changed(country.ha_noi, country.hue)
        versions.append(version("ha-noi"))

    assert versions == sorted(set(versions))
    assert version("hue") > 0
    assert version("bo-y-te") == 0


def test_the_root_stands_at_the_empty_path(country: Country):
    sites_changed(country.government)

    assert version("") > 0


def test_what_is_rolled_back_was_never_said(country: Country):
    with transaction.atomic():
        sites_changed(country.hue)
        transaction.set_rollback(True)

    assert version("hue") == 0


def test_an_agency_that_moved_since_it_was_read_is_found_where_it_is(operator, country: Country):
    read_before = Agency.objects.get(pk=country.ba_dinh.pk)
    ward = Agency.objects.get(pk=country.ba_dinh.pk)
    ward.parent = country.hue
    revise_agency(ward, by=operator)
    was = version("hue/phuong-ba-dinh")

    sites_changed(read_before)

    assert version("hue/phuong-ba-dinh") > was


def test_a_database_brought_back_never_counts_to_the_same_number(country: Country):
    sites_changed(country.hue)
    lost = version("hue")
    SiteVersion.objects.filter(path="hue").delete()  # as a backup from before the change has it

    sites_changed(country.hue)

    assert version("hue") != lost


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_lose_nothing_and_never_wait_for_each_other_in_a_ring(country: Country):
    def change(*agencies: Agency) -> None:
        for _ in range(50):
            sites_changed(*agencies)

    one, other = (country.ha_noi, country.hue, country.government), (country.government, country.hue, country.ha_noi)

    assert at_once(lambda: change(*one), lambda: change(*other), lambda: change(country.hue)) == [None, None, None]
