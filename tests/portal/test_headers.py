"""The headers of every answer: strict about what runs, and nothing personal is kept by anybody."""

from __future__ import annotations

import re

import pytest

from portal import views
from tests.country import Country

pytestmark = pytest.mark.django_db

ANSWERS = [
    "/",
    "/en/",
    "/co-quan/ha-noi/tin-tuc/",
    "/co-quan/ha-noi",
    "/khong-co/",
    "/quan-tri/",
    "/quan-tri/login/",
    "/suc-khoe/",
    "/co-quan/a\x00/",
]


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_is_strict(address, visitor, country: Country):
    answer = visitor.get(address)
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))

    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]


@pytest.mark.parametrize("address", ANSWERS)
def test_no_page_asks_for_what_the_policy_forbids(address, visitor, country: Country):
    text = visitor.get(address).text

    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!localhost:8000)', text)


def test_what_is_for_one_visitor_is_kept_by_nobody(client, sign_in, administrator, country: Country):
    for answer in (client.get("/quan-tri/login/"), sign_in(administrator).get("/quan-tri/"), client.get("/khong-co/")):
        assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]


def test_public_pages_set_no_cookie(client, country: Country):
    for address in ("/", "/en/", "/co-quan/ha-noi/tin-tuc/"):
        assert client.get(address).cookies == {}


def test_a_refused_host_is_answered_as_strictly(visitor, settings, country: Country):
    settings.ALLOWED_HOSTS = ["portal.example"]

    answer = visitor.get("/", HTTP_HOST="forged.example")

    assert answer.status == 400
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "private, no-store"


def test_an_error_of_ours_is_answered_as_strictly(client, monkeypatch, settings, country: Country):
    def broken(request, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(views.connection, "cursor", broken)
    client.raise_request_exception = False

    answer = client.get("/suc-khoe/")

    assert answer.status_code == 500
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["Cache-Control"] == "private, no-store"


def test_what_is_known_carries_the_same_headers(visitor, django, country: Country):
    made, known = visitor.get("/"), visitor.get("/")

    assert django.asked == 1
    assert made.headers.keys() == known.headers.keys()
    assert known.headers["content-security-policy"] == made.headers["content-security-policy"]
