"""Published pages are kept: for whom, in which form, and what happens when something they stand on is gone."""

from __future__ import annotations

import gzip
import threading
import time

import brotli
import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db.utils import OperationalError
from django.http import HttpResponse

from agencies.actions import sites_changed
from agencies.models import MAX_PATH, AgencyKind
from agencies.publication import is_published, published
from portal.headers import with_our_headers
from portal.page_cache import versions
from portal.page_cache.door import Door
from portal.page_cache.memory import Memory
from portal.page_cache.page import Page
from portal.page_cache.shelf import Shelf
from portal.page_cache.versions import Versions, VersionUnknown, sites_that_matter
from tests.country import Country, found
from tests.visitor import CountedDjango, Visitor

pytestmark = pytest.mark.django_db

HA_NOI = "/co-quan/ha-noi/"


def test_a_page_is_rendered_once_and_then_known(visitor, django, country: Country):
    first, second = visitor.get(HA_NOI), visitor.get(HA_NOI)

    assert django.asked == 1
    assert first.body == second.body
    assert first.headers["etag"] == second.headers["etag"]


def test_what_is_known_costs_one_question(visitor, country: Country, django_assert_num_queries):
    visitor.get(HA_NOI)

    with django_assert_num_queries(1):
        visitor.get(HA_NOI)


def test_another_process_finds_the_page_on_the_shelf(visitor, django, shelf, country: Country):
    visitor.get(HA_NOI)
    elsewhere = Visitor(Door(django, memory=Memory(1_000_000), shelf=shelf, versions=Versions(believed=0)))

    assert elsewhere.get(HA_NOI).status == 200
    assert django.asked == 1


def test_a_change_above_is_seen_below_and_one_beside_costs_nothing(visitor, django, country: Country):
    visitor.get(HA_NOI)

    sites_changed(country.hue)
    visitor.get(HA_NOI)
    assert django.asked == 1

    sites_changed(country.government)
    visitor.get(HA_NOI)
    assert django.asked == 2


@pytest.mark.parametrize(
    ("address", "sites"),
    [
        ("/", ("",)),
        ("/en/tin-tuc/", ("",)),
        ("/phan-anh/", ("", "phan-anh")),
        ("/en/phan-anh/thong-ke/", ("", "phan-anh", "phan-anh/thong-ke")),
        ("/thu-tuc/1.001193/", ("", "thu-tuc", "thu-tuc/1.001193")),
        ("/tin-tuc/thu-tuc/", ("", "thu-tuc")),
        ("/co-quan/ha-noi/", ("", "ha-noi")),
        ("/en/co-quan/ha-noi/p/tin-tuc/", ("", "ha-noi", "ha-noi/p", "ha-noi/p/tin-tuc")),
    ],
)
def test_a_page_depends_on_its_site_and_those_above(address, sites):
    assert sites_that_matter(address) == sites


@pytest.mark.parametrize(
    "address",
    ["/co-quan/" + "a/" * 5_000, "/co-quan/" + "a" * 60_000, "/co-quan" + "/" * 9_000, "/phan-anh/" + "a" * 60_000],
)
def test_an_endless_address_asks_for_a_bounded_number_of_sites(address):
    sites = sites_that_matter(address)

    assert len(sites) < 20
    assert max(map(len, sites)) <= versions.LONGEST == MAX_PATH


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
        (";;,,q=,\x7f" * 50, None, bytes),
        ("br;q=0.0,gzip;q=0", None, bytes),
    ],
)
def test_each_reader_gets_an_encoding_that_she_reads(accepted, encoding, read, visitor, country: Country):
    plain = visitor.get(HA_NOI)
    page = visitor.get(HA_NOI, HTTP_ACCEPT_ENCODING=accepted)

    assert page.headers.get("content-encoding") == encoding
    assert read(page.body) == plain.body
    assert page.headers["content-length"] == str(len(page.body))
    assert page.headers["etag"] == plain.headers["etag"]
    assert page.headers["vary"] == "Accept-Encoding"


