"""An agency that is new in its place shows what is in force there."""

import random

import pytest

from agencies.actions import found_agency, revise_agency
from agencies.country import EDITIONS, load_country
from agencies.models import Agency, AgencyKind, User
from news.actions import advance, order_push, recall, save_article, settle_branch, withdraw
from news.models import Placement, Push, Target
from tests.country import Country, found
from tests.news.newsroom import ledger, publish_now, published, shown_at

pytestmark = pytest.mark.django_db


def new_ward(parent: Agency, by, kind: AgencyKind = AgencyKind.COMMUNE) -> Agency:
    ward = Agency(kind=kind, name="Phường Mới", short_name="Phường Mới", slug="phuong-moi", parent=parent)
    return found_agency(ward, by=by)


def test_founded_after_a_push_it_shows_the_article(client, editor, operator, country: Country):
    article = published(country.government, editor)
    advance(order_push(article, by=editor).pk)

    ward = new_ward(country.hue, operator)

    assert client.get(article.url_at(ward)).status_code == 200


def test_founded_while_a_push_is_under_way_it_gets_it_once(editor, operator, country: Country):
    article = published(country.government, editor)
    push = order_push(article, by=editor)

    new_ward(country.hue, operator)
    advance(push.pk)

    assert len(shown_at(article)) == 9
    progress = Push.objects.get().progress()
    assert progress["shown"] == progress["targets"] == 8


def test_it_inherits_from_every_level_above_and_from_nobody_beside(editor, administrator, outsider, country: Country):
    for origin, by in ((country.government, editor), (country.ha_noi, administrator), (country.hue, outsider)):
        advance(order_push(published(origin, by, f"Tin của {origin}"), by=by).pk)

    ward = new_ward(country.ha_noi, administrator)

    titles = {placement.article.title for placement in Placement.objects.on_site(ward)}
    assert titles == {"Tin của Chính phủ", "Tin của Thành phố Hà Nội"}


def test_what_was_recalled_or_withdrawn_is_not_inherited(editor, operator, country: Country):
    taken_back = published(country.government, editor, "Thu hồi")
    recall(order_push(taken_back, by=editor), by=editor, reason="Nhầm")
    gone = published(country.government, editor, "Gỡ")
    order_push(gone, by=editor)
    withdraw(gone, by=editor, reason="Sai")

    ward = new_ward(country.hue, operator)

    assert not Placement.objects.on_site(ward).exists()
    publish_now(save_article(gone, by=editor), by=editor)
    assert [placement.article for placement in Placement.objects.on_site(ward)] == [gone]


@pytest.mark.parametrize(
    ("kinds", "branches", "expected"),
    [
        ([], [], True),
        (["commune"], [], True),
        (["province", "ministry"], [], False),
        ([], ["hue"], True),
        ([], ["ha_noi"], False),
        ([], ["ha_noi", "hue"], True),
        (["commune"], ["hue"], True),
        (["province"], ["hue"], False),
    ],
)
def test_the_rule_of_the_push_is_kept(kinds, branches, expected, editor, operator, country: Country):
    article = published(country.government, editor)
    chosen = [getattr(country, branch) for branch in branches]
    advance(order_push(article, by=editor, target=Target(kinds=kinds, branches=chosen)).pk)

    new_ward(country.hue, operator)

    assert ("Phường Mới" in shown_at(article)) is expected


def test_an_agency_that_moves_into_a_branch_takes_all_below_it_along(editor, operator, country: Country):
    article = published(country.government, editor)
    advance(order_push(article, by=editor, target=Target(branches=[country.ha_noi])).pk)
    department = found(AgencyKind.DEPARTMENT, "Sở Du lịch", country.hue)
    found(AgencyKind.DEPARTMENT, "Phòng Lữ hành", department)
    department.parent = country.ha_noi

    revise_agency(department, by=operator)

    assert {"Sở Du lịch", "Phòng Lữ hành"} <= shown_at(article)


