"""The target rule of a push: which of the agencies below its origin it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from agencies.models import Agency, AgencyKind, FieldOfWork
from agencies.models.agency import AgencyQuerySet


@dataclass(frozen=True)
class Target:
    """Of all live agencies below: those of `kinds`, in one of `fields`, within `branches`, not within `exceptions`.

    Of what is not said (none of them), all are meant. A branch is an agency with all below it.
    """

    kinds: Sequence[str] = ()
    fields: Sequence[str] = ()
    branches: Sequence[Agency] = ()
    exceptions: Sequence[Agency] = ()

    def agencies_below(self, origin: Agency) -> AgencyQuerySet:
        """Return the agencies that the rule means, by the tree as it is now. news.actions.delivery says it in SQL."""
        agencies = Agency.objects.live().below(origin)
        if self.kinds:
            agencies = agencies.filter(kind__in=self.kinds)
        if self.fields:
            agencies = agencies.filter(fields_of_work__overlap=list(self.fields))
        if self.branches:
            agencies = agencies.filter(_within_any(self.branches))
        if self.exceptions:
            agencies = agencies.exclude(_within_any(self.exceptions))
        return agencies.order_by()

    def in_words(self) -> str:
        """Return the rule as a sentence for staff."""
        whom = ", ".join(str(AgencyKind(kind).label) for kind in self.kinds) or "mọi cơ quan cấp dưới"
        told = [whom]
        if self.fields:
            told.append("lĩnh vực: " + "; ".join(str(FieldOfWork(field).label) for field in self.fields))
        if self.branches:
            told.append("trong nhánh: " + ", ".join(map(str, self.branches)))
        if self.exceptions:
            told.append("trừ nhánh: " + ", ".join(map(str, self.exceptions)))
        return "; ".join(told)


def _within_any(branches: Sequence[Agency]) -> Q:
    """Return the condition that an agency stands within one of `branches`."""
    condition = Q()
    for branch in branches:
        condition |= Q(tree_id=branch.tree_id, lft__gte=branch.lft, rght__lte=branch.rght)
    return condition
