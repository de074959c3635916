"""Keeping office hours and rules: a new row for a new decree; an old one is corrected only where it was mistaken."""

from __future__ import annotations

from deadlines.actions.kept import Act, changing, require_keeper
from deadlines.hooks import Person
from deadlines.models import CalendarEvent, DeadlineRule, OfficeHours


def save_hours(hours: OfficeHours, *, by: Person, reason: str) -> int:
    """Keep office hours; return how many open deadlines change.

    Raises PermissionDenied unless `by` keeps the calendar; ValidationError for hours that cannot be, or no reason.
    """
    require_keeper(by)
    hours.full_clean()
    former = OfficeHours.objects.filter(pk=hours.pk).first()
    told = {"trước": str(former or ""), "nay": str(hours), "căn cứ": hours.source}
    act = Act(CalendarEvent.Verb.HOURS_SAVED, hours.schedule, by, reason)
    with changing(act, told, hours.schedule):
        hours.save()
    return act.changed


def save_rule(rule: DeadlineRule, *, by: Person, reason: str) -> int:
    """Keep a rule; return how many open deadlines change. Raises what save_hours raises."""
    require_keeper(by)
    rule.full_clean()
    former = DeadlineRule.objects.filter(pk=rule.pk).first()
    told = {"trước": _told(former) if former else "", "nay": _told(rule), "căn cứ": rule.source}
    act = Act(CalendarEvent.Verb.RULE_SAVED, rule.code, by, reason)
    with changing(act, told):
        rule.save()
    return act.changed


def _told(rule: DeadlineRule) -> str:
    ends = f" đến {rule.ends:%d/%m/%Y}" if rule.ends else ""
    return f"{rule.in_words()}, từ {rule.begins:%d/%m/%Y}{ends}"
