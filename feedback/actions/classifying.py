"""Intake: to which of the classes of NĐ 20/2008 art. 9 a case belongs, and what follows at once."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from feedback.actions.holding import hand_over
from feedback.actions.stepping import Verb, locked, require_state, said, write
from feedback.clock import ends
from feedback.models import Classification, Feedback, FeedbackEvent, State, Subject, Term


@transaction.atomic
def classify(
    feedback: Feedback,
    classification: Classification,
    *,
    subject: Subject | str = "",
    to: Agency | None = None,
    reason: str = "",
    by: User,
) -> FeedbackEvent:
    """Put a case into its class: refuse it, examine it here, or hand it over `to` whoever is competent.

    Conduct without `to` is examined here: the holder is competent. Raises PermissionDenied unless `by` handles cases of
    its holder; ValidationError when it is not new here, without a reason where one is owed, or without a receiver.
    """
    case = locked(feedback, by=by)
    require_state(case, State.RECEIVED)
    if classification == Classification.NOT_ACCEPTED:
        event = _refused(case, reason, by)
    elif classification == Classification.OWN or (classification == Classification.CONDUCT and to is None):
        event = _examined_here(case, classification, subject, by)
    elif to is None:
        raise ValidationError({"to": "Hãy chọn cơ quan có thẩm quyền."})
    else:
        event = _taken_down(case, classification, subject, by)
        hand_over(case, to, reason=reason, by=by)
    feedback.refresh_from_db()
    return event


def _refused(case: Feedback, reason: str, by: User) -> FeedbackEvent:
    reason = said(reason)
    case.move_to(
        State.REFUSED,
        classification=Classification.NOT_ACCEPTED,
        refusal=reason,
        answered_at=timezone.now(),
        on_time=_on_time(case),
        was_due_at=case.due_at,
        due_at=None,
    )
    return write(case, Verb.REFUSED, by=by, reason=reason)


def _examined_here(case: Feedback, classification: Classification, subject: str, by: User) -> FeedbackEvent:
    # The limit of the answer began when the holder got the case: classifying it slowly gives nobody more time.
    due_at = ends(Term.ANSWER, case.holder, since=case.held_since, classification=classification)
    case.move_to(State.EXAMINING, classification=classification, subject=subject, officer=by, due_at=due_at)
    return write(case, Verb.CLASSIFIED, by=by, classification=Classification(classification).label)


def _taken_down(case: Feedback, classification: Classification, subject: str, by: User) -> FeedbackEvent:
    Feedback.objects.filter(pk=case.pk).update(classification=classification, subject=subject)
    case.classification, case.subject = classification, subject
    return write(case, Verb.CLASSIFIED, by=by, classification=Classification(classification).label)


def _on_time(case: Feedback) -> bool:
    return case.due_at is None or timezone.now() <= case.due_at
