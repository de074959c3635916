"""A NUL character, which no text in PostgreSQL can hold, is refused before any page looks for it."""

import io

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from portal.middleware import refuse_nul
from tests.country import Country

pytestmark = pytest.mark.django_db

SIGN_IN = reverse("admin:login")


@pytest.mark.parametrize(
    "address",
    [
        "/?trang=%00",
        "/?%00=1",
        "/tin-tuc/%00",
        "/co-quan/ha-noi%00/",
        "/static/%00.css",
        "/quan-tri/autocomplete/?term=%00",
        "/quan-tri/agencies/agency/?q=a%00b",
    ],
)
def test_in_an_address(operator, sign_in, address):
    response = sign_in(operator).get(address)

    assert response.status_code == 400
    assert "Không đọc được yêu cầu này" in response.content.decode()


@pytest.mark.parametrize("sent", [{"username": "a\0b", "password": "x"}, {"username": "a", "x\0": "y"}])
@pytest.mark.parametrize("content_type", ["multipart/form-data", "application/x-www-form-urlencoded"])
def test_in_a_form(client, sent, content_type):
    if content_type == "multipart/form-data":
        response = client.post(SIGN_IN, sent)
    else:
        encoded = "&".join(f"{name}={value}" for name, value in sent.items()).replace("\0", "%00")
        response = client.post(SIGN_IN, encoded, content_type=content_type)

    assert response.status_code == 400


def test_in_the_cookie_of_a_session(client, country: Country):
    response = client.get("/quan-tri/", headers={"cookie": r'sessionid="aaaaaaaa\000"'})

    assert response.status_code == 400


def test_in_the_name_of_a_file_it_is_removed_by_django():
    upload = io.BytesIO(b"x")
    upload.name = "a\0nh.jpg"
    names = []

    def page(request: HttpRequest) -> HttpResponse:
        names.append(request.FILES["photo"].name)
        return HttpResponse()

    refuse_nul(page)(RequestFactory().post("/", {"photo": upload}))

    assert names == ["anh.jpg"]


def test_what_is_no_form_is_left_unread():
    request = RequestFactory().post("/", b'"\0"', content_type="application/json")

    assert refuse_nul(lambda request: HttpResponse(request.read()))(request).content == b'"\0"'


def test_a_visitor_who_goes_away_while_sending_is_no_error():
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError("the connection is gone")

    form = "application/x-www-form-urlencoded"
    request = RequestFactory().post("/", b"a=b", content_type=form, **{"wsgi.input": Broken()})

    assert refuse_nul(lambda request: HttpResponse(request.POST.urlencode()))(request).content == b""


def test_all_else_goes_through(client, country: Country):
    assert client.get("/?trang=%F0%9F%98%80&x=%EF%BF%BD").status_code == 200
    assert client.post(SIGN_IN, {"username": "Nguyễn", "password": "x"}).status_code == 200
