"""How the dossiers of the demo go: each follows one course as far as the present has come."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from deadlines.calendars import WorkCalendar
from deadlines.reading import due_of
from dossiers.actions.closing import silent_until
from dossiers.clock import clock_of
from dossiers.models import Dossier, DossierEvent, Outcome, State
from portal.demo.dossiers.offices import Office

Verb = DossierEvent.Verb

SAMPLE = "Hồ sơ mẫu của bản trình diễn; mã định danh cơ quan trong mã hồ sơ là mã mẫu."
PAPERS = ("Bổ sung bản chính để đối chiếu.", "Bổ sung tờ khai có chữ ký.", "Bổ sung giấy tờ về nơi cư trú.")
LATE = ("Phải xác minh thêm tại nơi cư trú cũ.", "Chờ ý kiến của cơ quan phối hợp.", "Khối lượng hồ sơ tăng đột xuất.")
REFUSED = ("Không đủ điều kiện theo quy định.", "Giấy tờ nộp kèm không đúng với thực tế.")
WORKED_HOUR = 3_600_000_000  # microseconds, as the calendar counts


@dataclass
class Life:
    """One dossier while it is being told; whatever would happen after `now` has not happened."""

    dossier: Dossier
    office: Office
    calendar: WorkCalendar
    chance: random.Random
    now: datetime.datetime
    events: list[DossierEvent] = field(default_factory=list)
    is_over: bool = False

    def later(self, hours: float) -> datetime.datetime:
        """Return the moment after so many hours of work since what happened last."""
        last = self.calendar.coordinate(self.events[-1].happened_at)
        return self.calendar.moment(last + round(hours * WORKED_HOUR))

    def end(self) -> datetime.datetime:
        """Return when the limit ends, as it looks now; ten days of work on where there is none."""
        clock = clock_of(self.dossier, self.events)
        return due_of(clock, self.calendar) if clock else self.later(80)

    def within(self, share: float) -> datetime.datetime:
        """Return the moment when that share of the time from what happened last to the end has gone by."""
        begun = self.calendar.coordinate(self.events[-1].happened_at)
        return self.calendar.moment(begun + round(share * (self.calendar.coordinate(self.end()) - begun)))

    def do(self, verb: Verb, at: datetime.datetime, state: State, *, reason: str = "", **facts: Any) -> None:
        """Let something happen, unless its time has not come."""
        self.is_over = self.is_over or at > self.now
        if self.is_over:
            return
        at_desk = verb in AT_DESK
        by = None if verb is Verb.CLOSED else self.office.desk if at_desk else self.office.officer
        details = {"officer": str(by)} if verb is Verb.TAKEN_UP else {}
        self.events.append(
            DossierEvent(
                verb=verb, state=state, by=by, agency=self.office.agency, happened_at=at, reason=reason, details=details
            )
        )
        self.dossier.state = state
        self.dossier.waiting_since = at if state is State.WAITING else None
        for name, value in facts.items():
            setattr(self.dossier, name, value)

    def close(self) -> None:
        """Reckon the end, once all is told."""
        clock = clock_of(self.dossier, self.events)
        self.dossier.due_at = due_of(clock, self.calendar) if clock else None


AT_DESK = frozenset({Verb.REGISTERED, Verb.ACCEPTED, Verb.DENIED, Verb.SUPPLEMENTED, Verb.PAID, Verb.WITHDRAWN,
                     Verb.RETURNED})  # fmt: skip


def received(life: Life) -> None:
    life.do(Verb.ACCEPTED, life.dossier.received_at, State.ACCEPTED, reason=SAMPLE)


def taken_up(life: Life) -> None:
    received(life)
    life.do(Verb.TAKEN_UP, life.within(0.1), State.PROCESSING, officer=life.office.officer)


def decided(life: Life, at: datetime.datetime, *, outcome: Outcome = Outcome.GRANTED) -> None:
    """Decide, and hand over the result some hours later, to most."""
    refused = outcome is Outcome.REFUSED
    result = "" if refused else f"{life.dossier.version.record.get('result') or 'Văn bản trả lời'} (mẫu)"
    reason = life.chance.choice(REFUSED) if refused else ""
    facts = {"outcome": outcome, "result": result[:500], "finished_at": at}
    life.do(Verb.FINISHED, at, State.FINISHED, reason=reason, **facts)
    if not life.is_over and life.chance.random() < 0.96:
        returned = life.later(life.chance.uniform(0.2, 12))
        life.do(Verb.RETURNED, returned, State.RETURNED, returned_at=returned)


def on_time(life: Life) -> None:
    taken_up(life)
    decided(life, life.within(life.chance.uniform(0.3, 0.95)))


def refused(life: Life) -> None:
    taken_up(life)
    decided(life, life.within(0.8), outcome=Outcome.REFUSED)


def late(life: Life) -> None:
    taken_up(life)
    late_by = life.chance.uniform(2, 40)
    end = life.calendar.coordinate(life.end())
    decided(life, life.calendar.moment(end + round(late_by * WORKED_HOUR)))


def supplemented(life: Life) -> None:
    taken_up(life)
    ask(life)
    life.do(Verb.SUPPLEMENTED, life.later(life.chance.uniform(4, 60)), State.PROCESSING)
    decided(life, life.within(life.chance.uniform(0.3, 0.95)))


def ask(life: Life) -> None:
    at = life.later(life.chance.uniform(0.5, 5))
    life.do(Verb.SUPPLEMENT_ASKED, at, State.WAITING, reason=life.chance.choice(PAPERS), supplemented=1)


def silent(life: Life) -> None:
    """Papers are asked for, and never come."""
    received(life)
    ask(life)
    since = life.dossier.waiting_since
    if since:
        at = silent_until(since, life.calendar) + datetime.timedelta(minutes=5)
        reason = "Không nhận được giấy tờ bổ sung trong thời hạn."
        life.do(Verb.CLOSED, at, State.STOPPED, reason=reason, closed_at=at)


def paid(life: Life) -> None:
    taken_up(life)
    reason = "Nộp lệ phí theo thông báo (mẫu)."
    life.do(Verb.PAYMENT_ASKED, life.within(0.3), State.PAYING, reason=reason)
    life.do(Verb.PAID, life.later(life.chance.uniform(2, 30)), State.PROCESSING)
    decided(life, life.within(life.chance.uniform(0.3, 0.95)))


def withdrawn(life: Life) -> None:
    received(life)
    at = life.within(0.5)
    life.do(Verb.WITHDRAWN, at, State.WITHDRAWN, reason="Người nộp không còn nhu cầu.", closed_at=at)


def stopped(life: Life) -> None:
    taken_up(life)
    life.do(Verb.STOPPED, life.within(0.5), State.STOPPED, reason="Có tranh chấp đang chờ giải quyết.")


def apologised(life: Life) -> None:
    """Late, with an apology in time and a new date."""
    taken_up(life)
    end = life.calendar.coordinate(life.end())
    until = life.calendar.moment(end + 24 * WORKED_HOUR)
    at = life.calendar.moment(end - 10 * WORKED_HOUR)
    if at > life.events[-1].happened_at:
        life.do(Verb.APOLOGISED, at, State.PROCESSING, reason=life.chance.choice(LATE), promised_at=until)
    decided(life, life.calendar.moment(end + round(life.chance.uniform(4, 22) * WORKED_HOUR)))


def forgotten(life: Life) -> None:
    """Taken up, and not decided to this day."""
    taken_up(life)


def filed_online(life: Life) -> None:
    """Filed on the national portal, and accepted some hours later."""
    life.do(Verb.REGISTERED, life.dossier.received_at, State.REGISTERED, reason=SAMPLE)
    life.do(Verb.ACCEPTED, life.later(life.chance.uniform(1, 8)), State.ACCEPTED)
    life.do(Verb.TAKEN_UP, life.within(0.1), State.PROCESSING, officer=life.office.officer)
    decided(life, life.within(life.chance.uniform(0.3, 0.95)))


def denied(life: Life) -> None:
    life.do(Verb.REGISTERED, life.dossier.received_at, State.REGISTERED, reason=SAMPLE)
    at = life.later(life.chance.uniform(1, 8))
    life.do(Verb.DENIED, at, State.DENIED, reason="Không thuộc thẩm quyền của cơ quan nhận.", closed_at=at)


Course = Callable[[Life], None]
ONLINE: frozenset[Course] = frozenset({filed_online, denied})
# How often each course is taken, of a hundred or so.
COURSES: dict[Course, int] = {
    on_time: 56,
    late: 8,
    filed_online: 12,
    supplemented: 8,
    paid: 5,
    refused: 3,
    apologised: 2,
    silent: 2,
    withdrawn: 2,
    denied: 2,
    stopped: 1,
}


def tell_life(life: Life, course: Course) -> None:
    """Let a dossier go its course."""
    course(life)
    life.close()
