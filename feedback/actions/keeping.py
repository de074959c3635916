"""What is kept beside the cases: limits and retention for everybody, and the words that answers begin with."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from agencies.actions import require
from agencies.models import User
from feedback.models import AnswerTemplate, RetentionRule, RuleEvent, TimeRule
from feedback.rights import ADMINISTRATORS, OFFICERS


def keeps_rules(user: User) -> bool:
    """Tell whether a person keeps the rules: an administrator at the highest agency, or an operator."""
    return user.holds_at_the_top(ADMINISTRATORS)


@transaction.atomic
def save_rule(rule: TimeRule | RetentionRule, *, reason: str, by: User) -> None:
    """Keep a rule: a new row for a new decree, an old one corrected only where it was mistaken.

    Cases keep the limit that they were given. Raises PermissionDenied; ValidationError for what is no rule, and
    without a reason.
    """
    if not keeps_rules(by):
        raise PermissionDenied("Chỉ quản trị của cơ quan cao nhất được ghi quy định về phản ánh.")
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do."})
    rule.full_clean()
    rule.save()
    is_limit = isinstance(rule, TimeRule)
    verb = RuleEvent.Verb.LIMIT if is_limit else RuleEvent.Verb.RETENTION
    told = {"nay": f"{rule}, từ {rule.begins:%d/%m/%Y}", "căn cứ": rule.source, "lý do": reason.strip()}
    RuleEvent.objects.create(verb=verb, about=rule.pk, by=by, details=told)


@transaction.atomic
def save_template(template: AnswerTemplate, *, by: User) -> None:
    """Keep words for answers. Raises PermissionDenied unless `by` handles cases at its agency, before and after."""
    former = AnswerTemplate.objects.filter(pk=template.pk).select_related("agency").first()
    require(by, OFFICERS, *([former.agency] if former else []), template.agency)
    template.full_clean()
    template.save()
    told = {"tên": template.title, "dùng": "đang dùng" if template.is_active else "thôi dùng"}
    RuleEvent.objects.create(verb=RuleEvent.Verb.TEMPLATE, about=template.pk, by=by, details=told)
