"""What a clock shows follows from its events: pauses, a beginning anew, one new date, the end."""

from __future__ import annotations

import datetime

import pytest

from deadlines.clock import Clock, ClockEvent, What
from deadlines.errors import ClockError
from deadlines.limits import Limit, Unit
from deadlines.reading import State, due_of, read
from tests.deadlines.calendar import at, usual

THREE_DAYS = Limit(3, Unit.WORKING_DAYS)
HOUR = datetime.timedelta(hours=1)


def clock(*events: tuple[str, What] | tuple[str, What, str], limit: Limit = THREE_DAYS) -> Clock:
    """Return a clock of events as ("2026-03-25 09:00", what), with the new date of an extension."""
    found = [ClockEvent(at(event[0]), event[1], at(event[2]) if len(event) > 2 else None) for event in events]
    return Clock(limit, tuple(found))


STARTED = ("2026-03-23 09:00", What.STARTED)  # a Monday: due on Thursday the 26th


def test_a_running_clock():
    shown = read(clock(STARTED), at("2026-03-24 10:00"), usual())

    assert (shown.due, shown.state) == (at("2026-03-26 17:30"), State.IN_TIME)
    assert (shown.elapsed, shown.remaining) == (9 * HOUR, 22 * HOUR)
    assert not shown.is_paused
    assert not shown.is_stopped


def test_a_pause_puts_the_end_off_by_the_working_time_it_took():
    paused = clock(STARTED, ("2026-03-24 10:00", What.PAUSED), ("2026-03-25 10:00", What.RESUMED))

    shown = read(paused, at("2026-03-25 11:00"), usual())

    assert shown.due == at("2026-03-27 17:30")
    assert shown.elapsed == 10 * HOUR
    assert "tạm dừng từ 10:00 thứ Ba 24/3/2026 đến 10:00 thứ Tư 25/3/2026" in str(shown.derivation)


def test_a_pause_of_minutes_does_not_give_a_day():
    paused = clock(STARTED, ("2026-03-24 10:00", What.PAUSED), ("2026-03-24 10:05", What.RESUMED))

    assert due_of(paused, usual()) == at("2026-03-27 08:05")


def test_a_pause_on_the_day_of_receipt_takes_nothing_that_counts():
    paused = clock(STARTED, ("2026-03-23 10:00", What.PAUSED), ("2026-03-23 16:00", What.RESUMED))

    assert due_of(paused, usual()) == at("2026-03-26 17:30")


def test_a_pause_over_a_weekend_and_a_holiday_takes_no_working_time():
    paused = clock(
        ("2026-04-28 09:00", What.STARTED), ("2026-04-29 17:30", What.PAUSED), ("2026-05-04 08:00", What.RESUMED)
    )

    assert due_of(paused, usual()) == at("2026-05-05 17:30")


def test_calendar_days_are_put_off_by_dates_and_still_end_on_a_working_day():
    limit = Limit(10, Unit.CALENDAR_DAYS)  # until 2 April
    paused = clock(STARTED, ("2026-03-24 10:00", What.PAUSED), ("2026-03-26 16:00", What.RESUMED), limit=limit)

    shown = read(paused, at("2026-03-27 09:00"), usual())

    assert shown.due == at("2026-04-06 17:30")  # 4 April is a Saturday
    assert "thứ Bảy 4/4/2026 là ngày nghỉ" in str(shown.derivation)


def test_a_paused_clock_stands_still():
    paused = clock(STARTED, ("2026-03-26 17:00", What.PAUSED))

    shown = read(paused, at("2026-04-10 09:00"), usual())

    assert (shown.state, shown.remaining, shown.is_paused) == (State.WARNING, HOUR / 2, True)
    assert shown.days_late == 0


def test_what_was_late_before_a_pause_stays_late():
    late = clock(STARTED, ("2026-03-27 09:00", What.PAUSED), ("2026-04-01 09:00", What.RESUMED))

    shown = read(late, at("2026-04-01 10:00"), usual())

    assert (shown.state, shown.due) == (State.OVERDUE, at("2026-03-26 17:30"))
    assert shown.days_late == 4


def test_a_complete_supplement_begins_the_limit_anew():
    anew = clock(STARTED, ("2026-03-25 09:00", What.PAUSED), ("2026-03-30 09:00", What.RESTARTED))

    shown = read(anew, at("2026-03-30 10:00"), usual())

    assert (shown.due, shown.elapsed) == (at("2026-04-02 17:30"), HOUR)
    assert "thời hạn tính lại từ đầu" in str(shown.derivation)


