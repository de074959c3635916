"""What a clock shows at a moment: when it is due, how much has been worked, how much is left, and whether it is late.

A pause moves the end by exactly the time that it took: working time where the limit counts working time, hours where it
counts hours, and dates where it counts calendar days or months (docs/decisions/0020).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from deadlines.calendars import WorkCalendar, local
from deadlines.clock import Clock, ClockEvent, What
from deadlines.errors import ClockError
from deadlines.limits import BY_DATE, Limit, Unit
from deadlines.reasons import Derivation, Reason, Why
from deadlines.reckoning import Deadline, due, worked_day
from deadlines.rules import RuleCode
from deadlines.working_time import working_days_late, working_time_between

NOTHING = datetime.timedelta(0)
ONE_DAY = datetime.timedelta(days=1)


class State(StrEnum):
    """How a clock stands."""

    IN_TIME = "in_time"
    WARNING = "warning"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock shows. While it is paused, `due` is when it would end had it gone on at that moment.

    `elapsed` and `remaining` are working time, whatever the limit is counted in; late, `remaining` is negative.
    """

    at: datetime.datetime
    due: datetime.datetime
    elapsed: datetime.timedelta
    remaining: datetime.timedelta
    state: State
    is_paused: bool
    is_stopped: bool
    days_late: int
    derivation: Derivation


@dataclass(slots=True)
class _Hand:
    """The hand of a clock while its events are gone through."""

    deadline: Deadline
    due: datetime.datetime
    running_since: datetime.datetime | None
    elapsed: datetime.timedelta
    told: list[Reason]
    nominal: datetime.date
    extensions: int = 0


def read(clock: Clock, at: datetime.datetime, calendar: WorkCalendar) -> Reading:
    """Return what a clock shows at `at`, from what had happened by then.

    Raises ClockError if it had not begun, or was put off more often than the law allows.
    """
    happened = [event for event in clock.events if event.at <= at]
    if not happened:
        raise ClockError(_("Lúc đó chưa tiếp nhận."))
    hand = _begun(clock.limit, happened[0].at, calendar)
    paused_at: datetime.datetime | None = None
    for event in happened[1:]:
        paused_at = _gone_on(hand, event, paused_at, clock.limit, calendar)
    stopped = happened[-1].what is What.STOPPED
    seen = happened[-1].at if stopped else at
    return _shown(hand, seen, clock.limit, calendar, paused_at=paused_at, stopped=stopped)


def due_of(clock: Clock, calendar: WorkCalendar) -> datetime.datetime:
    """Return when a clock ends as far as is known now; while paused, had it gone on at the pause."""
    return read(clock, clock.events[-1].at, calendar).due


def _begun(limit: Limit, at: datetime.datetime, calendar: WorkCalendar) -> _Hand:
    deadline = due(at, limit, calendar)
    return _Hand(deadline, deadline.at, at, NOTHING, list(deadline.beginning()), deadline.nominal)


def _gone_on(
    hand: _Hand,
    event: ClockEvent,
    paused_at: datetime.datetime | None,
    limit: Limit,
    calendar: WorkCalendar,
) -> datetime.datetime | None:
    """Move the hand by one event; return since when it has been paused."""
    if event.what is What.RESTARTED:
        _restart(hand, event.at, limit, calendar)
    elif event.what is What.RESUMED and paused_at:
        hand.told.append(Reason(Why.PAUSED, at=paused_at, until=event.at))
        _move(hand, paused_at, event.at, limit, calendar)
        hand.running_since = event.at
    elif event.what is What.EXTENDED and event.until:
        _extend(hand, event, calendar)
    elif hand.running_since:  # paused or stopped
        hand.elapsed += working_time_between(hand.running_since, event.at, calendar)
        hand.running_since = None
        return event.at if event.what is What.PAUSED else None
    return None


def _restart(hand: _Hand, at: datetime.datetime, limit: Limit, calendar: WorkCalendar) -> None:
    """Begin again from zero; how often the date was put off is not forgotten."""
    anew = _begun(limit, at, calendar)
    hand.told += [Reason(Why.RESTARTED, at=at), *anew.told[1:]]
    hand.deadline, hand.due, hand.nominal = anew.deadline, anew.due, anew.nominal
    hand.running_since, hand.elapsed = at, NOTHING


