"""Readers say whether a page was useful: in three levels, in secret, without a script and without a session."""

from __future__ import annotations

import html
import re
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from feedback.models import PageRating
from tests.country import Country

pytestmark = pytest.mark.django_db

HA_NOI = "/co-quan/ha-noi/"
RATE = f"{HA_NOI}danh-gia/"
NEWS = f"{HA_NOI}tin-tuc/"


def text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def hidden(response: HttpResponse) -> dict[str, str]:
    """Return what the form of a page sends besides what people fill in."""
    fields = re.findall(r"<input type=\"hidden\" name=\"(\w+)\"(?: value=\"([^\"]*)\")?", response.content.decode())
    return {name: html.unescape(value) for name, value in fields}


def answers(**changed: str) -> dict[str, str]:
    return {"level": "not", "comment": "Thiếu giờ làm việc", "trang": NEWS, "token": str(uuid4()), **changed}


def send(client: Client, **changed: str) -> HttpResponse:
    return client.post(RATE, {**answers(**changed), "viec": "gui"})


def test_the_links_at_the_foot_of_a_page_lead_to_the_form_with_the_level_chosen(client, country: Country):
    (address,) = re.findall(r'href="([^"]+muc=satisfied)"', client.get(NEWS).content.decode())

    response = client.get(html.unescape(address))

    assert address.startswith(RATE)
    assert re.search(r'value="satisfied"[^>]* checked', response.content.decode())
    assert f'href="{NEWS}">Quay lại trang vừa xem' in text(response)


def test_from_the_form_over_the_answers_to_the_thanks(client, country: Country):
    form = client.get(RATE, {"trang": NEWS, "muc": "not"})
    check = client.post(RATE, {**hidden(form), "level": "not", "comment": "Thiếu giờ làm việc"})
    done = client.post(RATE, {**hidden(check), "viec": "gui"}, follow=True)

    assert "Chưa hài lòng" in text(check)
    assert "Thiếu giờ làm việc" in text(check)
    assert done.redirect_chain == [(f"{RATE}cam-on/?trang={quote(NEWS, safe='')}", 302)]
    assert "Đã nhận đánh giá" in text(done)
    assert f'href="{NEWS}"' in text(done)
    rating = PageRating.objects.get()
    assert (rating.agency, rating.page, rating.language) == (country.ha_noi, NEWS, "vi")
    assert (rating.level, rating.comment, rating.rated_on) == ("not", "Thiếu giờ làm việc", timezone.localdate())


def test_nothing_is_kept_before_it_is_sent(client, country: Country):
    client.post(RATE, answers())
    client.post(RATE, answers(viec="sua-comment"))

    assert not PageRating.objects.exists()


@pytest.mark.parametrize(("act", "field"), [("sua-level", "id_level_0"), ("sua-comment", "id_comment")])
def test_going_back_to_an_answer_keeps_all_words(client, country: Country, act: str, field: str):
    page = client.post(RATE, answers(viec=act)).content.decode()

    assert "Thiếu giờ làm việc</textarea>" in page
    assert re.search(r'value="not"[^>]* checked', page)
    assert re.search(rf'id="{field}"[^>]* autofocus|autofocus[^>]* id="{field}"', page)


def test_without_a_level_the_form_says_so_above_and_at_the_question(client, country: Country):
    response = client.post(RATE, answers(level=""))

    page = text(response)
    assert "<title>Lỗi: " in page
    assert 'href="#id_level_0">Hãy chọn một mức độ hài lòng.' in page
    assert page.count("Hãy chọn một mức độ hài lòng.") == 2
    assert "Thiếu giờ làm việc</textarea>" in page
    assert "data-error-summary" in page


@pytest.mark.parametrize("level", ["tuyet-voi", "very ", "VERY", "1", "<b>"])
def test_another_level_is_none(client, country: Country, level: str):
    assert "Hãy chọn một mức độ hài lòng." in text(send(client, level=level))
    assert not PageRating.objects.exists()


def test_a_thousand_characters_are_kept_however_the_browser_breaks_lines(client, country: Country):
    send(client, comment="ấ" * 499 + "\r\n" + "ấ" * 500)

    assert len(PageRating.objects.get().comment) == 1000