def test_an_agency_that_moves_out_of_a_branch_leaves_what_no_longer_reaches_it(
    editor, administrator, operator, country: Country
):
    everywhere = published(country.government, editor, "Tin cả nước")
    advance(order_push(everywhere, by=editor).pk)
    theirs = published(country.ha_noi, administrator, "Tin Hà Nội")
    push = order_push(theirs, by=administrator)
    advance(push.pk)
    ward = Agency.objects.get(pk=country.hoan_kiem.pk)
    ward.parent = country.hue

    revise_agency(ward, by=operator)

    assert "Phường Hoàn Kiếm" in shown_at(everywhere)
    assert "Phường Hoàn Kiếm" not in shown_at(theirs)
    assert ledger(push)["Phường Hoàn Kiếm"] == "recalled"
    assert push.progress()["shown"] == push.progress()["targets"] == 2

    ward.parent = country.ha_noi
    revise_agency(ward, by=operator)
    assert "Phường Hoàn Kiếm" in shown_at(theirs)


def test_an_agency_that_changes_its_kind_follows_the_rules_for_the_new_one(editor, operator, country: Country):
    to_wards, to_departments = (published(country.government, editor, title) for title in ("Phường", "Sở"))
    advance(order_push(to_wards, by=editor, target=Target(kinds=[AgencyKind.COMMUNE])).pk)
    advance(order_push(to_departments, by=editor, target=Target(kinds=[AgencyKind.DEPARTMENT])).pk)
    ward = Agency.objects.get(pk=country.hoan_kiem.pk)
    ward.kind = AgencyKind.DEPARTMENT

    revise_agency(ward, by=operator)

    assert "Phường Hoàn Kiếm" not in shown_at(to_wards)
    assert "Phường Hoàn Kiếm" in shown_at(to_departments)


UNITS = """level,code,parent_code,name,latitude,longitude
province,01,,Thành phố Hà Nội,21.0,105.8
commune,00004,01,Phường Ba Đình,21.0,105.8
"""


def test_units_loaded_later_show_what_is_in_force(tmp_path, db):
    units = tmp_path / "units.csv"
    units.write_text(UNITS, encoding="utf-8")
    load_country(EDITIONS["2025"], units)
    operator = User.objects.create_superuser("van-hanh")
    article = published(Agency.objects.get(parent=None), operator)
    advance(order_push(article, by=operator).pk)
    units.write_text(f"{UNITS}commune,00008,01,Phường Ngọc Hà,21.0,105.8\n", encoding="utf-8")

    assert load_country(EDITIONS["2025"], units) == 1

    progress = Push.objects.get().progress()
    assert progress["shown"] == progress["targets"] == 22 + 1 + 12 + 2


def test_an_agency_that_takes_another_name_inherits_nothing_anew(editor, operator, country: Country):
    article = published(country.government, editor)
    advance(order_push(article, by=editor).pk)
    before = list(Placement.objects.order_by("pk").values())
    hue = Agency.objects.get(pk=country.hue.pk)
    hue.short_name = "Cố đô Huế"

    revise_agency(hue, by=operator)

    assert list(Placement.objects.order_by("pk").values()) == before


def test_settling_takes_four_statements_however_many_pushes(editor, country: Country, django_assert_num_queries):
    for number in range(5):
        order_push(published(country.government, editor, f"Tin {number}"), by=editor)

    with django_assert_num_queries(6):  # with the savepoint around them
        settle_branch(country.hue)


def test_inheriting_and_delivering_follow_one_rule(editor, country: Country):
    """Random trees and orders: whatever a push names, each of these agencies alone would inherit, and no other."""
    chance = random.Random(5)
    agencies = list(Agency.objects.all())
    for number in range(25):
        parent = Agency.objects.get(pk=chance.choice(agencies).pk)
        agencies.append(found(chance.choice(list(AgencyKind)[1:]), f"Đơn vị {number}", parent))
    editor.is_superuser = True
    pushes = []
    for number in range(25):
        origin = Agency.objects.get(pk=chance.choice(agencies).pk)
        below = list(Agency.objects.below(origin))
        if not below:
            continue
        kinds = chance.choice([[], [chance.choice(below).kind]])
        branches = chance.sample(below, min(len(below), chance.choice([0, 1, 3]))) if not kinds else []
        article = published(origin, editor, f"Tin {number}")
        pushes.append(order_push(article, by=editor, target=Target(kinds=kinds, branches=branches)))

    for agency in Agency.objects.all():
        settle_branch(agency)

    assert len(pushes) > 5
    for push in pushes:
        assert set(ledger(push)) == {agency.short_name for agency in push.targets()}