def test_who_has_the_page_already_is_told_so(visitor, country: Country):
    etag = visitor.get(HA_NOI).headers["etag"]

    for known in (etag, f'"other", {etag}', "*", etag.removeprefix("W/")):
        answer = visitor.get(HA_NOI, HTTP_IF_NONE_MATCH=known)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["etag"] == etag
    assert visitor.get(HA_NOI, HTTP_IF_NONE_MATCH='W/"another"').status == 200


def test_head_has_the_headers_and_no_body(visitor, django, country: Country):
    head, page = visitor.get(HA_NOI, method="HEAD"), visitor.get(HA_NOI)

    assert head.body == b""
    assert head.headers["content-length"] == str(len(page.body))
    assert django.asked == 1


def test_the_proxy_may_keep_a_page_for_this_second_and_show_an_old_one_in_need(visitor, country: Country):
    names = [name for name, _value in visitor.get(HA_NOI).all_headers]
    page = visitor.get(HA_NOI)

    assert page.headers["cache-control"] == "public, max-age=1, stale-while-revalidate=1, stale-if-error=86400"
    assert abs(int(page.headers["x-accel-expires"].removeprefix("@")) - time.time()) < 2
    assert names.index("X-Accel-Expires") > names.index("Cache-Control")


def test_a_signed_in_visitor_gets_what_everybody_gets(visitor, sign_in, editor, country: Country):
    cookie = f"sessionid={sign_in(editor).cookies['sessionid'].value}; csrftoken=x"

    hers = visitor.get(HA_NOI, HTTP_COOKIE=cookie)

    assert "set-cookie" not in hers.headers
    assert "bien-tap" not in hers.text
    assert visitor.get(HA_NOI).body == hers.body
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    "cookie", ["sessionid=../../etc", "sessionid=" + "x" * 4000, "a=b;;=;\xff", "messages=tampered"]
)
def test_tampered_cookies_change_nothing(cookie, visitor, country: Country):
    assert visitor.get(HA_NOI, HTTP_COOKIE=cookie).body == visitor.get(HA_NOI).body


@pytest.mark.parametrize("address", ["/quan-tri/", "/quan-tri/login/", "/suc-khoe/", "/khong-co/"])
def test_what_is_not_published_is_never_kept(address, visitor, django, country: Country):
    for _ in range(2):
        answer = visitor.get(address)
        assert answer.headers["cache-control"] != "public, max-age=1, stale-while-revalidate=1, stale-if-error=86400"

    assert django.asked == 2


def test_what_is_not_published_is_asked_of_django_alone(visitor, django, country: Country, django_assert_num_queries):
    missing = "/co-quan/ha-noi/phuong-moi/"
    assert visitor.get(missing).status == 404

    with django_assert_num_queries(1 + 2):  # of its version, and what the page asks
        assert visitor.get(missing).status == 404

    found(AgencyKind.COMMUNE, "Phường Mới", country.ha_noi)
    sites_changed(country.ha_noi)
    assert visitor.get(missing).status == 200
    django.asked = 0
    assert visitor.get(missing).status == 200
    assert django.asked == 0


def test_a_broken_request_does_not_stop_a_page_from_being_kept(visitor, django, country: Country):
    assert visitor.get(f"{HA_NOI}?x=%00").status == 400

    visitor.get(HA_NOI)
    visitor.get(HA_NOI)

    assert django.asked == 2


@pytest.mark.parametrize("personal", [{"cookie": "seen"}, {"vary": "Cookie"}])
def test_what_turns_out_to_be_personal_is_kept_by_nobody(personal, django, shelf, monkeypatch, country: Country, rf):
    def page(request):
        response = HttpResponse("for you alone")
        if "cookie" in personal:
            response.set_cookie(personal["cookie"])
        else:
            response["Vary"] = personal["vary"]
        return response

    answered = with_our_headers(published(page))(rf.get("/"))

    assert not is_published(answered)
    assert answered["Cache-Control"] == "private, no-store"


