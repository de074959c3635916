"""How long the next step of a case may take: the rule that applies, and when it ends."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from agencies.models import Agency
from deadlines.loading import current_calendar
from deadlines.reckoning import due
from feedback.models import Term, TimeRule


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
