"""How long the next step of a case may take: the rule that applies, and when it ends."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone

from agencies.models import Agency
from deadlines.errors import DeadlineError
from deadlines.loading import current_calendar
from deadlines.reckoning import Deadline, due
from feedback.models import Feedback, FeedbackEvent, State, Term, TimeRule


def rule_of(term: Term, agency: Agency, classification: str = "", on: datetime.date | None = None) -> TimeRule:
    """Return the rule for a term at an agency on a day. One query. Raises ValidationError where there is none.

    The nearest agency's rules come first; among them one for the classification before one for all.
    """
    rules = TimeRule.objects.in_force(on).filter(term=term, classification__in={"", classification}).reaching(agency)
    found = list(rules)
    if not found:
        raise ValidationError(f"Chưa có quy định về thời hạn: {Term(term).label.lower()}. Hãy báo quản trị cổng.")
    nearest = [rule for rule in found if rule.agency_id == found[0].agency_id]
    return max(nearest, key=lambda rule: (rule.classification != "", rule.begins))


def ends(term: Term, agency: Agency, *, since: datetime.datetime, classification: str = "") -> datetime.datetime:
    """Return when a term ends that begins at `since`. Raises ValidationError, DeadlineError."""
    rule = rule_of(term, agency, classification, timezone.localdate(since))
    return due(since, rule.limit, current_calendar()).at


# What the holder, or whoever is offered a case, owes next.
TERMS = {State.RECEIVED: Term.INTAKE, State.HANDED_OVER: Term.ACCEPTANCE, State.EXAMINING: Term.ANSWER}
BEGINS = frozenset(
    {
        FeedbackEvent.Verb.RECEIVED,
        FeedbackEvent.Verb.HANDED_OVER,
        FeedbackEvent.Verb.ORDERED,
        FeedbackEvent.Verb.ACCEPTED,
        FeedbackEvent.Verb.DECLINED,
        FeedbackEvent.Verb.LAPSED,
        FeedbackEvent.Verb.CLIMBED,
        FeedbackEvent.Verb.REOPENED,
        FeedbackEvent.Verb.ESCALATED,
    }
)


def term_of(case: Feedback) -> Term | None:
    """Return what an open case waits for."""
    return TERMS.get(State(case.state))


def derived(case: Feedback, events: Iterable[FeedbackEvent], owing: Agency) -> tuple[TimeRule, Deadline] | None:
    """Return by which rule the limit of the present step ends when it ends, and why; `owing` is whoever owes the step.

    None where the rules do not give that moment any more: it was put off, or a rule was changed meanwhile.
    """
    term = term_of(case)
    if term is None or case.due_at is None or case.extended_at is not None:
        return None
    begun = [event.happened_at for event in events if event.verb in BEGINS]
    for since in {case.held_since, *begun[-1:]}:
        try:
            rule = rule_of(term, owing, case.classification, timezone.localdate(since))
            deadline = due(since, rule.limit, current_calendar())
        except (ValidationError, DeadlineError):
            continue
        if deadline.at == case.due_at:
            return rule, deadline
    return None


def rises_at(case: Feedback) -> datetime.datetime:
    """Return when a case that stays late goes to the agency above its holder. Raises ValidationError, DeadlineError."""
    late_since = case.due_at or case.held_since
    rule = rule_of(Term.GRACE, case.holder, case.classification, timezone.localdate(late_since))
    return due(late_since, rule.limit, current_calendar()).at
