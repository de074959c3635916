"""A dossier as its applicant reads it: where it stands, what is asked of her, and what has been done so far.

NĐ 224/2026/NĐ-CP art. 15(1)(g): at least the agency and the person who handle it, and when it was received, handled
and returned.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext

from agencies.models import Agency
from agencies.sites import linked
from agencies.words import Linked
from deadlines.errors import DeadlineError
from deadlines.loading import current_calendar
from deadlines.reading import Reading, read
from dossiers.actions.closing import silent_until
from dossiers.clock import clock_of
from dossiers.models import Channel, Dossier, DossierEvent, Outcome, State
from dossiers.wording import BETWEEN_OFFICES, CHANNELS, KINDS, OUTCOMES, STATES, STEPS

Verb = DossierEvent.Verb


@dataclass(frozen=True)
class Step:
    """One thing that was done: what, when, by whom, why."""

    what: str
    at: datetime.datetime
    agency: Linked
    person: str
    reason: str


@dataclass(frozen=True)
class Asked:
    """What the applicant has to do now, in the office's own words, and until when."""

    title: str
    words: str
    until: datetime.datetime | None
    where: Linked


class Told:
    """A dossier in words, in the language of a reader. One query, and one for the calendar."""

    def __init__(self, dossier: Dossier, language: str) -> None:
        self.dossier, self.language = dossier, language
        self.state, self.sentence = STATES[State(dossier.state)]
        self.kind = KINDS.get(State(dossier.state), "")
        self.channel = CHANNELS[Channel(dossier.channel)]
        self.outcome = OUTCOMES[Outcome(dossier.outcome)] if dossier.outcome else ""
        self.receiver, self.decider = self._linked(dossier.receiver), self._linked(dossier.decider)

    @cached_property
    def events(self) -> list[DossierEvent]:
        """All that happened, in order."""
        return list(self.dossier.events.select_related("agency", "by"))

    @cached_property
    def steps(self) -> list[Step]:
        """All that happened, the latest first."""
        return [self._step(event) for event in reversed(self.events)]

    @cached_property
    def asked(self) -> Asked | None:
        """What is asked of the applicant now."""
        match self.dossier.state:
            case State.WAITING:
                since = self.dossier.waiting_since
                until = silent_until(since, current_calendar()) if since else None
                return self._asked(gettext("Bạn cần bổ sung giấy tờ"), Verb.SUPPLEMENT_ASKED, until)
            case State.PAYING:
                return self._asked(gettext("Bạn cần nộp tiền"), Verb.PAYMENT_ASKED)
            case State.FINISHED:
                return Asked(gettext("Mời bạn đến nhận kết quả"), "", None, self.receiver)
        return None

    @cached_property
    def reading(self) -> Reading | None:
        """What the clock shows now; None without a limit in figures, before receipt, or if its events make no sense."""
        clock = clock_of(self.dossier, self.events)
        try:
            return read(clock, timezone.now(), current_calendar()) if clock else None
        except DeadlineError:
            return None

    @property
    def derivation(self) -> list[str]:
        """How the end of the limit comes about, step by step."""
        steps = self.reading.derivation.steps if self.reading else []
        return [f"{step[:1].upper()}{step[1:]}." for step in steps]

    @property
    def days_late(self) -> int:
        """How many working days it is late, or was when it was done."""
        return self.reading.days_late if self.reading and self.dossier.is_overdue else 0

    @property
    def is_paused(self) -> bool:
        return self.reading is not None and self.reading.is_paused

    @property
    def may_be_rated(self) -> bool:
        return self.dossier.state in (State.FINISHED, State.RETURNED) and not self.is_rated

    @property
    def is_rated(self) -> bool:
        return hasattr(self.dossier, "satisfaction")

    def _step(self, event: DossierEvent) -> Step:
        person = str(event.by) if event.by else str(event.details.get("feed", ""))
        reason = "" if event.verb in BETWEEN_OFFICES else event.reason
        return Step(str(STEPS[Verb(event.verb)]), event.happened_at, self._linked(event.agency), person, reason)

    def _asked(self, title: str, verb: Verb, until: datetime.datetime | None = None) -> Asked:
        words = next((event.reason for event in reversed(self.events) if event.verb == verb), "")
        return Asked(title, words, until, self.receiver)

    def _linked(self, agency: Agency) -> Linked:
        return linked(agency, self.language)
