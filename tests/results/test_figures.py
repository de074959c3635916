"""Small histories made by hand, with figures worked out by hand; and the classic errors."""

from __future__ import annotations

import time_machine
from django.utils import translation

from agencies.sites import site_at
from results.actions import fold
from results.definitions import BY_CODE, MEASURES
from results.figures import Figures, share
from results.reading import scope_of
from results.saying import measured
from tests.dossiers.conftest import at
from tests.results.histories import finished


def scope(path: str = "", **asked: str):
    return scope_of(site_at(path, "vi"), {name.replace("_", "-"): value for name, value in asked.items()})


def test_the_open_overdue_count_against_being_on_time(history):
    figures = scope("ha-noi").figures

    assert (figures.on_time, figures.late, figures.overdue) == (2, 1, 2)
    assert figures.on_time_rate == 40.0  # of the three that are closed it would be 66.7


def test_a_month_that_is_over_gets_no_better_by_finishing_late(history):
    october = scope("ha-noi", thang="2026-10").figures
    november = scope("ha-noi", thang="2026-11").figures

    assert (october.on_time, october.all_late, october.on_time_rate) == (1, 2, 33.3)
    assert (november.on_time, november.all_late, november.on_time_rate) == (1, 1, 50.0)


def test_every_measure_as_worked_out_by_hand(history):
    page = scope("ha-noi/phuong-ba-dinh")
    said = {one.code: measured(page.standing if one.now else page.figures, one) for one in MEASURES}

    assert said == {
        "tiep-nhan": "6",
        "da-giai-quyet": "3",
        "ty-le-dung-han": "50 %",
        "dung-han": "2",
        "tre-han": "2",
        "thoi-gian": "10,3 ngày",
        "ty-le-bo-sung": "16,7 %",
        "hai-long": "100 %",
        "dang-giai-quyet": "2",
        "qua-han-chua-xong": "1",
        "cho-bo-sung": "1",
        "tam-dung": "0",
    }


def test_time_alone_makes_a_dossier_overdue(history):
    with time_machine.travel(at("2026-11-27 17:30"), tick=False):
        assert scope("ha-noi").standing.overdue == 2
    with time_machine.travel(at("2026-11-27 17:31"), tick=False):
        assert scope("ha-noi").standing.overdue == 3
    with time_machine.travel(at("2026-12-15 09:00"), tick=False):
        assert scope("ha-noi").standing.overdue == 3


def test_units_months_procedures_and_fields_each_add_up_to_the_whole(history):
    page = scope()

    for rows in (page.units, page.months, page.procedures):
        assert sum((row.figures for row in rows), Figures()) == page.figures
    assert [(str(row.words), row.figures.overdue) for row in scope("ha-noi").units] == [
        ("Phường Ba Đình", 1),
        ("Phường Hoàn Kiếm", 1),
    ]


def test_an_apology_does_not_make_it_punctual(version, country):
    one = finished(version, country.ba_dinh, "2026-11-02 09:00", "2026-11-12 09:00", due="2026-11-09 17:30")
    type(one).objects.filter(pk=one.pk).update(promised_at=at("2026-11-20 17:30"))
    fold()

    assert scope("ha-noi").figures.on_time_rate == 0


def test_what_states_no_limit_is_done_but_never_judged(version, country):
    finished(version, country.ba_dinh, "2026-11-02 09:00", "2026-11-12 09:00", due=None)
    fold()
    figures = scope("ha-noi").figures

    assert (figures.done, figures.judged, figures.on_time_rate) == (1, 0, None)


def test_an_agency_without_dossiers_has_no_shares_rather_than_noughts(country, calendar):
    figures = scope("hue").figures

    assert figures.is_empty
    assert measured(figures, BY_CODE["ty-le-dung-han"]) == "chưa có số liệu"


def test_almost_all_is_not_all():
    assert share(99_999, 100_000) == 99.9
    assert share(100_000, 100_000) == 100
    assert share(0, 0) is None


def test_numbers_are_said_as_they_are_read():
    with translation.override("en"):
        assert measured(Figures(received=1_234), BY_CODE["tiep-nhan"]) == "1,234"
    assert measured(Figures(received=1_234), BY_CODE["tiep-nhan"]) == "1.234"
