"""The tree stays what the parents say, whoever writes and however; former addresses lead on."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from agencies.models import Agency, AgencyAddress, AgencyKind, User
from agencies.sites import site_at
from agencies.tree import rebuild_tree, tree_faults
from news.models import Article
from tests.country import Country, found

pytestmark = pytest.mark.django_db

ADDRESS = "/co-quan/{}/"


def sql(statement: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def past_the_triggers(statement: str, *params: object) -> None:
    """Write what the database would never let stand."""
    sql("SET LOCAL session_replication_role = replica")
    sql(statement, *params)
    sql("SET LOCAL session_replication_role = origin")


def create(country: Country) -> None:
    found(AgencyKind.COMMUNE, "Phường Cửa Nam", country.ha_noi)


def create_by_bulk(country: Country) -> None:
    wards = [
        Agency(kind="commune", name=name, short_name=name, slug=f"xa-{number}", parent=country.hue, sort_key=name)
        for number, name in enumerate(["Xã Ô", "Xã Ă", "Xã Â"])
    ]
    Agency.objects.bulk_create(wards)


def move(country: Country) -> None:
    country.ha_noi.parent = country.hue
    country.ha_noi.save()


def move_to_the_front(country: Country) -> None:
    country.thuan_hoa.parent = country.health_ministry
    country.thuan_hoa.save()


def rename(country: Country) -> None:
    country.ha_noi.short_name, country.ha_noi.slug = "Thành phố Ô", "thanh-pho-o"
    country.ha_noi.save()


def update_in_bulk(country: Country) -> None:
    Agency.objects.filter(parent=country.ha_noi).update(parent=country.hue)


def update_by_sql(country: Country) -> None:
    sql("UPDATE agencies_agency SET parent_id = %s WHERE id = %s", country.ba_dinh.pk, country.thuan_hoa.pk)


def swap_slugs_in_one_transaction(country: Country) -> None:
    for agency, slug in ((country.ba_dinh, "tam"), (country.hoan_kiem, "phuong-ba-dinh"), (country.ba_dinh, "cu")):
        Agency.objects.filter(pk=agency.pk).update(slug=slug)


def save_a_stale_row(country: Country) -> None:
    stale = Agency.objects.get(pk=country.ba_dinh.pk)
    move(country)
    stale.save()


def write_numbers_by_hand(country: Country) -> None:
    Agency.objects.filter(pk=country.ba_dinh.pk).update(lft=F("lft") + 7, level=9, path="sai")


def insert_by_sql(country: Country) -> None:
    sql(
        "INSERT INTO agencies_agency (kind, fields_of_work, name, short_name, slug, sort_key, parent_id, closed_reason,"
        " path, tree_id, lft, rght, level) VALUES ('commune', '{}', 'Xã', 'Xã', 'xa', '0', %s, '', '', 0, 0, 0, 0)",
        country.hue.pk,
    )


def delete_by_sql(country: Country) -> None:
    sql("DELETE FROM agencies_agencyrecord WHERE agency_id = %s", country.ba_dinh.pk)
    sql("DELETE FROM agencies_agencyaddress WHERE agency_id = %s", country.ba_dinh.pk)
    sql("DELETE FROM agencies_agency WHERE id = %s", country.ba_dinh.pk)


WAYS = [
    create,
    create_by_bulk,
    move,
    move_to_the_front,
    rename,
    update_in_bulk,
    update_by_sql,
    swap_slugs_in_one_transaction,
    save_a_stale_row,
    write_numbers_by_hand,
    insert_by_sql,
    delete_by_sql,
]


@pytest.mark.parametrize("write", WAYS, ids=lambda write: write.__name__)
def test_the_tree_is_valid_however_it_is_written(write, country: Country):
    write(country)

    assert tree_faults() == []
    assert rebuild_tree() == 0


@pytest.mark.parametrize("place", ["ha_noi", "ba_dinh"])
def test_an_agency_cannot_stand_below_itself(place: str, country: Country):
    with pytest.raises(IntegrityError, match="below itself"), transaction.atomic():
        Agency.objects.filter(pk=country.ha_noi.pk).update(parent=getattr(country, place))

    assert tree_faults() == []


def test_two_live_siblings_cannot_share_an_address(country: Country):
    with pytest.raises(IntegrityError, match="agency_slug_unique_below_parent"), transaction.atomic():
        Agency.objects.filter(pk=country.ba_dinh.pk).update(slug=country.hoan_kiem.slug)


def test_moving_an_agency_moves_the_sites_below_it(client, country: Country):
    move(country)

    assert client.get(ADDRESS.format("hue/ha-noi/phuong-ba-dinh")).status_code == 200
    for former, present in (("ha-noi", "hue/ha-noi"), ("ha-noi/phuong-ba-dinh", "hue/ha-noi/phuong-ba-dinh")):
        response = client.get(ADDRESS.format(former))
        assert (response.status_code, response["Location"]) == (301, ADDRESS.format(present))


def test_a_former_address_leads_on_for_every_page(client, operator: User, country: Country):
    article = Article.objects.create(origin=country.ba_dinh, title="Tin", slug="tin", created_by=operator)
    rename(country)

    for page in ("tin-tuc/", f"tin-tuc/{article.pk}-tin/"):
        response = client.get(f"/co-quan/ha-noi/phuong-ba-dinh/{page}")
        assert (response.status_code, response["Location"]) == (301, f"/co-quan/thanh-pho-o/phuong-ba-dinh/{page}")


def test_addresses_lead_on_through_several_changes(client, country: Country):
    rename(country)
    move(country)

    for former in ("ha-noi", "thanh-pho-o"):
        assert client.get(ADDRESS.format(former))["Location"] == ADDRESS.format("hue/thanh-pho-o")


def test_a_former_address_taken_by_another_agency_is_hers(client, country: Country):
    rename(country)
    heir = found(AgencyKind.PROVINCE, "Thành phố Hà Nội", country.government)

    response = client.get(ADDRESS.format("ha-noi"))

    assert response.status_code == 200
    assert site_at("ha-noi", "vi").agency == heir
    assert AgencyAddress.objects.filter(path="ha-noi").count() == 2


def test_an_address_that_never_was_is_not_found(client, country: Country):
    assert client.get(ADDRESS.format("ha-noi/hue")).status_code == 404


def test_check_tree_says_that_a_valid_tree_is_valid(country: Country):
    said = StringIO()

    call_command("check_tree", stdout=said)

    assert said.getvalue() == "The tree is valid.\n"


@pytest.mark.parametrize("field", ["lft", "rght", "level", "tree_id"])
def test_check_tree_finds_a_wrong_number_and_rebuild_tree_mends_it(field: str, country: Country):
    past_the_triggers(f"UPDATE agencies_agency SET {field} = 99 WHERE id = %s", country.ba_dinh.pk)
    told = StringIO()

    with pytest.raises(CommandError, match="The tree has 1 faults"):
        call_command("check_tree", stderr=told)
    assert f"agency {country.ba_dinh.pk}: " in told.getvalue()

    said = StringIO()
    call_command("rebuild_tree", stdout=said)
    assert said.getvalue() == "1 agencies were put right.\n"
    assert tree_faults() == []


def test_check_tree_finds_a_parent_changed_behind_its_back(country: Country):
    past_the_triggers("UPDATE agencies_agency SET parent_id = %s WHERE id = %s", country.hue.pk, country.ba_dinh.pk)

    assert tree_faults()

    rebuild_tree()
    country.ba_dinh.refresh_from_db()
    assert tree_faults() == []
    assert country.ba_dinh.path == "hue/phuong-ba-dinh"


def test_check_tree_finds_a_circle(country: Country):
    past_the_triggers("UPDATE agencies_agency SET parent_id = %s WHERE id = %s", country.ba_dinh.pk, country.ha_noi.pk)

    assert f"agency {country.ha_noi.pk} hangs on no root: its parents go round in a circle" in tree_faults()
