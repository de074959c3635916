"""The quick answers are those of the slow reference, for any receipt, limit and calendar."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines.calendars import ZONE, DayKind, SpecialDay, WorkCalendar
from deadlines.clock import Clock, ClockEvent, What
from deadlines.limits import Limit, Unit
from deadlines.reading import read
from deadlines.reckoning import due
from deadlines.working_time import add_working_time, handling_days, working_time_between
from tests.deadlines import reference
from tests.deadlines.calendar import EARLY, USUAL, calendar_of, usual

MORNINGS = ((7 * 60, 11 * 60),)

BEGINNING = datetime.datetime(2025, 1, 1, tzinfo=ZONE)
moments = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: BEGINNING + datetime.timedelta(minutes=minutes))
limits = st.one_of(
    st.builds(Limit, st.integers(1, 60), st.just(Unit.WORKING_HOURS)),
    st.builds(Limit, st.integers(0, 60), st.just(Unit.WORKING_DAYS)),
    st.builds(Limit, st.integers(1, 120), st.just(Unit.CALENDAR_DAYS)),
    st.builds(Limit, st.integers(1, 200), st.just(Unit.HOURS)),
    st.builds(Limit, st.integers(1, 30), st.just(Unit.MONTHS)),
)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Any days off and make-up days over the loaded ones, any of a few office hours."""
    dates = st.dates(datetime.date(2025, 1, 1), datetime.date(2028, 12, 31))
    off = draw(st.sets(dates, max_size=40))
    worked = {day for day in draw(st.sets(dates, max_size=40)) if day.weekday() >= 5} - off
    days = [SpecialDay(day, DayKind.DAY_OFF, "nghỉ", "thử") for day in off]
    days += [SpecialDay(day, DayKind.MAKE_UP, "làm bù", "thử") for day in worked]
    return calendar_of(days, draw(st.sampled_from([USUAL, EARLY, MORNINGS])))


@settings(max_examples=150, deadline=None)
@given(moments, limits)
def test_a_deadline_is_that_of_the_reference(received, limit):
    assert due(received, limit, usual()).at == reference.due(received, limit, usual())


@settings(max_examples=30, deadline=None)
@given(moments, limits, calendars())
def test_a_deadline_is_that_of_the_reference_in_any_calendar(received, limit, calendar):
    assert due(received, limit, calendar).at == reference.due(received, limit, calendar)


@settings(max_examples=60, deadline=None)
@given(moments, st.integers(0, 10_000))
def test_working_time_between_is_that_of_the_reference(start, minutes):
    end = start + datetime.timedelta(minutes=minutes)

    found = working_time_between(start, end, usual())

    assert found == datetime.timedelta(minutes=reference.minutes_between(start, end, usual()))


@settings(max_examples=60, deadline=None)
@given(moments, st.integers(0, 10**11))
def test_adding_working_time_and_measuring_it_are_each_others_inverse(start, microseconds):
    time = datetime.timedelta(microseconds=microseconds)

    assert working_time_between(start, add_working_time(start, time, usual()), usual()) == time


@settings(max_examples=60, deadline=None)
@given(moments, moments, moments)
def test_time_adds_up(a, b, c):
    parts = working_time_between(a, b, usual()) + working_time_between(b, c, usual())

    assert working_time_between(a, c, usual()) == parts
    assert handling_days(a, c, usual()) == handling_days(a, b, usual()) + handling_days(b, c, usual())


@settings(max_examples=60, deadline=None)
@given(moments, moments, limits)
def test_who_comes_later_is_never_due_earlier(one, other, limit):
    first, second = sorted((one, other))

    assert due(first, limit, usual()).at <= due(second, limit, usual()).at


@settings(max_examples=60, deadline=None)
@given(moments, limits)
def test_a_deadline_of_days_falls_on_a_working_day_after_the_receipt(received, limit):
    found = due(received, limit, usual())

    assert found.at > received
    if limit.unit.ends_with_a_day:
        assert found.at == usual().closing(found.at.date())


@settings(max_examples=30, deadline=None)
@given(moments, st.integers(1, 6), st.lists(st.integers(1, 2_000), min_size=2, max_size=6))
def test_pauses_put_the_end_off_by_the_working_time_that_they_took(received, days, gaps):
    limit, moment = Limit(days, Unit.WORKING_DAYS), received
    events, pauses = [ClockEvent(received, What.STARTED)], []
    for before, length in zip(gaps[::2], gaps[1::2], strict=False):
        start = moment + datetime.timedelta(minutes=before)
        moment = start + datetime.timedelta(minutes=length)
        shown = read(Clock(limit, tuple(events)), start, usual())
        if start > shown.due:
            break
        events += [ClockEvent(start, What.PAUSED), ClockEvent(moment, What.RESUMED)]
        pauses.append((start, moment))

    shown = read(Clock(limit, tuple(events)), moment, usual())

    assert shown.due == reference.due_with_pauses(received, limit, pauses, usual())


@settings(max_examples=60, deadline=None)
@given(moments, limits, st.integers(1, 3_000), st.integers(1, 3_000))
def test_what_remains_at_a_pause_remains_after_it(received, limit, before, length):
    paused = received + datetime.timedelta(minutes=before)
    clock = Clock(limit, (ClockEvent(received, What.STARTED), ClockEvent(paused, What.PAUSED)))

    at_once = read(clock, paused, usual())
    later = read(clock, paused + datetime.timedelta(minutes=length), usual())

    assert (at_once.remaining, at_once.elapsed, at_once.state) == (later.remaining, later.elapsed, later.state)
    assert later.due >= at_once.due