def test_one_new_date_and_no_second_even_after_a_beginning_anew():
    once = clock(STARTED, ("2026-03-25 09:00", What.EXTENDED, "2026-03-31 17:30"))
    twice = clock(
        STARTED,
        ("2026-03-25 09:00", What.EXTENDED, "2026-03-31 17:30"),
        ("2026-03-26 09:00", What.RESTARTED),
        ("2026-03-27 09:00", What.EXTENDED, "2026-04-20 17:30"),
    )

    assert due_of(once, usual()) == at("2026-03-31 17:30")
    assert any("Điều 19(9)" in fault for fault in once.may_extend(at("2026-03-26 09:00"), usual()))
    with pytest.raises(ClockError, match=r"hẹn lại 1 lần \(NĐ 61/2018/NĐ-CP Điều 19\(9\)\)"):
        due_of(twice, usual())


def test_a_new_date_must_be_later():
    earlier = clock(STARTED, ("2026-03-25 09:00", What.EXTENDED, "2026-03-26 10:00"))

    with pytest.raises(ClockError, match="phải sau ngày hẹn cũ"):
        due_of(earlier, usual())


def test_whoever_may_not_put_off_is_told_why():
    assert clock(STARTED).may_extend(at("2026-03-24 09:00"), usual()) == []
    paused = clock(STARTED, ("2026-03-24 09:00", What.PAUSED))
    stopped = clock(STARTED, ("2026-03-24 09:00", What.STOPPED))
    assert paused.may_extend(at("2026-03-24 10:00"), usual()) == ["Thời hạn đang tạm dừng."]
    assert stopped.may_extend(at("2026-03-24 10:00"), usual()) == ["Hồ sơ đã kết thúc."]


def test_a_stopped_clock_shows_how_it_was_when_it_stopped():
    late = clock(STARTED, ("2026-03-30 09:00", What.STOPPED))

    shown = read(late, at("2026-05-20 09:00"), usual())

    assert (shown.at, shown.state, shown.days_late) == (at("2026-03-30 09:00"), State.OVERDUE, 2)
    assert not late.is_open


@pytest.mark.parametrize(
    ("seen", "state"),
    [
        ("2026-03-24 17:00", State.IN_TIME),
        ("2026-03-26 11:11:59", State.IN_TIME),
        ("2026-03-26 11:12", State.WARNING),  # a fifth of 24 hours is left: 4 h 48 min
        ("2026-03-26 17:30", State.WARNING),  # the last moment is in time
        ("2026-03-26 17:30:00.000001", State.OVERDUE),
    ],
)
def test_the_last_fifth_warns(seen: str, state: State):
    assert read(clock(STARTED), at(seen), usual()).state is state


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([("2026-03-23 09:00", What.PAUSED)], "bắt đầu bằng lúc tiếp nhận"),
        ([STARTED, ("2026-03-23 08:00", What.PAUSED)], "Tạm dừng lúc 08:00 .* không thể trước Tiếp nhận lúc 09:00"),
        ([STARTED, ("2026-03-24 08:00", What.RESUMED)], "Tiếp tục lúc .* không thể tiếp theo Tiếp nhận"),
        ([STARTED, ("2026-03-24 08:00", What.PAUSED), ("2026-03-25 08:00", What.PAUSED)], "không thể tiếp theo"),
        ([STARTED, ("2026-03-24 08:00", What.STOPPED), ("2026-03-25 08:00", What.RESUMED)], "không thể tiếp theo"),
        ([STARTED, STARTED], "không thể tiếp theo"),
        (
            [STARTED, ("2026-03-24 08:00", What.PAUSED), ("2026-03-25 08:00", What.EXTENDED, "2026-04-01 08:00")],
            "không thể tiếp theo",
        ),
    ],
)
def test_what_cannot_have_happened_so_is_refused_in_words(events: list, told: str):
    with pytest.raises(ClockError, match=told):
        clock(*events)


def test_a_new_date_belongs_to_an_extension_alone():
    with pytest.raises(ClockError, match="ngày hẹn mới"):
        ClockEvent(at("2026-03-24 08:00"), What.EXTENDED)
    with pytest.raises(ClockError, match="ngày hẹn mới"):
        ClockEvent(at("2026-03-24 08:00"), What.PAUSED, at("2026-03-25 08:00"))


def test_events_that_arrive_late_are_put_in_order():
    events = clock(STARTED, ("2026-03-24 10:00", What.PAUSED), ("2026-03-25 10:00", What.RESUMED)).events

    assert Clock.of(THREE_DAYS, reversed(events)) == Clock(THREE_DAYS, events)


def test_before_it_began_a_clock_shows_nothing():
    with pytest.raises(ClockError, match="chưa tiếp nhận"):
        read(clock(STARTED), at("2026-03-22 09:00"), usual())