def test_more_is_not_kept_and_not_lost(client, country: Country):
    comment = "dài " * 25_000

    page = text(send(client, comment=comment))

    assert "Hãy viết ngắn lại, nhiều nhất 1.000 ký tự. Bạn đã viết 99.999 ký tự." in page
    assert comment.strip() in page
    assert not PageRating.objects.exists()


def test_sent_twice_it_is_one_rating_and_the_last_words_count(client, country: Country):
    token = str(uuid4())

    for comment in ("Một", "Một", "Hai"):
        assert send(client, token=token, comment=comment).status_code == 302

    assert PageRating.objects.get().comment == "Hai"


@pytest.mark.parametrize("token", ["", "x", "0" * 100_000, "' OR 1=1 --"])
def test_a_token_that_is_none_of_ours_is_replaced(client, country: Country, token: str):
    assert send(client, token=token).status_code == 302
    assert PageRating.objects.count() == 1


@pytest.mark.parametrize(
    "page",
    [
        "",
        "https://example.com/",
        "//example.com/",
        "/\\example.com",
        "javascript:alert(1)",
        "/khong-co/",
        "/co-quan/hue/tin-tuc/",
        "/tin-tuc/",
        "/quan-tri/",
        "/suc-khoe/",
        "/media/ha-noi",
        RATE,
        f"{RATE}cam-on/",
        f"{NEWS}?trang=2",
        f"{HA_NOI}tin-tuc/{'9' * 700}-x/",
        "/" + "ô" * 700,
        "\u202e/tin-tuc/",
    ],
)
def test_a_page_that_is_none_of_this_site_is_taken_for_its_front(client, country: Country, page: str):
    form = client.get(RATE, {"trang": page})
    sent = send(client, trang=page)

    assert f'href="{HA_NOI}">Quay lại trang vừa xem' in text(form)
    assert sent["Location"] == f"{RATE}cam-on/?trang={quote(HA_NOI, safe='')}"
    assert PageRating.objects.get().page == HA_NOI
    assert f'href="{HA_NOI}"' in text(client.get(f"{RATE}cam-on/", {"trang": page}))


@pytest.mark.parametrize("address", ["/danh-gia/", "/en/danh-gia/"])
def test_the_front_of_the_whole_portal_can_be_rated(client, country: Country, address: str):
    client.post(address, {**answers(trang="/"), "viec": "gui"})

    assert (PageRating.objects.get().agency, PageRating.objects.get().page) == (country.government, "/")


def test_a_page_is_the_same_in_every_language(client, country: Country):
    for trang in (f"/en{NEWS}", NEWS):
        client.post(f"/en{RATE}", {**answers(trang=trang), "viec": "gui"})

    assert list(PageRating.objects.order_by("pk").values_list("page", "language")) == [(NEWS, "en"), (NEWS, "vi")]


def test_what_fills_in_everything_is_refused_and_told_why(client, country: Country):
    page = text(send(client, website="https://example.com"))

    assert "ô dành để nhận ra máy gửi tự động" in page
    assert not PageRating.objects.exists()


def test_a_nul_is_refused(client, country: Country):
    assert send(client, comment="a\0b").status_code == 400


def test_without_the_token_of_the_form_nothing_is_taken(country: Country):
    response = Client(enforce_csrf_checks=True).post(RATE, {**answers(), "viec": "gui"})

    assert response.status_code == 403
    assert "Trang đã mở quá lâu" in text(response)
    assert not PageRating.objects.exists()


def test_words_are_shown_as_they_were_written(client, country: Country):
    page = client.post(RATE, answers(comment='<script>alert("1")</script>')).content.decode()

    assert "<script>alert" not in page


def test_these_pages_are_the_readers_alone_and_know_no_session(client, country: Country):
    asked, looked_at = client.get(RATE), client.post(RATE, answers())
    thanked = client.get(f"{RATE}cam-on/")

    assert asked["Cache-Control"] == looked_at["Cache-Control"] == "private, no-cache"
    assert thanked["Cache-Control"] == "private, no-store"
    assert not any("sessionid" in response.cookies for response in (asked, looked_at, thanked))


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_only_asking_and_sending(client, country: Country, method: str):
    assert getattr(client, method)(RATE).status_code == 405
    assert client.post(f"{RATE}cam-on/").status_code == 405


def test_a_site_that_has_moved_sends_on(client, country: Country):
    assert client.get("/co-quan/khong-co/danh-gia/").status_code == 404


def test_the_queries_are_few(client, country: Country, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        send(client)
