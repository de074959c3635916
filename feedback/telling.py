"""A case as its sender reads it: where it stands, who holds it, who refused it and why, and all that was done.

NĐ 20/2008/NĐ-CP art. 12: she is told of what becomes of it; art. 17: of the answer.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from agencies.models import Agency
from agencies.sites import linked
from agencies.words import Linked
from feedback.models import (
    PRIVATE,
    About,
    Answer,
    Channel,
    Feedback,
    FeedbackEvent,
    HandOver,
    Kind,
    Outcome,
    RuleChange,
    Sender,
    State,
    Verdict,
)
from feedback.wording import ABOUT_NAMES, CHANNELS, KIND_NAMES, OUTCOMES, STATES, STEPS, TAGS

Verb = FeedbackEvent.Verb


@dataclass(frozen=True)
class Step:
    """One thing that was done: what, when, by which agency, why; `to` whom a case was offered."""

    what: str
    at: datetime.datetime
    agency: Linked
    to: str
    reason: str


@dataclass(frozen=True)
class Held:
    """For how long an agency held the case; `until` None: it holds it now."""

    agency: Linked
    since: datetime.datetime
    until: datetime.datetime | None


class Told:
    """A case in words, in the language of a reader. Eight queries at most, however much has happened."""

    def __init__(self, case: Feedback, language: str) -> None:
        self.case, self.language = case, language
        self.state, self.sentence = STATES[State(case.state)]
        self.tag = TAGS.get(State(case.state), "")
        self.kind, self.about = KIND_NAMES[Kind(case.kind)], ABOUT_NAMES[About(case.about)]
        self.channel = CHANNELS[Channel(case.channel)]
        self.holder = self._linked(case.holder)

    @cached_property
    def steps(self) -> list[Step]:
        """All that happened and is not between offices alone, the latest first."""
        events = self.case.events.exclude(verb__in=PRIVATE).select_related("agency")
        return [self._step(event) for event in reversed(events)]

    @cached_property
    def holdings(self) -> list[Held]:
        """Who held it, from when until when, in order."""
        rows = self.case.holdings.select_related("agency")
        return [Held(self._linked(one.agency), one.since, one.until) for one in rows]

    @cached_property
    def offered(self) -> HandOver | None:
        """The hand-over that waits for its receiver."""
        if self.case.state != State.HANDED_OVER:
            return None
        return self.case.hand_overs.waiting().select_related("receiver").first()

    @property
    def receiver(self) -> Linked | None:
        """Whoever has to accept or decline it now."""
        return self._linked(self.offered.receiver) if self.offered else None

    @property
    def answer(self) -> Answer | None:
        """The last answer; one that was disputed stays readable while the case is open again."""
        return self.case.answer

    @property
    def outcome(self) -> str:
        """What follows for the regulation, in words."""
        answer = self.answer
        return str(OUTCOMES[Outcome(answer.outcome)]) if answer and answer.outcome else ""

    @property
    def answered_by(self) -> Linked | None:
        return self._linked(self.answer.agency) if self.answer else None

    @cached_property
    def rule_changes(self) -> list[RuleChange]:
        """Rules that were changed after this case raised them."""
        return list(self.case.rule_changes.order_by("told_at"))

    @cached_property
    def verdict(self) -> Verdict | None:
        """What the sender has said of the last answer."""
        return self.case.verdicts.filter(answer=self.case.answer).first() if self.case.answer else None

    @cached_property
    def awaits_confirmation(self) -> bool:
        """Tell whether a letter with a link went out that nobody has opened."""
        return self.case.verified_at is None and Sender.objects.filter(feedback=self.case).exclude(email="").exists()

    @property
    def may_be_rated(self) -> bool:
        return self.case.answer is not None and self.case.is_closed and self.verdict is None

    def _step(self, event: FeedbackEvent) -> Step:
        to = str(event.details.get("to", ""))
        agency = self._linked(event.agency)
        return Step(str(STEPS[Verb(event.verb)]), event.happened_at, agency, to, event.reason)

    def _linked(self, agency: Agency) -> Linked:
        return linked(agency, self.language)
