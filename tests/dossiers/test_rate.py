"""How applicants found the handling: asked after the result, of those who looked their dossier up, once."""

from __future__ import annotations

import html
import re

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from dossiers import actions
from dossiers.models import Dossier, Outcome, Satisfaction
from dossiers.tickets import ticket_for
from tests.dossiers.conftest import at

pytestmark = pytest.mark.usefixtures("now")

LOOK_UP = "/co-quan/ha-noi/phuong-ba-dinh/ho-so/"
RATE = f"{LOOK_UP}danh-gia/"
ANSWERS = {"overall": "3", "convenience": "2", "timeliness": "1", "attitude": "3"}


@pytest.fixture
def now():
    with time_machine.travel(at("2026-11-03 10:00")):
        yield


@pytest.fixture
def decided(dossier: Dossier, officer) -> Dossier:
    """The dossier with its result."""
    actions.finish(dossier, outcome=Outcome.GRANTED, result="Giấy khai sinh số 1", by=officer)
    return dossier


def text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def hidden(response: HttpResponse) -> dict[str, str]:
    fields = re.findall(r'<input type="hidden"\s+name="(\w+)"\s+value="([^"]*)"', response.content.decode())
    return {name: html.unescape(value) for name, value in fields}


def send(client: Client, dossier: Dossier, **changed: str) -> HttpResponse:
    return client.post(RATE, {**ANSWERS, "ticket": ticket_for(dossier), "viec": "gui", **changed})


def test_from_the_look_up_over_the_questions_and_the_answers_to_the_thanks(client, decided):
    page = client.post(LOOK_UP, {"code": decided.code, "last_digits": "5678"})
    asked = client.post(RATE, {**hidden(page), "viec": "bat-dau"})
    check = client.post(RATE, {**hidden(asked), **ANSWERS})
    done = client.post(RATE, {**hidden(check), "viec": "gui"}, follow=True)

    assert text(asked).count("<fieldset") == 4
    assert "Lỗi" not in text(asked)
    assert all(words in text(check) for words in ("Rất hài lòng", "Hài lòng", "Chưa hài lòng"))
    assert done.redirect_chain == [(f"{RATE}cam-on/", 302)]
    said = Satisfaction.objects.get()
    assert (said.dossier, said.overall, said.convenience, said.timeliness, said.attitude) == (decided, 3, 2, 1, 3)


def test_nothing_is_kept_before_it_is_sent(client, decided):
    send(client, decided, viec="")
    send(client, decided, viec="sua-attitude")

    assert not Satisfaction.objects.exists()


def test_going_back_to_an_answer_keeps_them_all(client, decided):
    page = text(send(client, decided, viec="sua-timeliness"))

    assert page.count("checked") == 4
    assert re.search(r'name="timeliness"[^>]*autofocus|autofocus[^>]*name="timeliness"', page)


def test_what_is_missing_is_said_above_and_at_the_question(client, decided):
    page = text(send(client, decided, attitude=""))

    assert "<title>Lỗi: " in page
    assert 'href="#id_attitude_0">Hãy chọn một mức độ hài lòng.' in page
    assert page.count("Hãy chọn một mức độ hài lòng.") == 2
    assert page.count("checked") == 3


@pytest.mark.parametrize("level", ["0", "4", "x", "3.0", "-1"])
def test_another_level_is_none(client, decided, level):
    assert "Hãy chọn một mức độ hài lòng." in text(send(client, decided, overall=level))
    assert not Satisfaction.objects.exists()


def test_a_second_time_is_answered_politely_and_changes_nothing(client, decided):
    send(client, decided)
    again = send(client, decided, overall="1")

    assert "Bạn đã đánh giá việc giải quyết hồ sơ này. Cảm ơn bạn." in text(again)
    assert Satisfaction.objects.get().overall == 3
    page = client.post(LOOK_UP, {"code": decided.code, "last_digits": "5678"})
    assert "Bạn đã đánh giá việc giải quyết hồ sơ này." in text(page)
    assert "ticket" not in hidden(page)


def test_before_the_result_nothing_is_asked(client, dossier):
    page = client.post(LOOK_UP, {"code": dossier.code, "last_digits": "5678"})

    assert "ticket" not in hidden(page)
    assert "sau khi có kết quả" in text(send(client, dossier))
    assert not Satisfaction.objects.exists()


@pytest.mark.parametrize("ticket", ["", "1", "x:y:z", "' OR 1=1 --", "9" * 10_000])
def test_a_ticket_that_is_none_of_ours_leads_back_to_the_look_up(client, decided, ticket):
    page = text(send(client, decided, ticket=ticket))

    assert "Hãy tra cứu hồ sơ lần nữa rồi đánh giá." in page
    assert f'href="{LOOK_UP}"' in page
    assert not Satisfaction.objects.exists()


def test_a_ticket_is_good_for_an_hour(client, decided):
    ticket = ticket_for(decided)
    with time_machine.travel(at("2026-11-03 11:30")):
        assert "Trang đã mở quá lâu" in text(send(client, decided, ticket=ticket))


def test_a_ticket_says_nothing_of_the_person(decided):
    assert ticket_for(decided).split(":")[0] == str(decided.pk)


def test_nobody_keeps_these_pages(client, decided):
    for response in (
        send(client, decided, viec="bat-dau"),
        send(client, decided, viec=""),
        client.get(f"{RATE}cam-on/"),
    ):
        assert response["Cache-Control"] == "private, no-store"
        assert "sessionid" not in response.cookies


def test_without_a_ticket_the_way_leads_over_the_look_up(client, decided):
    assert client.get(RATE)["Location"] == LOOK_UP
    assert Client(enforce_csrf_checks=True).post(RATE, ANSWERS).status_code == 403
