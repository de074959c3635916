"""One way for every step of a case: locked, from where to where, who holds it, its clock, its event, its notices."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from agencies.actions import require
from agencies.models import Agency, User
from feedback.actions.showing import SEEN, shown_anew
from feedback.models import Feedback, FeedbackEvent, Holding, State
from feedback.notices import tell_after_commit
from feedback.rights import OFFICERS

Verb = FeedbackEvent.Verb


def locked(feedback: Feedback, *, by: User | None) -> Feedback:
    """Return a case, locked until the transaction ends, that `by` handles. None is the clock, or its sender.

    Raises PermissionDenied for an officer of another agency.
    """
    case = Feedback.objects.locked().get(pk=feedback.pk)
    if by is not None:
        require(by, OFFICERS, case.holder)
    return case


def require_state(case: Feedback, *states: State) -> None:
    """Raise ValidationError unless a case stands in one of `states`."""
    if case.state not in states:
        raise ValidationError(f"Phản ánh đang ở tình trạng “{case.get_state_display()}”, không làm việc này được.")


def said(reason: str, field: str = "reason") -> str:
    """Return a reason without blanks around it. Raises ValidationError if nothing is left: the sender will read it."""
    reason = reason.strip()
    if not reason:
        raise ValidationError({field: "Hãy ghi lý do: người gửi sẽ được đọc."})
    return reason


def write(
    case: Feedback,
    verb: Verb,
    *,
    by: User | None,
    agency: Agency | None = None,
    reason: str = "",
    **details: Any,
) -> FeedbackEvent:
    """Write the event of a step that was taken, at its holder unless another agency took it, and tell the sender.

    Within the transaction of the step; `case` is as the step left it.
    """
    event = FeedbackEvent.objects.create(
        feedback=case,
        verb=verb,
        state=case.state,
        by=by,
        agency=agency or case.holder,
        happened_at=moment(case),
        reason=reason,
        details=details,
    )
    tell_after_commit(event)
    if verb in SEEN:
        shown_anew(case)
    return event


def moment(case: Feedback) -> datetime.datetime:
    """Return now, or the moment of the last event if the clock of the machine has gone back behind it."""
    last = case.events.order_by("-happened_at").values_list("happened_at", flat=True).first()
    now = timezone.now()
    return max(now, last) if last else now


def give(case: Feedback, agency: Agency, *, at: datetime.datetime) -> None:
    """Let `agency` hold a locked case from now on: the open holding ends, and another begins, in one moment."""
    missed = case.due_at if case.is_open and case.due_at is not None and case.due_at < at else None
    Holding.objects.filter(feedback=case, until=None).update(until=at, missed_at=missed)
    Holding.objects.create(feedback=case, agency=agency, since=at)
    Feedback.objects.filter(pk=case.pk).update(holder=agency, held_since=at, officer=None)
    case.holder, case.held_since, case.officer = agency, at, None


def require_officer(officer: User, agency: Agency) -> None:
    """Raise ValidationError unless a person handles cases at `agency`."""
    if not officer.holds(OFFICERS, agency):
        raise ValidationError({"officer": f"{officer} không xử lý phản ánh tại {agency.short_name}."})


__all__ = ["PermissionDenied", "Verb", "give", "locked", "moment", "require_officer", "require_state", "said", "write"]