def test_a_new_day_is_another_version(visitor, django, country: Country):
    with time_machine.travel("2026-03-01T23:59:59+07:00", tick=False):
        visitor.get(HA_NOI)
        visitor.get(HA_NOI)
    with time_machine.travel("2026-03-02T00:00:00+07:00", tick=False):
        visitor.get(HA_NOI)

    assert django.asked == 2


def test_a_post_is_never_answered_from_what_is_kept(visitor, country: Country):
    visitor.get(HA_NOI)

    assert visitor.get(HA_NOI, method="POST").status in (403, 405)


def test_without_redis_pages_come_all_the_same(django, country: Country):
    nowhere = Shelf("redis://127.0.0.1:1/0", "x")
    visitor = Visitor(Door(django, memory=Memory(1_000_000), shelf=nowhere, versions=Versions(believed=0)))

    assert visitor.get(HA_NOI).status == visitor.get(HA_NOI).status == 200
    assert django.asked == 1


def test_without_postgresql_the_last_known_page_comes(visitor, django, country: Country, monkeypatch):
    known = visitor.get(HA_NOI)

    def gone(sites):
        raise OperationalError

    monkeypatch.setattr(versions, "_read", gone)
    monkeypatch.setattr(versions.connection, "close", lambda: None)

    assert visitor.get(HA_NOI).body == known.body
    assert visitor.get(HA_NOI, HTTP_IF_NONE_MATCH=known.headers["etag"]).status == 304
    assert django.asked == 1


def test_a_postgresql_that_is_gone_is_left_alone_for_a_moment(monkeypatch):
    asked = []

    def gone(sites):
        asked.append(sites)
        raise OperationalError

    monkeypatch.setattr(versions, "_read", gone)
    monkeypatch.setattr(versions.connection, "close", lambda: None)
    known = Versions()

    for _ in range(10):
        with pytest.raises(VersionUnknown):
            known.of("/")

    assert len(asked) == 2


@pytest.mark.parametrize("nonsense", [b"", b"\x80nonsense", b"5\n", b'["1", "200 OK", [1]]\nbody'])
def test_nonsense_on_the_shelf_is_a_page_that_is_not_there(nonsense, visitor, django, shelf, country: Country):
    shelf._redis.set(shelf._name("page", (HA_NOI, "")), nonsense)

    assert visitor.get(HA_NOI).status == 200
    assert django.asked == 1


class SlowDjango(CountedDjango):
    """A page that takes a while, and needs no database."""

    def __call__(self, environ, start_response):
        self.asked += 1
        time.sleep(0.3)
        response = HttpResponse("x" * 3000)
        response.is_published = True
        start_response("200 OK", [("Content-Type", "text/html")])
        return response


def test_five_hundred_readers_of_a_page_that_nobody_knows_cost_one_rendering(shelf, monkeypatch):
    monkeypatch.setattr(Versions, "of", lambda self, path: "1")
    django = SlowDjango()
    doors = [Door(django, memory=Memory(1_000_000), shelf=shelf, versions=Versions()) for _process in range(2)]
    answers = []
    readers = [
        threading.Thread(target=lambda door=door: answers.append(Visitor(door).get("/").status))
        for door in doors
        for _ in range(250)
    ]

    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert answers == [200] * 500
    assert django.asked == 1


def test_who_renders_and_is_killed_is_given_up(shelf, visitor, django, country: Country):
    key = (HA_NOI, "")
    shelf.get_or_go_first(key, "somebody else's")
    before = time.monotonic()

    assert visitor.get(HA_NOI).status == 200
    assert time.monotonic() - before < 3
    assert django.asked == 1


def test_memory_is_bounded_and_what_came_first_goes_first():
    memory = Memory(most_bytes=10 * 5_000)
    for number in range(100):
        memory.keep((str(number), ""), Page("1", "200 OK", [], b"x" * 2_000))

    assert memory.get(("0", "")) is None
    assert memory.get(("99", "")) is not None
