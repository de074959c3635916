"""Good answers used again: an answer to one becomes the answer to all who ask the same."""

from __future__ import annotations

from django.db import transaction

from agencies.actions import require
from agencies.models import User
from feedback.actions.showing import questions_anew
from feedback.models import Answer
from feedback.rights import OFFICERS


@transaction.atomic
def reuse(answer: Answer, *, is_reusable: bool, by: User) -> Answer:
    """Show an answer among questions and answers, or no longer; only what is published is seen there.

    Raises PermissionDenied unless `by` handles cases of the agency that gave it.
    """
    require(by, OFFICERS, answer.agency)
    if answer.is_reusable != is_reusable:
        answer.is_reusable = is_reusable
        answer.save(update_fields=["is_reusable"])
        questions_anew(answer)
    return answer
