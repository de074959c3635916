""" "You said, we changed": a rule was changed, and everyone who had raised it is told (NĐ 20/2008 art. 15, 19)."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.actions import changed_together, require
from agencies.models import User
from feedback.actions.showing import changes_anew
from feedback.actions.stepping import Verb, write
from feedback.models import Feedback, RuleChange
from feedback.rights import OFFICERS


@transaction.atomic
def tell_of_change(change: RuleChange, cases: Collection[Feedback], *, by: User) -> RuleChange:
    """Write down that a rule was changed after `cases` raised it, and tell their senders.

    Raises PermissionDenied unless `by` handles cases of the agency that changed it; ValidationError without cases.
    """
    require(by, OFFICERS, change.agency)
    if not cases:
        raise ValidationError({"cases": "Hãy chọn phản ánh, kiến nghị đã nêu điều này."})
    change.by, change.told_at = by, timezone.now()
    change.clean_fields(exclude=["agency", "by", "procedure"])
    change.validate_constraints()
    change.save()
    change.cases.set(cases)
    raised = Feedback.objects.locked().filter(pk__in=[case.pk for case in cases]).order_by("pk")
    with changed_together():
        changes_anew(change)
        for case in raised:
            write(case, Verb.RULE_CHANGED, by=by, agency=change.agency, reason=change.title, change=change.pk)
    return change
