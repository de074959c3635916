"""A clock that can pause, begin anew, be put off once, and stop: what it shows follows from its events alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from deadlines.calendars import WorkCalendar, local
from deadlines.errors import ClockError
from deadlines.limits import Limit
from deadlines.reasons import moment_in_words
from deadlines.rules import RuleCode


class What(StrEnum):
    """What can happen to a clock."""

    STARTED = "started"
    PAUSED = "paused"  # a financial duty, a case suspended: time that is not the office's
    RESUMED = "resumed"
    RESTARTED = "restarted"  # the supplement is complete: from zero (NĐ 61/2018 Điều 19(4))
    EXTENDED = "extended"  # a new date with an apology, once (NĐ 61/2018 Điều 19(9))
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One thing that happened; `until` is the new date of an extension."""

    at: datetime.datetime
    what: What
    until: datetime.datetime | None = None

    def __post_init__(self) -> None:
        local(self.at)  # refuses a moment without a zone
        if (self.what is What.EXTENDED) != (self.until is not None):
            raise ClockError(_("Hẹn lại phải có ngày hẹn mới, và chỉ hẹn lại mới có."))


_RUNNING = frozenset({What.STARTED, What.RESUMED, What.RESTARTED, What.EXTENDED})
# What may have happened just before each; an extension leaves a clock running, for it is refused on a paused one.
MAY_FOLLOW: dict[What, frozenset[What]] = {
    What.STARTED: frozenset(),
    What.PAUSED: _RUNNING,
    What.RESUMED: frozenset({What.PAUSED}),
    What.RESTARTED: _RUNNING | {What.PAUSED},
    What.EXTENDED: _RUNNING,
    What.STOPPED: _RUNNING | {What.PAUSED},
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit and what happened to its clock, in order. Raises ClockError for what cannot have happened so."""

    limit: Limit
    events: tuple[ClockEvent, ...]

    @classmethod
    def of(cls, limit: Limit, events: Iterable[ClockEvent]) -> Clock:
        """Return the clock of events that come in any order: of the same moment, as they are given."""
        return cls(limit, tuple(sorted(events, key=lambda event: event.at)))

    def __post_init__(self) -> None:
        if not self.events or self.events[0].what is not What.STARTED:
            raise ClockError(_("Đồng hồ phải bắt đầu bằng lúc tiếp nhận."))
        for before, event in zip(self.events, self.events[1:], strict=False):
            place = {"event": _in_words(event), "before": _in_words(before)}
            if event.at < before.at:
                raise ClockError(_("%(event)s không thể trước %(before)s.") % place)
            if before.what not in MAY_FOLLOW[event.what]:
                raise ClockError(_("%(event)s không thể tiếp theo %(before)s.") % place)

    @property
    def is_open(self) -> bool:
        """Tell whether the clock has not stopped."""
        return self.events[-1].what is not What.STOPPED

    def may_extend(self, at: datetime.datetime, calendar: WorkCalendar) -> list[str]:
        """Return why the date cannot be put off at `at`: an empty list if it can."""
        told = []
        allowed = calendar.rule(RuleCode.REAPPOINTMENTS, local(at).date())
        if sum(event.what is What.EXTENDED for event in self.events) >= allowed.value:
            told.append(_("Đã hẹn lại %(times)s lần (%(source)s).") % _facts(allowed.value, allowed.source))
        if not self.is_open:
            told.append(_("Hồ sơ đã kết thúc."))
        elif self.events[-1].what is What.PAUSED:
            told.append(_("Thời hạn đang tạm dừng."))
        return told


def _facts(times: int, source: str) -> dict[str, object]:
    return {"times": times, "source": source}


def _in_words(event: ClockEvent) -> str:
    names = {
        What.STARTED: _("Tiếp nhận lúc %(moment)s"),
        What.PAUSED: _("Tạm dừng lúc %(moment)s"),
        What.RESUMED: _("Tiếp tục lúc %(moment)s"),
        What.RESTARTED: _("Tính lại từ đầu lúc %(moment)s"),
        What.EXTENDED: _("Hẹn lại lúc %(moment)s"),
        What.STOPPED: _("Kết thúc lúc %(moment)s"),
    }
    return names[event.what] % {"moment": moment_in_words(event.at)}
