"""What the clock does: take back what was not accepted in time, and take to the agency above what nobody has answered.

NĐ 20/2008 art. 17(3). Each case by itself, in its own transaction: after a long time without a clock, the sweep goes on
until nothing is left, and two sweeps at once do nothing twice.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from feedback.actions.holding import lapse, rise
from feedback.actions.stepping import Verb, moment
from feedback.clock import rises_at
from feedback.models import Feedback, FeedbackEvent, HandOver, State, Term, TimeRule

AT_A_TIME = 500
WAITS = "Quá hạn mà {agency} chưa {step}."
HOURS_OR_DAYS = {
    TimeRule.Units.WORKING_HOURS: "hours",
    TimeRule.Units.WORKING_DAYS: "days",
    TimeRule.Units.CALENDAR_DAYS: "days",
}
STEPS = {State.RECEIVED: "phân loại", State.EXAMINING: "trả lời"}


def sweep(now: datetime.datetime | None = None) -> int:
    """Take every step that the clock owes; return how many were taken."""
    return _lapse_all(now or timezone.now()) + _escalate_all(now or timezone.now())


def _lapse_all(now: datetime.datetime) -> int:
    """Take back all offers whose limit has passed."""
    late = HandOver.objects.waiting().filter(due_at__lt=now).order_by("due_at")
    cases = list(late.select_related("feedback")[:AT_A_TIME])
    return sum(lapse(offer.feedback) is not None for offer in cases)


def _escalate_all(now: datetime.datetime) -> int:
    """Take to the agencies above what has been late for longer than the rule allows. The highest keeps what it has."""
    late = Feedback.objects.overdue(now - _least_grace(now)).filter(state__in=STEPS, holder__parent__isnull=False)
    taken = 0
    # Not the first few that are late: where the grace is long, they would keep the others from being looked at.
    for case in late.select_related("holder").order_by("due_at").iterator(chunk_size=AT_A_TIME):
        if rises_at(case) < now:
            taken += escalate(case) is not None
        if taken >= AT_A_TIME:
            break
    return taken


def _least_grace(now: datetime.datetime) -> datetime.timedelta:
    """Return the shortest grace of any rule, all days counted: what is late for less is not looked at."""
    rules = TimeRule.objects.in_force(timezone.localdate(now)).filter(term=Term.GRACE)
    graces = [datetime.timedelta(**{HOURS_OR_DAYS[TimeRule.Units(rule.unit)]: rule.value}) for rule in rules]
    return min(graces, default=datetime.timedelta())


@transaction.atomic
def escalate(feedback: Feedback) -> FeedbackEvent | None:
    """Take a case that is late beyond the grace of its holder to the agency above; None if it no longer is."""
    case = Feedback.objects.locked().get(pk=feedback.pk)
    above = case.holder.parent
    if case.state not in STEPS or above is None or not case.is_overdue or rises_at(case) > moment(case):
        return None
    reason = WAITS.format(agency=case.holder.short_name, step=STEPS[State(case.state)])
    return rise(case, above, Verb.ESCALATED, by=None, reason=reason, extended_at=None)
