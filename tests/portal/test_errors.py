"""Error pages, and the health of the portal."""

import pytest
from django.template.loader import get_template

from tests.country import Country

pytestmark = pytest.mark.django_db


def test_the_health_page_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/suc-khoe/").status_code == 200


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_no_database(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert "<h1>" in get_template(name).render()


def test_public_pages_change_nothing(client, country: Country):
    assert client.post("/").status_code == 405
    assert client.post("/co-quan/ha-noi/tin-tuc/").status_code == 405


def test_the_list_of_agencies_is_the_front_page(client):
    assert client.get("/co-quan/")["Location"] == "/"
