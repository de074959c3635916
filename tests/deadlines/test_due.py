"""Deadlines checked by hand against the calendar of 2024–2027. The choices behind them: docs/decisions/0020."""

from __future__ import annotations

import datetime

import pytest

from deadlines.calendars import DayKind, SpecialDay
from deadlines.errors import OutsideCalendarError
from deadlines.limits import Limit, Unit
from deadlines.reckoning import apology_by, due, forwarded_by
from tests.deadlines.calendar import at, calendar_of, early, usual

DAYS, HOURS, CALENDAR = Unit.WORKING_DAYS, Unit.WORKING_HOURS, Unit.CALENDAR_DAYS

WORKING_DAYS = [
    # Wednesday 25 March 2026, an ordinary week
    ("2026-03-25 00:00", 1, "2026-03-26 17:30"),
    ("2026-03-25 08:00", 1, "2026-03-26 17:30"),
    ("2026-03-25 16:30", 1, "2026-03-26 17:30"),
    ("2026-03-25 17:30", 1, "2026-03-26 17:30"),
    ("2026-03-25 09:00", 3, "2026-03-30 17:30"),  # Thursday, Friday, Monday
    ("2026-03-28 10:00", 1, "2026-03-30 17:30"),  # Saturday: Monday is the first day
    ("2026-03-29 23:59", 2, "2026-03-31 17:30"),
    # 26 April 2026 (Hùng Kings) is a Sunday, so Monday the 27th is off; 30 April, 1 May
    ("2026-04-24 09:00", 1, "2026-04-28 17:30"),
    ("2026-04-29 16:40", 1, "2026-05-04 17:30"),
    ("2026-04-29 16:40", 3, "2026-05-06 17:30"),
    # Tết 2026: off from Monday 16 to Friday 20 February
    ("2026-02-13 09:00", 1, "2026-02-23 17:30"),
    ("2026-02-12 09:00", 3, "2026-02-24 17:30"),
    # 2 September 2026: Monday 31 August is swapped for Saturday 22 August; Tuesday and Wednesday are off
    ("2026-08-21 09:00", 1, "2026-08-22 17:30"),
    ("2026-08-22 09:00", 1, "2026-08-24 17:30"),  # received on the Saturday that is worked
    ("2026-08-28 09:00", 1, "2026-09-03 17:30"),
    # 2 January 2026 is swapped for Saturday 10 January
    ("2025-12-31 09:00", 1, "2026-01-05 17:30"),
    ("2026-01-09 09:00", 1, "2026-01-10 17:30"),
    # Vietnam Culture Day, Tuesday 24 November 2026
    ("2026-11-23 09:00", 1, "2026-11-25 17:30"),
    ("2025-11-21 09:00", 2, "2025-11-25 17:30"),  # no holiday a year earlier
    # Saturdays worked in 2024 and 2025
    ("2024-05-03 09:00", 1, "2024-05-04 17:30"),
    ("2025-04-25 09:00", 1, "2025-04-26 17:30"),
    # a leap day
    ("2024-02-28 09:00", 1, "2024-02-29 17:30"),
]


@pytest.mark.parametrize(("received", "count", "ends"), WORKING_DAYS)
def test_working_days_end_when_offices_close_on_the_last(received: str, count: int, ends: str):
    assert due(at(received), Limit(count, DAYS), usual()).at == at(ends)


