""" "The same for me": a public case gains weight instead of a duplicate."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from feedback.actions.showing import weighed_anew
from feedback.models import Feedback, State, Support


@transaction.atomic
def support(feedback: Feedback, *, token: uuid.UUID) -> bool:
    """Let one more person stand behind a public case; with the same `token` once. Tell whether it counted.

    Raises ValidationError for a case that nobody may read.
    """
    if feedback.state != State.PUBLISHED:
        raise ValidationError("Phản ánh này không công khai.")
    _support, new = Support.objects.get_or_create(feedback=feedback, token=token)
    if new:
        Feedback.objects.filter(pk=feedback.pk).update(weight=F("weight") + 1)
        feedback.refresh_from_db()
        weighed_anew(feedback)
    return new
