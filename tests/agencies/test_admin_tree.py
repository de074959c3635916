"""The tree of agencies in the admin: opened by links, searched without marks, never beyond one's branch."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.country import Country

pytestmark = pytest.mark.django_db

TREE = "/quan-tri/agencies/agency/cay/"


def shown(page) -> list[str]:
    """Return the agencies on the page, as the tree is read."""

    def walk(nodes):
        for node in nodes:
            yield str(node.agency)
            yield from walk(node.children)

    return list(walk(page.context["nodes"]))


def test_it_begins_with_the_topmost_agency_opened(sign_in, administrator, country: Country):
    page = sign_in(administrator).get(TREE)

    assert shown(page) == ["Thành phố Hà Nội", "Sở Y tế", "Phường Ba Đình", "Phường Hoàn Kiếm"]


def test_a_link_closes_and_opens_a_branch(sign_in, operator, country: Country):
    browser = sign_in(operator)
    top = browser.get(TREE).context["nodes"][0]

    closed = browser.get(f"{TREE}?{top.toggle}")
    opened = browser.get(f"{TREE}?mo={country.government.pk}&mo={country.hue.pk}")

    assert shown(closed) == ["Chính phủ"]
    assert shown(opened) == ["Chính phủ", "Bộ Y tế", "Thành phố Hà Nội", "Thành phố Huế", "Phường Thuận Hóa"]


@pytest.mark.parametrize("query", ["mo=x", "mo=-1", "mo=" + "9" * 40, "mo=99999", "mo="])
def test_a_branch_that_is_none_opens_nothing(query: str, sign_in, administrator, country: Country):
    assert shown(sign_in(administrator).get(f"{TREE}?{query}")) == ["Thành phố Hà Nội"]


def test_a_branch_outside_opens_nothing(sign_in, administrator, country: Country):
    page = sign_in(administrator).get(f"{TREE}?mo={country.hue.pk}&mo={country.government.pk}")

    assert shown(page) == ["Thành phố Hà Nội"]
    assert "Huế" not in page.content.decode()


@pytest.mark.parametrize("typed", ["Ba Đình", "ba dinh", "BA  ĐÌNH", "phường ba"])
def test_an_agency_is_found_with_and_without_marks(typed: str, sign_in, administrator, country: Country):
    page = sign_in(administrator).get(TREE, {"tim": typed})

    (found,) = page.context["found"]
    assert (found.agency, found.may_move) == (country.ba_dinh, True)
    assert found.place.endswith("Thành phố Hà Nội")


@pytest.mark.parametrize("typed", ["Thuận Hóa", "hue", "khong co", "%", "'"])
def test_what_is_outside_or_not_there_is_not_found(typed: str, sign_in, administrator, country: Country):
    page = sign_in(administrator).get(TREE, {"tim": typed})

    assert page.context["found"] == []
    assert "Thử gõ ngắn hơn" in page.content.decode()


def test_where_it_was_found_leads_into_the_tree(sign_in, operator, country: Country):
    browser = sign_in(operator)
    (found,) = browser.get(TREE, {"tim": "thuan hoa"}).context["found"]

    address, _, fragment = found.address.partition("#")

    assert fragment == f"co-quan-{country.thuan_hoa.pk}"
    assert "Phường Thuận Hóa" in shown(browser.get(address))


def test_whoever_only_reads_is_offered_no_move(sign_in, editor, country: Country):
    page = sign_in(editor).get(TREE)

    assert reverse("admin:agencies_agency_move", args=[country.ha_noi.pk]) not in page.content.decode()


def test_the_topmost_agency_of_a_person_stays_where_it_is(sign_in, administrator, country: Country):
    page = sign_in(administrator).get(TREE).content.decode()

    assert reverse("admin:agencies_agency_move", args=[country.ba_dinh.pk]) in page
    assert reverse("admin:agencies_agency_move", args=[country.ha_noi.pk]) not in page


def test_the_queries_do_not_grow_with_what_is_open(sign_in, operator, country: Country, django_assert_num_queries):
    browser = sign_in(operator)
    browser.get(TREE)

    for opened in ("", f"?mo={country.government.pk}&mo={country.ha_noi.pk}&mo={country.hue.pk}"):
        with django_assert_num_queries(5):
            browser.get(TREE + opened)


@pytest.mark.parametrize("typed", ["thanh pho hue", "Thành phố Huế", "hue", "tinh hue"])
def test_a_province_is_found_with_and_without_the_word_for_its_kind(typed: str, sign_in, operator, country: Country):
    page = sign_in(operator).get(TREE, {"tim": typed})

    assert country.hue in [one.agency for one in page.context["found"]]
