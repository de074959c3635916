"""What a visitor sends must not change, split or fill what others get."""

from __future__ import annotations

import pytest

from tests.country import Country

pytestmark = pytest.mark.django_db

NEWS = "/co-quan/ha-noi/tin-tuc/"


@pytest.fixture(autouse=True)
def _one_host(settings):
    settings.ALLOWED_HOSTS = ["portal.example", "localhost"]


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_X_FORWARDED_HOST": "forged.example"},
        {"HTTP_X_FORWARDED_PORT": "666", "HTTP_X_ORIGINAL_URL": "/quan-tri/", "HTTP_X_REWRITE_URL": "/quan-tri/"},
        {"HTTP_X_FORWARDED_SCHEME": "javascript", "HTTP_X_FORWARDED_PREFIX": "/forged"},
        {"HTTP_FORWARDED": "host=forged.example"},
        {"HTTP_ACCEPT": "application/json"},
        {"HTTP_ACCEPT": "*/*;q=-1, \x00,,;;"},
        {"HTTP_ACCEPT_LANGUAGE": "en-US,en;q=0.9"},
        {"HTTP_USER_AGENT": "<script>alert(1)</script>"},
        {"HTTP_RANGE": "bytes=0-10"},
        {"HTTP_HOST": "portal.example"},
    ],
    ids=str,
)  # fmt: skip
def test_no_header_changes_what_is_kept(headers, visitor, django, country: Country):
    first = visitor.get(NEWS, **headers)
    then = visitor.get(NEWS)

    assert (first.status, first.body) == (200, then.body)
    assert django.asked == 1
    assert "forged" not in then.text


@pytest.mark.parametrize(
    "host",
    ["forged.example", "portal.example@forged.example", "portal.example:80:80", "", "a b", "portal.example\r\nx: y"],
)
def test_a_forged_host_is_refused_and_not_kept(host, visitor, country: Country):
    assert visitor.get(NEWS, HTTP_HOST=host).status == 400
    assert visitor.get(NEWS).status == 200
    assert visitor.get(NEWS, HTTP_HOST=host).status == 400


@pytest.mark.parametrize(
    "query",
    [
        "utm_source=x",
        "trang=1&a=b",
        "trang[]=2",
        "trang=" + "9" * 5_000,
        "<script>=<script>",
        "trang=1&trang=1",
        "&&&=&",
        "\xff=\xfe",
    ],
)
def test_what_no_page_reads_does_not_exist(query, visitor, django, country: Country):
    odd = visitor.get(f"{NEWS}?{query}")

    assert odd.status == 200
    assert "utm_source" not in odd.text
    assert "script>" not in odd.text.replace("<script src=", "").replace("</script>", "")


def test_addresses_that_differ_in_nothing_that_is_read_are_one_page(visitor, django, country: Country):
    bodies = {visitor.get(f"{NEWS}{query}").body for query in ("", "?utm_source=x", "?fbclid=1&b=2", "?&", "?trang=")}

    assert len(bodies) == 1
    assert django.asked <= 2  # "?trang=" says something, if only nothing


def test_another_page_of_the_list_is_another_page(visitor, django, country: Country):
    visitor.get(NEWS)
    visitor.get(f"{NEWS}?trang=2")

    assert django.asked == 2


@pytest.mark.parametrize("path", ["/fr/", "/EN/", "/en-US/", "/vi/", "/en/quan-tri/", "//en//", "/en"])
def test_an_unknown_language_is_not_found(path, visitor, country: Country):
    assert visitor.get(path).status in (301, 404)
    assert visitor.get(path).headers["content-language"] == ("en" if path in ("/en/quan-tri/", "/en") else "vi")


@pytest.mark.parametrize(
    "path",
    [
        "/co-quan/ha-no\u0302\u0323i/",
        "/co-quan/hà-nội/",
        "/co-quan/ha-noi\u200b/",
        "/co-quan/\U0001f600/",
        "/co-quan/ha-noi\xff/",
        "/co-quan/" + "a" * 5_000 + "/",
        "/co-quan/" + "a/" * 2_000,
        "/co-quan/../../etc/passwd/",
        "/co-quan/ha-noi/%2e%2e/",
        "/co-quan/HA-NOI/",
        "/co-quan/ha-noi//",
    ],
)
def test_an_odd_site_path_is_not_found(path, visitor, country: Country):
    wsgi_path = path.encode("utf-8", "surrogateescape").decode("latin-1")

    assert visitor.get(wsgi_path).status == 404


@pytest.mark.parametrize("address", ["/co-quan/ha\x00noi/", f"{NEWS}?%00=1", f"{NEWS}?trang=%00"])
def test_a_nul_is_refused_and_not_kept(address, visitor, country: Country):
    assert visitor.get(address).status == 400
    assert visitor.get(NEWS).status == 200


def test_pages_name_the_portal_itself_whoever_asks(visitor, settings, country: Country):
    page = visitor.get(NEWS, HTTP_HOST="portal.example")

    assert f'href="{settings.PORTAL_ORIGIN}/en{NEWS}"' in page.text
    assert "portal.example" not in page.text
