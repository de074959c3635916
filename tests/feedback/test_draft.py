"""A draft: kept from page to page, found again, sent once however often, and gone with what was in it."""

from __future__ import annotations

import datetime
import threading

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from feedback import actions
from feedback.actions import DRAFTS_KEPT
from feedback.models import Draft, Enclosure, Feedback, Notice, Sender
from tests.feedback.conftest import TEXT
from tests.feedback.walking import AT_BA_DINH, SEND, SENDER, Walk, codes_on, text
from tests.news.files import picture

pytestmark = pytest.mark.usefixtures("rules", "nobody_has_tried")


@pytest.fixture
def walk(client, country) -> Walk:
    return Walk(client)


def test_what_was_typed_is_there_after_the_connection_was_lost(walk):
    walk.answer_all()

    again = Client()  # the browser was closed: only what it keeps on disk is left
    again.cookies["phan-anh"] = walk.client.cookies["phan-anh"].value

    first = text(again.get(SEND))
    assert "Tiếp tục bản nháp" in first
    assert f'href="{SEND}kiem-tra/"' in first
    assert TEXT in text(again.get(f"{SEND}kiem-tra/"))
    assert again.post(SEND, {"viec": "bat-dau"}).url == f"{SEND}kiem-tra/"  # and nothing is written over


def test_the_draft_is_the_same_on_every_site(walk):
    walk.answer_all()

    assert "Tiếp tục bản nháp" in text(walk.client.get("/phan-anh/gui/"))
    assert TEXT in text(walk.client.get("/co-quan/hue/phan-anh/gui/kiem-tra/"))


def test_the_cookie_is_signed_and_tells_scripts_nothing(walk, settings):
    cookie = walk.client.cookies["phan-anh"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) == DRAFTS_KEPT.total_seconds()
    for forged in (str(walk.draft.key), cookie.value[:-1] + "x", ""):
        stranger = Client()
        stranger.cookies["phan-anh"] = forged
        assert "Tiếp tục bản nháp" not in text(stranger.get(SEND))
        assert stranger.get(f"{SEND}kiem-tra/").url == f"{SEND}?het=1"


def test_where_cookies_ask_for_tls_it_does_too(walk, settings):
    settings.SESSION_COOKIE_SECURE = True

    client = Client()
    client.post(SEND, {"viec": "bat-dau"})

    assert client.cookies["__Host-phan-anh"]["secure"]


def test_it_is_removed_on_request_with_its_files(walk, settings, django_capture_on_commit_callbacks):
    walk.answer_all()
    walk.enclose(picture())
    assert len(kept(settings)) == 1

    with django_capture_on_commit_callbacks(execute=True):
        walk.client.post(SEND, {"viec": "xoa"})

    assert not Draft.objects.exists()
    assert kept(settings) == []
    assert walk.client.cookies["phan-anh"].value == ""


def test_it_is_removed_a_week_after_the_last_word_with_its_files(walk, settings, django_capture_on_commit_callbacks):
    walk.answer_all()
    walk.enclose(picture())

    assert actions.forget_old_drafts(timezone.now() + DRAFTS_KEPT - datetime.timedelta(hours=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.forget_old_drafts(timezone.now() + DRAFTS_KEPT + datetime.timedelta(hours=1)) == 1
    assert kept(settings) == []
    assert "Bản nháp không còn nữa" in text(walk.client.get(f"{SEND}kiem-tra/", follow=True))


def test_the_button_pressed_again_and_again_gives_one_case_and_its_code(walk):
    walk.answer_all()
    cookie = walk.client.cookies["phan-anh"].value
    first = codes_on(text(walk.send_off(follow=True)))

    for _ in range(2):
        walk.client.cookies["phan-anh"] = cookie  # pressed before the answer came
        assert codes_on(text(walk.send_off(follow=True))) == first
    assert codes_on(text(walk.client.get(f"{AT_BA_DINH}da-gui/"))) == first  # and reloaded

    assert (Feedback.objects.count(), Sender.objects.count(), Notice.objects.count()) == (1, 1, 2)


def test_whose_answer_was_lost_on_the_way_sees_the_code_when_coming_back(walk):
    walk.answer_all()
    cookie = walk.client.cookies["phan-anh"].value
    code = codes_on(text(walk.send_off(follow=True)))[0]

    again = Client()
    again.cookies["phan-anh"] = cookie

    assert codes_on(text(again.get(SEND, follow=True)))[0] == code


def test_the_codes_are_shown_for_an_hour_or_until_they_are_written_down(walk):
    walk.answer_all()
    walk.send_off()
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=2)):
        assert walk.client.get(f"{AT_BA_DINH}da-gui/").url == f"{AT_BA_DINH}tra-cuu/"
    assert walk.client.get(f"{AT_BA_DINH}da-gui/").status_code == 200

    walk.client.post(f"{AT_BA_DINH}da-gui/", {"viec": "xong"})

    assert walk.client.get(f"{AT_BA_DINH}da-gui/").url == f"{AT_BA_DINH}tra-cuu/"


def test_its_files_go_along_with_the_case(walk, settings):
    walk.answer_all()
    walk.enclose(picture("PNG"), picture("WEBP"))
    walk.send_off()

    case = Feedback.objects.get()
    assert [(one.place, one.type, one.is_public) for one in case.enclosures.all()] == [
        (1, Enclosure.Type.JPEG, False),
        (2, Enclosure.Type.JPEG, False),
    ]
    assert len(kept(settings)) == 2


@pytest.mark.django_db(transaction=True)
def test_eight_presses_at_once_give_one_case(country, rules):
    draft = actions.begin_draft(
        kind="report", about="conduct", text=TEXT, addressee=country.ba_dinh.pk, language="vi", **SENDER
    )
    codes: list[str] = []
    together = threading.Barrier(8)

    def press() -> None:
        together.wait()
        codes.append(actions.send_draft(draft.key).code)
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(codes) == 8
    assert len(set(codes)) == 1
    assert (Feedback.objects.count(), Sender.objects.count(), Draft.objects.count()) == (1, 1, 0)


def kept(settings) -> list[str]:
    """Return the files that lie in the storage of senders' files."""
    return [path.name for path in settings.FEEDBACK_ROOT.rglob("*") if path.is_file()]