WORKING_HOURS = [
    ("2026-03-25 00:00", 2, "2026-03-25 10:00"),
    ("2026-03-25 07:59", 2, "2026-03-25 10:00"),
    ("2026-03-25 08:00", 2, "2026-03-25 10:00"),
    ("2026-03-25 08:00", 4, "2026-03-25 12:00"),
    ("2026-03-25 08:00", 8, "2026-03-25 17:30"),
    ("2026-03-25 11:59", 2, "2026-03-25 15:29"),
    ("2026-03-25 12:00", 2, "2026-03-25 15:30"),
    ("2026-03-25 12:30", 2, "2026-03-25 15:30"),
    ("2026-03-25 13:29", 2, "2026-03-25 15:30"),
    ("2026-03-25 13:30", 2, "2026-03-25 15:30"),
    ("2026-03-25 16:29", 2, "2026-03-26 08:59"),
    ("2026-03-25 16:30", 2, "2026-03-26 10:00"),  # the last working hour begins: counted from tomorrow
    ("2026-03-25 17:29", 2, "2026-03-26 10:00"),
    ("2026-03-25 17:30", 2, "2026-03-26 10:00"),
    ("2026-03-25 23:59", 8, "2026-03-26 17:30"),
    ("2026-03-27 15:30", 8, "2026-03-30 15:30"),  # over a weekend
    ("2026-03-28 10:00", 2, "2026-03-30 10:00"),
    ("2026-08-21 16:00", 8, "2026-08-22 16:00"),  # into the Saturday that is worked
    ("2026-08-22 16:30", 2, "2026-08-24 10:00"),
    ("2026-02-13 16:45", 8, "2026-02-23 17:30"),  # over Tết
]


@pytest.mark.parametrize(("received", "count", "ends"), WORKING_HOURS)
def test_working_hours_count_while_offices_are_open(received: str, count: int, ends: str):
    assert due(at(received), Limit(count, HOURS), usual()).at == at(ends)


WITHIN_THE_DAY = [
    ("2026-03-25 00:00", "2026-03-25 17:30"),
    ("2026-03-25 15:00", "2026-03-25 17:30"),
    ("2026-03-25 15:01", "2026-03-26 17:30"),
    ("2026-03-28 09:00", "2026-03-30 17:30"),
    ("2026-04-29 15:01", "2026-05-04 17:30"),
]


@pytest.mark.parametrize(("received", "ends"), WITHIN_THE_DAY)
def test_within_the_day_is_the_next_working_day_after_the_cut_off(received: str, ends: str):
    assert due(at(received), Limit(0, DAYS), usual()).at == at(ends)


BY_DATE = [
    ("2026-03-25 09:00", 5, CALENDAR, "2026-03-30 17:30"),
    ("2026-03-25 09:00", 3, CALENDAR, "2026-03-30 17:30"),  # ends on a Saturday: Monday (148(5))
    ("2026-04-27 09:00", 3, CALENDAR, "2026-05-04 17:30"),  # received on a day off: the 28th is the first; 30 April
    ("2026-03-27 16:30", 1, CALENDAR, "2026-03-30 17:30"),  # last hour of a Friday: Monday is the first day
    ("2026-01-30 09:00", 1, Unit.MONTHS, "2026-03-02 17:30"),  # 28 February is a Saturday
    ("2025-12-31 09:00", 1, Unit.MONTHS, "2026-02-02 17:30"),  # 31 January is a Saturday
    ("2024-01-31 09:00", 1, Unit.MONTHS, "2024-02-29 17:30"),
    ("2027-01-29 09:00", 1, Unit.MONTHS, "2027-03-01 17:30"),  # 28 February 2027 is a Sunday
    ("2024-02-29 09:00", 12, Unit.MONTHS, "2025-02-28 17:30"),
    ("2026-03-31 09:00", 1, Unit.MONTHS, "2026-05-04 17:30"),  # 30 April and 1 May are off
    ("2026-10-23 09:00", 1, Unit.MONTHS, "2026-11-23 17:30"),
    ("2026-10-26 09:00", 29, CALENDAR, "2026-11-25 17:30"),  # ends on Culture Day
]


@pytest.mark.parametrize(("received", "count", "unit", "ends"), BY_DATE)
def test_calendar_days_and_months_end_on_a_working_day(received: str, count: int, unit: Unit, ends: str):
    assert due(at(received), Limit(count, unit), usual()).at == at(ends)


