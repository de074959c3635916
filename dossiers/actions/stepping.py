"""One way for every step of a dossier: who may, from where to where, when it happened, why, and what follows of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from dossiers.clock import reckoned
from dossiers.models import TRANSITIONS, Dossier, DossierEvent, State
from dossiers.notices import tell_after_commit
from dossiers.rights import Hand, Side, require_hand

Verb = DossierEvent.Verb


@dataclass(frozen=True)
class Step:
    """What one act is: on whose side it is done, from where, to which state (None: it stays), whether it says why.

    `since` narrows what the table of transitions allows: papers lead back to where a dossier was, acceptance does not.
    """

    verb: Verb
    side: Side
    to: State | None
    says_why: bool = False
    since: tuple[State, ...] = tuple(State)

    @property
    def sources(self) -> tuple[State, ...]:
        """The states in which it can be taken."""
        return self.since if self.to is None else tuple(one for one in self.since if one in TRANSITIONS[self.to])


@transaction.atomic
def take(
    step: Step,
    dossier: Dossier,
    *,
    by: Hand,
    at: datetime.datetime | None = None,
    reason: str = "",
    details: dict[str, Any] | None = None,
    **facts: Any,
) -> DossierEvent:
    """Take one step with a dossier at `at` (now), and tell the applicant; return its event.

    Raises PermissionDenied unless `by` acts for that side; ValidationError when the dossier is not where the step
    begins, the reason is missing, or the moment lies before what happened last or in the future.
    """
    locked = Dossier.objects.locked().get(pk=dossier.pk)
    agency = step.side.agency(locked)
    require_hand(by, step.side.roles, agency)
    at = _moment(locked, at)
    reason = reason.strip()
    if step.says_why and not reason:
        raise ValidationError({"reason": "Hãy ghi lý do: người nộp hồ sơ sẽ được đọc."})
    if locked.state not in step.since:
        raise ValidationError(f"Hồ sơ đang ở tình trạng “{locked.get_state_display()}”, không làm việc này được.")
    if step.to is not None:
        locked.move_to(step.to, **facts)
    elif facts:
        Dossier.objects.filter(pk=locked.pk).update(**facts)
    event = write(locked, step.verb, by=by, agency=agency, at=at, reason=reason, details=details)
    keep_time(locked)
    dossier.refresh_from_db()
    return event


def write(
    dossier: Dossier,
    verb: Verb,
    *,
    by: Hand | None,
    agency: Agency,
    at: datetime.datetime,
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> DossierEvent:
    """Write the event of a step that was taken, and have the applicant told. Within the transaction of the step.

    `dossier` is as the step left it: new, or locked.
    """
    told = dict(details or {})
    if by is not None and not isinstance(by, User):
        told["feed"] = by.name
    event = DossierEvent.objects.create(
        dossier=dossier,
        verb=verb,
        state=dossier.state,
        by=by if isinstance(by, User) else None,
        agency=agency,
        happened_at=at,
        reason=reason,
        details=told,
    )
    tell_after_commit(event)
    return event


def keep_time(dossier: Dossier) -> None:
    """Reckon when the limit of a dossier ends, of all that has happened to it."""
    due_at = reckoned(dossier)
    Dossier.objects.filter(pk=dossier.pk).exclude(due_at=due_at).update(due_at=due_at)
    dossier.due_at = due_at


def _moment(dossier: Dossier, at: datetime.datetime | None) -> datetime.datetime:
    """Return when a step happens, now by default. Raises ValidationError for one before the last, or in the future."""
    now = timezone.now()
    at = at or now
    # That a date was reckoned anew is no act upon the dossier: what happened before it may be told after it.
    acts = dossier.events.exclude(verb=Verb.RECKONED)
    last = acts.order_by("-happened_at").values_list("happened_at", flat=True).first() or dossier.received_at
    if at < last:
        raise ValidationError(
            f"Thời điểm này ở trước việc gần nhất của hồ sơ ({timezone.localtime(last):%H:%M %d/%m/%Y})."
        )
    if at > now + datetime.timedelta(minutes=5):
        raise ValidationError("Thời điểm này ở tương lai.")
    return at