def _extend(hand: _Hand, event: ClockEvent, calendar: WorkCalendar) -> None:
    allowed = calendar.rule(RuleCode.REAPPOINTMENTS, local(event.at).date())
    hand.extensions += 1
    if hand.extensions > allowed.value:
        place = {"times": allowed.value, "source": allowed.source}
        raise ClockError(_("Chỉ được hẹn lại %(times)s lần (%(source)s).") % place)
    assert event.until  # noqa: S101
    if event.until <= hand.due:
        raise ClockError(_("Ngày hẹn lại phải sau ngày hẹn cũ."))
    hand.due = local(event.until)
    hand.nominal = hand.due.date()
    hand.told.append(Reason(Why.EXTENDED, at=hand.due))


def _move(
    hand: _Hand, paused: datetime.datetime, resumed: datetime.datetime, limit: Limit, calendar: WorkCalendar
) -> None:
    """Put the end off by a pause: by the part of it in which the limit would have run. What is late stays late."""
    if paused > hand.due:
        return
    start = hand.deadline.start
    if limit.unit is Unit.HOURS:
        hand.due += resumed - paused
    elif limit.unit in BY_DATE:
        lost = local(resumed).date() - max(local(paused).date(), start.day - ONE_DAY)
        hand.nominal += max(lost, NOTHING)
        hand.due = calendar.closing(worked_day(hand.nominal, calendar))
    else:
        lost_time = calendar.coordinate(resumed) - calendar.coordinate(max(paused, start.at))
        hand.due = calendar.moment(calendar.coordinate(hand.due) + max(lost_time, 0))


def _shown(
    hand: _Hand,
    seen: datetime.datetime,
    limit: Limit,
    calendar: WorkCalendar,
    *,
    paused_at: datetime.datetime | None,
    stopped: bool,
) -> Reading:
    told, still = list(hand.told), paused_at or seen
    elapsed = hand.elapsed
    if hand.running_since:
        elapsed += working_time_between(hand.running_since, seen, calendar)
    remaining = working_time_between(still, hand.due, calendar)
    state = _state(hand, still, limit, calendar)
    if paused_at:
        told.append(Reason(Why.PAUSED, at=paused_at))
        _move(hand, paused_at, seen, limit, calendar)
    if limit.unit in BY_DATE and hand.due.date() != hand.nominal:
        told.append(Reason(Why.LAST_DAY_OFF, day=hand.nominal))
    told += [Reason(Why.DUE, at=hand.due), hand.deadline.sources()]
    return Reading(
        at=seen,
        due=hand.due,
        elapsed=elapsed,
        remaining=remaining,
        state=state,
        is_paused=paused_at is not None,
        is_stopped=stopped,
        days_late=working_days_late(hand.due, still, calendar),
        derivation=Derivation(tuple(told)),
    )


def _state(hand: _Hand, at: datetime.datetime, limit: Limit, calendar: WorkCalendar) -> State:
    if at > hand.due:
        return State.OVERDUE
    return State.WARNING if at >= warning_from(hand.deadline, hand.due, calendar) else State.IN_TIME


def warning_from(deadline: Deadline, due_at: datetime.datetime, calendar: WorkCalendar) -> datetime.datetime:
    """Return from when a clock that is due at `due_at` warns: its last share, and at most so many working days.

    Both are rules of the day of receipt; where the limit is short, the share of it decides.
    """
    received = deadline.start.received.date()
    share = calendar.rule(RuleCode.WARNING_SHARE, received).value
    days = calendar.rule(RuleCode.WARNING_DAYS, received).value
    whole = calendar.coordinate(deadline.at) - calendar.coordinate(deadline.start.at)
    end = calendar.coordinate(due_at)
    last = worked_day(due_at.date(), calendar)
    earliest = calendar.coordinate(calendar.closing(last)) - calendar.coordinate(
        calendar.closing(calendar.working_day(last, -days))
    )
    return calendar.moment(end - min(whole * share // 100, earliest))
