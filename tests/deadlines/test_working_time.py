"""How much was worked between two moments."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from deadlines.calendars import Hours, WorkCalendar
from deadlines.working_time import add_working_time, handling_days, working_days_late, working_time_between
from tests.deadlines.calendar import EARLY, FIRST, LAST, USUAL, at, usual

HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-25 00:00", "2026-03-26 00:00", 8),
        ("2026-03-25 11:00", "2026-03-25 14:00", 1.5),
        ("2026-03-25 12:10", "2026-03-25 13:20", 0),
        ("2026-03-27 17:00", "2026-03-30 08:30", 1),
        ("2026-04-29 17:30", "2026-05-04 08:00", 0),
        ("2026-08-21 17:30", "2026-08-24 08:00", 8),  # the Saturday that is worked
        ("2026-03-26 00:00", "2026-03-25 00:00", -8),
    ],
)
def test_working_time_is_exact(start: str, end: str, hours: float):
    assert working_time_between(at(start), at(end), usual()) == hours * HOUR


def test_the_end_of_a_day_comes_before_the_beginning_of_the_next():
    assert add_working_time(at("2026-03-27 08:00"), 8 * HOUR, usual()) == at("2026-03-27 17:30")
    assert add_working_time(at("2026-03-27 08:00"), 4 * HOUR, usual()) == at("2026-03-27 12:00")


def test_handling_time_in_working_days_is_a_share_of_the_day():
    assert handling_days(at("2026-03-23 10:00"), at("2026-03-24 10:00"), usual()) == 1
    assert handling_days(at("2026-03-23 08:00"), at("2026-03-23 10:00"), usual()) == Fraction(1, 4)
    assert handling_days(at("2026-03-28 08:00"), at("2026-03-29 10:00"), usual()) == 0


def test_late_is_counted_in_working_days():
    assert working_days_late(at("2026-04-29 17:30"), at("2026-04-29 18:00"), usual()) == 0
    assert working_days_late(at("2026-04-29 17:30"), at("2026-05-03 09:00"), usual()) == 0
    assert working_days_late(at("2026-04-29 17:30"), at("2026-05-05 09:00"), usual()) == 2
    assert working_days_late(at("2026-05-05 09:00"), at("2026-04-29 17:30"), usual()) == 0


def test_office_hours_change_on_their_day():
    day = datetime.date(2026, 3, 25)
    calendar = WorkCalendar.of(FIRST, LAST, [], [Hours(day, EARLY, "mùa hè"), Hours(FIRST, USUAL, "trước")])

    assert calendar.closing(day) == at("2026-03-25 17:00")
    assert calendar.closing(day - datetime.timedelta(days=1)) == at("2026-03-24 17:30")
    assert working_time_between(at("2026-03-24 17:00"), at("2026-03-25 08:00"), calendar) == HOUR


@pytest.mark.parametrize("spans", [(), ((600, 540),), ((480, 720), (700, 900)), ((0, 1500),)])
def test_hours_that_cannot_be_are_refused(spans: tuple):
    with pytest.raises(ValueError, match="follow each other"):
        Hours(FIRST, spans, "thử")
