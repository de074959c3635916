"""Keeping the formulas of the index: a decree is a new row; an old row is corrected only where it was mistaken."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from agencies.actions import ADMINISTRATORS, statistics_changed
from agencies.models import Agency, User
from results.index.scoring import in_force
from results.models import IndexRule, IndexRuleEvent


@transaction.atomic
def save_rule(rule: IndexRule, *, by: User, reason: str) -> Decimal:
    """Keep a formula; return what all criteria are worth together on the day when it begins: 100, if they are right.

    It holds for the whole country and for the months that are not closed; closed ones stand as they were.
    Raises PermissionDenied unless `by` administers the Government's site; ValidationError for a formula that cannot be,
    or no reason.
    """
    if not by.holds_at_the_top(ADMINISTRATORS):
        raise PermissionDenied("Chỉ người vận hành cổng và quản trị trang của Chính phủ được sửa công thức.")
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do: người khác sẽ cần biết vì sao."})
    rule.full_clean()
    former = IndexRule.objects.filter(pk=rule.pk).first()
    rule.save()
    details = {"lý do": reason, "trước": former.in_words() if former else "", "nay": rule.in_words()}
    IndexRuleEvent.objects.create(rule=rule, verb=IndexRuleEvent.Verb.SAVED, by=by, details=details)
    statistics_changed(*Agency.objects.only("path").order_by())
    return sum((one.most for one in in_force(IndexRule.objects.all(), rule.begins)), Decimal(0))
