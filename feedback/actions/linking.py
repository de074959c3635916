"""Cases that say the same: linked to the one that came first, whose weight grows; each still gets its answer."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Sum

from agencies.actions import require
from agencies.models import User
from feedback.actions.stepping import Verb, locked, write
from feedback.models import Feedback, FeedbackEvent, State
from feedback.rights import OFFICERS, READERS


@transaction.atomic
def link(feedback: Feedback, other: Feedback, *, by: User) -> FeedbackEvent:
    """Say that a case says the same as another, or as the one that the other is linked to. What hung on it goes along.

    Raises PermissionDenied unless `by` handles cases of its holder and may read the other, as everybody may what is
    published; ValidationError for itself, and when they are linked already.
    """
    first = other.same_as or other
    both = {case.pk: case for case in Feedback.objects.locked().filter(pk__in=[feedback.pk, first.pk]).order_by("pk")}
    case, first = both[feedback.pk], both[first.pk]
    require(by, OFFICERS, case.holder)
    if first.state != State.PUBLISHED:
        require(by, READERS, first.holder)
    if first.pk == case.pk or case.same_as_id == first.pk:
        raise ValidationError({"other": "Hai phản ánh này đã gộp với nhau, hoặc là một."})
    _take_off(case)
    along = Feedback.objects.filter(same_as=case)
    theirs = along.aggregate(weight=Sum("weight", default=0))["weight"]
    along.update(same_as=first)
    Feedback.objects.filter(pk=first.pk).update(weight=F("weight") + case.weight)
    Feedback.objects.filter(pk=case.pk).update(same_as=first, weight=max(1, case.weight - theirs))
    event = write(case, Verb.LINKED, by=by, to=first.code)
    feedback.refresh_from_db()
    return event


@transaction.atomic
def unlink(feedback: Feedback, *, by: User) -> FeedbackEvent:
    """Say that a case does not say the same after all. Raises PermissionDenied; ValidationError if it is not linked."""
    case = locked(feedback, by=by)
    if case.same_as_id is None:
        raise ValidationError("Phản ánh này không gộp với phản ánh nào.")
    _take_off(case)
    Feedback.objects.filter(pk=case.pk).update(same_as=None)
    event = write(case, Verb.LINKED, by=by)
    feedback.refresh_from_db()
    return event


def _take_off(case: Feedback) -> None:
    """Take the weight of a case off the one that it was linked to."""
    if case.same_as_id is not None:
        Feedback.objects.filter(pk=case.same_as_id, weight__gt=case.weight).update(weight=F("weight") - case.weight)
