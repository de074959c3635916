"""What a feed may tell: by the name of the act, or by the national word of the state in which it leaves a dossier."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from agencies.models import Agency
from dossiers.actions import appointing, handling, receiving, supplementing
from dossiers.actions.stepping import Verb
from dossiers.feed_format import moment
from dossiers.models import NATIONAL_WORDS, Dossier, DossierEvent, Feed, Outcome, State
from dossiers.models.stages import RUNNING


@dataclass(frozen=True)
class Told:
    """What an event says, once its agencies are known."""

    by: Feed
    at: datetime.datetime
    body: dict[str, Any]
    to: Agency | None = None

    @property
    def reason(self) -> str:
        return str(self.body.get("reason", ""))

    @property
    def common(self) -> dict[str, Any]:
        """By whom and when, as every act wants it."""
        return {"by": self.by, "at": self.at}


@dataclass(frozen=True)
class Kind:
    """One kind of event: in which states of a dossier it can be done, and what does it."""

    sources: tuple[State, ...]
    do: Callable[[Dossier, Told], DossierEvent]


def _forward(dossier: Dossier, told: Told) -> DossierEvent:
    return handling.forward(dossier, to=told.to or dossier.decider, **told.common)


def _finish(dossier: Dossier, told: Told) -> DossierEvent:
    outcome = Outcome(told.body.get("outcome", Outcome.GRANTED))
    return handling.finish(
        dossier, outcome=outcome, result=told.body.get("result", ""), reason=told.reason, **told.common
    )


def _apologise(dossier: Dossier, told: Told) -> DossierEvent:
    return appointing.apologise(dossier, reason=told.reason, until=moment(told.body["until"]), **told.common)


KINDS: dict[Verb, Kind] = {
    Verb.ACCEPTED: Kind(receiving.ACCEPT.sources, lambda one, told: receiving.accept(one, **told.common)),
    Verb.DENIED: Kind(receiving.DENY.sources, lambda one, told: receiving.deny(one, reason=told.reason, **told.common)),
    Verb.FORWARDED: Kind(RUNNING, _forward),
    Verb.TAKEN_UP: Kind(handling.TAKE_UP.sources, lambda one, told: handling.take_up(one, **told.common)),
    Verb.SUPPLEMENT_ASKED: Kind(
        supplementing.ASK_AT_DESK.sources,
        lambda one, told: supplementing.ask_supplement(one, what=told.reason, **told.common),
    ),
    Verb.SUPPLEMENTED: Kind(
        (State.WAITING,), lambda one, told: supplementing.supplement(one, note=told.reason, **told.common)
    ),
    Verb.PAYMENT_ASKED: Kind(
        handling.ASK_PAYMENT.sources, lambda one, told: handling.ask_payment(one, what=told.reason, **told.common)
    ),
    Verb.PAID: Kind(handling.PAY.sources, lambda one, told: handling.confirm_payment(one, **told.common)),
    Verb.STOPPED: Kind(handling.STOP.sources, lambda one, told: handling.stop(one, reason=told.reason, **told.common)),
    Verb.RESUMED: Kind((State.STOPPED,), lambda one, told: handling.resume(one, reason=told.reason, **told.common)),
    Verb.APOLOGISED: Kind(RUNNING, _apologise),
    Verb.WITHDRAWN: Kind(
        handling.WITHDRAW.sources, lambda one, told: handling.withdraw(one, reason=told.reason, **told.common)
    ),
    Verb.FINISHED: Kind(handling.FINISH.sources, _finish),
    Verb.RETURNED: Kind(handling.GIVE_BACK.sources, lambda one, told: handling.give_back(one, **told.common)),
}

# A national word says where a dossier is now; what was done to bring it there follows from where it was.
_USUAL = {
    State.REGISTERED: Verb.REGISTERED,
    State.ACCEPTED: Verb.ACCEPTED,
    State.DENIED: Verb.DENIED,
    State.PROCESSING: Verb.TAKEN_UP,
    State.WAITING: Verb.SUPPLEMENT_ASKED,
    State.PAYING: Verb.PAYMENT_ASKED,
    State.WITHDRAWN: Verb.WITHDRAWN,
    State.STOPPED: Verb.STOPPED,
    State.FINISHED: Verb.FINISHED,
    State.RETURNED: Verb.RETURNED,
}
_FROM = {
    (State.WAITING, State.ACCEPTED): Verb.SUPPLEMENTED,
    (State.WAITING, State.PROCESSING): Verb.SUPPLEMENTED,
    (State.PAYING, State.PROCESSING): Verb.PAID,
    (State.STOPPED, State.PROCESSING): Verb.RESUMED,
}
_STATES = {word: state for state, word in NATIONAL_WORDS.items()}


def verb_of(kind: str, dossier: Dossier | None) -> Verb:
    """Return which act an event tells of a dossier, or of one that is not known yet."""
    if kind not in _STATES:
        return Verb(kind)
    state = _STATES[kind]
    return _USUAL[state] if dossier is None else _FROM.get((State(dossier.state), state), _USUAL[state])
