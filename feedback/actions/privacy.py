"""The sender's data: reading it is written down, and it goes when a rule or the sender says so. The case stays."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from agencies.models import User
from deadlines.reckoning import months_later
from feedback.actions.stepping import Verb, write
from feedback.models import CLOSED, Feedback, RetentionRule, Sender, SenderReading
from feedback.rights import OFFICERS

AT_A_TIME = 500


@transaction.atomic
def read_sender(feedback: Feedback, *, by: User) -> Sender | None:
    """Return who sent a case, and write down that `by` looked; None if the data were removed.

    Raises PermissionDenied unless `by` handles cases of its holder. Whoever only audits, held it before, or is offered
    it, does not.
    """
    if not may_read_sender(feedback, by):
        raise PermissionDenied("Chỉ người xử lý phản ánh này xem được dữ liệu người gửi.")
    sender = Sender.objects.filter(feedback=feedback.pk).first()
    if sender is not None:
        SenderReading.objects.create(feedback=feedback, by=by)
    return sender


def may_read_sender(feedback: Feedback, user: User) -> bool:
    """Tell whether a person handles the case: an officer of its holder."""
    return user.holds(OFFICERS, feedback.holder)


@transaction.atomic
def forget_sender(feedback: Feedback) -> bool:
    """Remove who sent a case, and her files that are not public; tell whether there was anything. The case stays.

    Of an open case nothing is removed: without a name and an address the law does not let it be handled (art. 9).
    """
    case = Feedback.objects.locked().get(pk=feedback.pk)
    if case.state not in CLOSED:
        return False
    removed, _kinds = Sender.objects.filter(feedback=case).delete()
    if not removed:
        return False
    hidden = list(case.enclosures.filter(is_public=False))
    for enclosure in hidden:
        enclosure.delete()
        transaction.on_commit(lambda file=enclosure.file: file.delete(save=False), robust=True)  # type: ignore[misc]
    write(case, Verb.FORGOTTEN, by=None)
    return True


def forget_old_senders(today: datetime.date | None = None) -> int:
    """Remove the data of senders of cases closed for longer than the rule in force says; return of how many."""
    day = today or timezone.localdate()
    rule = RetentionRule.objects.filter(begins__lte=day).order_by("-begins").first()
    if rule is None:
        return 0
    until = months_later(day, -rule.months)
    old = Feedback.objects.filter(state__in=CLOSED, answered_at__date__lt=until, sender__isnull=False).order_by("pk")
    return sum(forget_sender(case) for case in old[:AT_A_TIME])