def test_a_receipt_on_a_day_off_counts_from_the_next_working_day():
    found = due(at("2026-04-27 09:00"), Limit(2, CALENDAR), usual())

    assert found.start.day == datetime.date(2026, 4, 28)
    assert found.at == at("2026-04-29 17:30")


@pytest.mark.parametrize("received", ["2026-03-25 16:45", "2026-03-28 03:00", "2026-02-17 12:00"])
def test_hours_by_the_clock_count_day_and_night(received: str):
    assert due(at(received), Limit(24, Unit.HOURS), usual()).at == at(received) + datetime.timedelta(hours=24)


def test_sub_seconds_are_kept():
    received = at("2026-03-25 09:00:00.000001")

    assert due(received, Limit(1, HOURS), usual()).at == at("2026-03-25 10:00:00.000001")


def test_a_moment_is_taken_wherever_it_was_noted():
    utc = at("2026-03-25 16:30").astimezone(datetime.UTC)

    found = due(utc, Limit(2, HOURS), usual()).at

    assert (found, found.utcoffset()) == (at("2026-03-26 10:00"), datetime.timedelta(hours=7))


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        due(datetime.datetime(2026, 3, 25, 9), Limit(1, DAYS), usual())  # noqa: DTZ001


@pytest.mark.parametrize(
    ("received", "count", "unit", "missing"),
    [
        ("2014-12-31 09:00", 1, DAYS, "2014"),
        ("2036-01-01 09:00", 1, DAYS, "2036"),
        ("2035-12-31 09:00", 1, DAYS, "2036"),
        ("2035-12-31 16:00", 8, HOURS, "2036"),
        ("2035-12-31 09:00", 1, CALENDAR, "2036"),
        ("2035-12-31 16:00", 24, Unit.HOURS, "2036"),
        ("2035-06-01 09:00", 12, Unit.MONTHS, "2036"),
    ],
)
def test_outside_the_loaded_years_it_says_what_to_load(received: str, count: int, unit: Unit, missing: str):
    with pytest.raises(OutsideCalendarError, match=f"thiếu năm {missing}.*seed_holidays --years {missing}-{missing}"):
        due(at(received), Limit(count, unit), usual())


@pytest.mark.parametrize(
    ("received", "by"),
    [
        ("2026-03-25 09:00", "2026-03-25 17:30"),
        ("2026-03-25 15:00", "2026-03-25 17:30"),
        ("2026-03-25 15:00:01", "2026-03-26 08:00"),
        ("2026-03-27 16:00", "2026-03-30 08:00"),
        ("2026-03-28 09:00", "2026-03-30 08:00"),
    ],
)
def test_after_three_a_receipt_is_passed_on_first_thing_on_the_next_working_day(received: str, by: str):
    assert forwarded_by(at(received), usual()) == at(by)


@pytest.mark.parametrize(
    ("ends", "by"),
    [
        ("2026-03-26 17:30", "2026-03-25 17:30"),
        ("2026-03-30 10:00", "2026-03-27 17:30"),
        ("2026-05-04 17:30", "2026-04-29 17:30"),
    ],
)
def test_an_apology_comes_a_working_day_before_the_end(ends: str, by: str):
    assert apology_by(at(ends), usual()) == at(by)


def test_a_day_that_a_person_said_is_ordinary_is_worked():
    ordinary = SpecialDay(datetime.date(2026, 4, 30), DayKind.ORDINARY, "Ngày thường", "thử")

    assert due(at("2026-04-29 09:00"), Limit(1, DAYS), calendar_of([ordinary])).at == at("2026-04-30 17:30")


def test_where_offices_close_at_five_the_last_hour_begins_at_four():
    assert due(at("2026-04-29 16:20"), Limit(2, HOURS), early()).at == at("2026-05-04 09:30")
    assert due(at("2026-04-29 15:59"), Limit(2, HOURS), early()).at == at("2026-05-04 08:29")
