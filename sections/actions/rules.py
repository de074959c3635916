"""Setting what sites must contain: those who administer the Government's site do, for the whole country."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from agencies.actions import ADMINISTRATORS, require, sites_changed
from agencies.models import Agency, User
from sections.models import RuleSet, SectionEvent, SectionRule

RULERS = ADMINISTRATORS


@transaction.atomic
def save_rules(rule_set: RuleSet, rules: Iterable[SectionRule], *, by: User) -> RuleSet:
    """Keep a set of rules and those of its rules that are given; others stay.

    Raises PermissionDenied unless `by` administers the Government's site, ValidationError for what cannot be.
    """
    root = Agency.objects.get(parent=None)
    require(by, RULERS, root)
    rule_set.full_clean()
    rule_set.save()
    changed = list(rules)
    for rule in changed:
        rule.rule_set = rule_set
        rule.full_clean()
        rule.save()
    told = {
        "bộ quy định": str(rule_set),
        "có hiệu lực": f"{rule_set.in_force_from:%d/%m/%Y}",
        "đã sửa": "; ".join(f"{rule}, {rule.source}, {rule.oldest_days or 'không'} ngày" for rule in changed),
    }
    SectionEvent.objects.create(agency=root, verb=SectionEvent.Verb.RULED, by=by, details=told)
    sites_changed(root)
    return rule_set
