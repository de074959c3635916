"""The front page of a site."""

import pytest

from agencies.sites import site_at, units_below
from tests.country import Country

pytestmark = pytest.mark.django_db


def test_home_shows_where_an_agency_stands(client, country: Country):
    page = client.get("/co-quan/ha-noi/phuong-ba-dinh/").content.decode()

    assert '<a href="/">Chính phủ</a>' in page
    assert '<a href="/co-quan/ha-noi/">Thành phố Hà Nội</a>' in page


def test_root_lists_the_agencies_below_it_by_kind(client, country: Country):
    groups = units_below(site_at("", "vi"))

    assert [(group.kind.label, [str(unit.words) for unit in group.units]) for group in groups] == [
        ("Bộ", ["Bộ Y tế"]),
        ("UBND tỉnh, thành phố", ["Thành phố Hà Nội", "Thành phố Huế"]),
    ]
    page = client.get("/").content.decode()
    assert page.index("Bộ Y tế") < page.index("Thành phố Hà Nội") < page.index("Thành phố Huế")


def test_home_takes_two_queries_however_deep(client, country: Country, django_assert_num_queries):
    with django_assert_num_queries(2):  # the site and those above it, its news; nothing is below
        client.get("/co-quan/ha-noi/phuong-ba-dinh/")


def test_a_path_that_never_was_is_a_404_page(client, country: Country):
    response = client.get("/co-quan/ha-noi/phuong-khong-co/")

    assert response.status_code == 404
    assert "Không tìm thấy trang" in response.content.decode()
