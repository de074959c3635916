"""The tallies say what the dossiers say, whatever happens to these, in any order, folded at any time."""

from __future__ import annotations

import datetime
import random

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from agencies.hooks import agency_settled
from deadlines.actions import correct_day
from deadlines.models import CalendarDay
from dossiers.actions import finish, give_back, rate, take_up
from dossiers.models import Dossier, Outcome, Satisfaction, State
from results.actions import fold
from results.checking import tally_faults
from results.models import Tally, TallyChange
from tests.dossiers.conftest import at, new_version
from tests.results.histories import dossier_like, finished, open_until


@pytest.fixture
def versions(version, country):
    return [version, new_version("1.000656", "Đăng ký khai tử")]


def change(dossier: Dossier, luck: random.Random) -> None:
    """Bring a dossier into some state that the database allows, as acts, feeds and corrections might."""
    state = State(luck.choice(State.values))
    done = state in (State.FINISHED, State.RETURNED)
    later = dossier.received_at + datetime.timedelta(hours=luck.randrange(1, 2_000))
    Dossier.objects.filter(pk=dossier.pk).update(
        state=state,
        due_at=luck.choice([None, dossier.received_at + datetime.timedelta(hours=luck.randrange(1, 1_500))]),
        finished_at=later if done else None,
        outcome=Outcome.GRANTED if done else "",
        returned_at=later if state == State.RETURNED else None,
        waiting_since=later if state == State.WAITING else None,
        closed_at=luck.choice([None, later]) if state == State.STOPPED else None,
        supplemented=luck.randrange(2),
    )


@pytest.mark.parametrize("seed", range(6))
def test_random_histories_are_added_up_as_a_slow_count_does(seed, versions, country):
    luck = random.Random(seed)
    offices = [country.ba_dinh, country.hoan_kiem, country.ha_noi, country.thuan_hoa, country.government]
    dossiers = []
    for _step in range(60):
        act = luck.randrange(8)
        if act < 3 or not dossiers:
            day = at("2026-01-05 09:00") + datetime.timedelta(days=luck.randrange(250))
            dossiers.append(dossier_like(luck.choice(versions), luck.choice(offices), received_at=day))
        elif act < 6:
            change(luck.choice(dossiers), luck)
        elif act == 6:
            Dossier.objects.filter(pk=luck.choice(dossiers).pk).update(decider=luck.choice(offices))
        else:
            fold()

    fold()

    assert tally_faults() == []
    assert not TallyChange.objects.exists()


def test_what_is_not_folded_yet_is_found_by_the_check(version, country):
    finished(version, country.ba_dinh, "2026-11-02 09:00", "2026-11-04 09:00", due="2026-11-09 17:30")

    assert tally_faults()
    fold()
    assert tally_faults() == []


def test_an_act_that_fails_leaves_no_trace(version, country):
    with transaction.atomic():
        open_until(version, country.ba_dinh, "2026-11-09 17:30")
        transaction.set_rollback(True)
    fold()

    assert not Tally.objects.exists()


def test_every_act_upon_a_dossier_is_noticed(dossier, desk, officer, country):
    take_up(dossier, by=officer, at=at("2026-11-02 10:00"))
    fold()
    finish(dossier, by=officer, outcome=Outcome.GRANTED, result="Giấy khai sinh", at=at("2026-11-05 10:00"))
    give_back(dossier, by=desk, at=at("2026-11-05 11:00"))
    rate(Satisfaction(dossier=dossier, overall=3, convenience=3, timeliness=3, attitude=2))
    fold()

    here = Tally.objects.of(country.ba_dinh).all_procedures().get(month=datetime.date(2026, 11, 1))
    assert (here.received, here.in_progress, here.done, here.on_time) == (1, 0, 1, 1)
    assert here.working_days == 3
    said = Tally.objects.of(country.ba_dinh).all_procedures().get(month=timezone.localdate().replace(day=1))
    assert (said.rated, said.satisfied) == (1, 1)
    assert tally_faults() == []


def test_numbers_follow_an_agency_that_moves_in_the_middle_of_a_year(version, country):
    finished(version, country.ba_dinh, "2026-03-02 09:00", "2026-03-04 09:00", due="2026-03-09 17:30")
    fold()
    ward = country.ba_dinh

    ward.parent = country.hue
    ward.save()
    agency_settled(ward)
    fold()

    assert tally_faults() == []
    assert sum(Tally.objects.of(country.hue).all_procedures().values_list("done", flat=True)) == 1
    assert sum(Tally.objects.of(country.ha_noi).all_procedures().values_list("done", flat=True)) == 0


def test_a_corrected_calendar_is_counted_anew(version, country, operator):
    finished(version, country.ba_dinh, "2026-03-02 09:00", "2026-03-06 09:00", due="2026-03-09 17:30")
    fold()

    off = CalendarDay(day=datetime.date(2026, 3, 4), kind="day_off", name="Nghỉ bão", source="Công điện")
    correct_day(off, by=operator, reason="Bão")
    fold()

    assert tally_faults() == []
    assert Tally.objects.of(country.ba_dinh).all_procedures().get(done=1).working_days == 3


def test_the_command_tells_and_mends(version, country):
    finished(version, country.ba_dinh, "2026-03-02 09:00", "2026-03-06 09:00", due="2026-03-09 17:30")
    fold()
    Tally.objects.update(done=7)

    with pytest.raises(CommandError, match="số lệch"):
        call_command("check_tallies", verbosity=0)
    call_command("check_tallies", mend=True, verbosity=0)

    assert tally_faults() == []


def test_satisfaction_that_is_corrected_is_counted_as_corrected(version, country):
    one = finished(version, country.ba_dinh, "2026-03-02 09:00", "2026-03-06 09:00", due="2026-03-09 17:30")
    Satisfaction.objects.create(dossier=one, overall=1, convenience=1, timeliness=1, attitude=1)
    fold()
    Satisfaction.objects.filter(dossier=one).update(overall=2)
    fold()

    assert tally_faults() == []
