"""A holiday that is added afterwards: open dossiers are reckoned anew, listed, and told about."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from deadlines.actions import correct_day
from deadlines.models import CalendarDay
from dossiers.actions import finish, reckon_anew, recounting, take_up
from dossiers.models import DossierEvent, Notice, Outcome, Recount
from tests.dossiers.conftest import applicant, at, draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
STORM = datetime.date(2026, 11, 5)


@pytest.fixture
def now():
    with time_machine.travel(at("2026-11-02 14:00"), tick=True):
        yield


def close_for_a_day(operator, day: datetime.date = STORM) -> int:
    """Make a working day a day off; return how many deadlines that changes."""
    row = CalendarDay(day=day, kind=CalendarDay.Kind.DAY_OFF, name="Nghỉ bão", source="QĐ 1")
    return correct_day(row, by=operator, reason="Bão số 12")


def test_an_open_dossier_gets_another_date_an_event_and_a_note(dossier, operator):
    close_for_a_day(operator)

    dossier.refresh_from_db()
    event = dossier.events.get(verb="reckoned")
    assert dossier.due_at == at("2026-11-10 17:30")
    assert event.reason == "Lịch làm việc thay đổi: Bão số 12"
    assert Notice.objects.filter(event=event).exists()
    assert list(Recount.objects.get().events()) == [event]


def test_what_was_due_before_or_is_done_stays(dossier, operator, officer):
    take_up(dossier, by=officer)
    finish(dossier, outcome=Outcome.GRANTED, result="Số 15", by=officer)

    close_for_a_day(operator)

    dossier.refresh_from_db()
    assert dossier.due_at == at("2026-11-09 17:30")
    assert not Recount.objects.exists()


def test_a_day_after_the_end_concerns_nobody(dossier, operator):
    close_for_a_day(operator, datetime.date(2026, 11, 20))

    assert not DossierEvent.objects.filter(verb="reckoned").exists()


def test_an_act_from_before_may_be_told_after_it(dossier, operator, officer):
    close_for_a_day(operator)

    take_up(dossier, by=officer, at=at("2026-11-02 13:00"))

    assert dossier.state == 4


def test_many_are_left_to_a_worker_piece_by_piece_and_twice_is_once(version, country, desk, operator, monkeypatch):
    from dossiers.actions import receive

    monkeypatch.setattr(recounting, "AT_ONCE", 2)
    monkeypatch.setattr(recounting, "AT_A_TIME", 2)
    made = [receive(draft(version, country.ba_dinh), applicant(), by=desk) for _ in range(5)]

    close_for_a_day(operator)
    assert not DossierEvent.objects.filter(verb="reckoned").exists()
    for _twice in range(2):
        reckon_anew(Recount.objects.get().pk)

    for dossier in made:
        dossier.refresh_from_db()
        assert dossier.due_at == at("2026-11-10 17:30")
    recount = Recount.objects.get()
    assert (recount.concerned, recount.changed, recount.events().count()) == (5, 5, 5)
    assert recount.done_at


def test_those_who_keep_the_calendar_see_the_list(dossier, operator, administrator, sign_in):
    close_for_a_day(operator)
    address = reverse("admin:dossiers_recount_change", args=[Recount.objects.get().pk])

    page = sign_in(operator).get(address).content.decode()

    for told in (dossier.code, "17:30 09/11/2026", "17:30 10/11/2026", "Bão số 12"):
        assert told in page
    assert sign_in(administrator).get(address).status_code == 404
    with pytest.raises(PermissionDenied):
        close_for_a_day(administrator)
