"""What the sender does after the answer: rate it, or say that it settles nothing (NĐ 20/2008 art. 12)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from feedback.actions.holding import rise
from feedback.actions.stepping import Verb, moment, said, write
from feedback.clock import ends
from feedback.models import Classification, Feedback, FeedbackEvent, Level, State, Term, Verdict

# What an open case does not have. The answer that was given stays with it, as the last one.
OPENED: dict[str, Any] = dict.fromkeys(("answered_at", "on_time", "was_due_at", "extended_at", "published_at"))


@transaction.atomic
def rate(feedback: Feedback, level: Level, *, comment: str = "") -> Verdict:
    """Say how the sender finds the answer, once for each. Raises ValidationError without an answer, or twice."""
    case = Feedback.objects.locked().get(pk=feedback.pk)
    if case.answer is None or not case.is_closed:
        raise ValidationError("Phản ánh này chưa có trả lời.")
    if case.verdicts.filter(answer=case.answer).exists():
        raise ValidationError("Bạn đã đánh giá câu trả lời này.")
    verdict = Verdict(feedback=case, answer=case.answer, level=level, comment=comment.strip())
    verdict.clean_fields(exclude=["feedback", "answer"])
    verdict.save()
    write(case, Verb.RATED, by=None)
    return verdict


@transaction.atomic
def dispute(feedback: Feedback, *, reason: str) -> FeedbackEvent:
    """Say that the answer, or the refusal, does not settle it. The first time it is opened again where it is.

    The second time it goes to the agency above, if there is one. Raises ValidationError without a reason, while it is
    open, and the third time.
    """
    case = Feedback.objects.locked().get(pk=feedback.pk)
    if not case.may_be_disputed:
        raise ValidationError("Phản ánh này đang được xem xét, hoặc đã được xem xét lại hai lần.")
    reason = said(reason)
    disputes = case.disputes + 1
    write(case, Verb.DISPUTED, by=None, reason=reason)
    Feedback.objects.filter(pk=case.pk).update(disputes=disputes)
    above = case.holder.parent
    if disputes > 1 and above is not None:
        told = "Người gửi không đồng ý lần thứ hai."
        event = rise(case, above, Verb.ESCALATED, by=None, reason=told, refusal="", **OPENED)
    else:
        event = _reopened(case)
    feedback.refresh_from_db()
    return event


def _reopened(case: Feedback) -> FeedbackEvent:
    now = moment(case)
    if case.state == State.REFUSED:
        due_at = ends(Term.INTAKE, case.holder, since=now)
        case.move_to(State.RECEIVED, due_at=due_at, classification="", refusal="", **OPENED)
    else:
        due_at = ends(Term.ANSWER, case.holder, since=now, classification=case.classification or Classification.OWN)
        case.move_to(State.EXAMINING, due_at=due_at, **OPENED)
    return write(case, Verb.REOPENED, by=None)
