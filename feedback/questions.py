"""Questions and answers: good answers to published cases, shown to all who ask the same, by field and procedure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, Subquery
from django.http import Http404

from agencies.sites import Site
from agencies.words import Words
from feedback.models import Feedback, RuleChange
from feedback.models.feedback import FeedbackQuerySet
from procedures.models import ProcedureVersion

ON_PAGE = 30
MOST_ON_PROCEDURE = 5
CHANGES_ON_PAGE = 20
MOST_CHANGES = 3  # on the first page of reports and proposals


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions about one procedure, or about none: its name, its field, where it stands."""

    name: Words
    field: Words
    address: str
    cases: tuple[Feedback, ...]


def questions_for(site: Site) -> FeedbackQuerySet:
    """Return the published cases whose answers are reused: those of the branch of a site, and of all above it."""
    found = Feedback.objects.published().filter(answer__is_reusable=True)
    if site.agency.parent_id is None:
        return found
    agency = site.agency
    within = Q(holder__tree_id=agency.tree_id, holder__lft__gte=agency.lft, holder__rght__lte=agency.rght)
    return found.filter(within | Q(holder__in=[above.pk for above in site.above]))


def page_of_questions(site: Site, asked: Mapping[str, str]) -> Page:
    """Return the page of questions that is asked for, of one field if one is named. Raises Http404 past the end."""
    current = ProcedureVersion.objects.current().filter(procedure=OuterRef("procedure"))
    found = questions_for(site).annotate(
        field_key=Subquery(current.values("field__sort_key")[:1]),
        field_slug=Subquery(current.values("field__slug")[:1]),
        name_key=Subquery(current.values("sort_key")[:1]),
    )
    if field := asked.get("linh-vuc"):
        found = found.filter(field_slug=field)
    rows = found.order_by("field_key", "name_key", "procedure", "-weight", "-published_at", "-pk")
    shown = rows.select_related("holder", "answer").defer("text", "nonce", "token", "refusal")
    pages, number = Paginator(shown, ON_PAGE), int(asked.get("trang") or 1)
    if number > pages.num_pages or (field and not pages.count):
        raise Http404("Danh sách không có trang đó.")
    return pages.page(number)


def by_procedure(site: Site, page: Page) -> list[Asked]:
    """Return the questions of a page in groups. One query for the procedures."""
    cases = list(page.object_list)
    keys = {case.procedure_id for case in cases if case.procedure_id}
    current = ProcedureVersion.objects.current().filter(procedure__in=keys).select_related("procedure", "field")
    versions = {version.procedure_id: version for version in current.defer("record")}
    return [
        _asked(site, versions.get(key) if key else None, tuple(same))
        for key, same in groupby(cases, key=lambda case: case.procedure_id)
    ]


def _asked(site: Site, version: ProcedureVersion | None, cases: tuple[Feedback, ...]) -> Asked:
    if version is None:
        return Asked(Words("", "vi"), Words("", "vi"), "", cases)
    field = version.field.name if version.field else ""
    address = site.address("procedure", code=version.procedure.code)
    return Asked(Words(version.name, "vi", site.language), Words(field, "vi", site.language), address, cases)


def asked_about(site: Site, version: ProcedureVersion) -> dict[str, Any]:
    """Return what the page of a procedure shows of questions about it: those that most have asked."""
    found = questions_for(site).filter(procedure=version.procedure_id)
    shown = found.select_related("holder", "answer").defer("text", "nonce", "token", "refusal")
    return {"questions": list(shown.order_by("-weight", "-published_at", "-pk")[:MOST_ON_PROCEDURE])}


def changes_of(site: Site) -> Any:
    """Return the rules that agencies of a branch have changed because people raised them, the latest first."""
    changes = RuleChange.objects.select_related("agency", "procedure").order_by("-told_at", "-pk")
    agency = site.agency
    if agency.parent_id is None:
        return changes
    return changes.filter(agency__tree_id=agency.tree_id, agency__lft__gte=agency.lft, agency__rght__lte=agency.rght)


def page_of_changes(site: Site, asked: Mapping[str, str]) -> Page:
    """Return the page of changes that is asked for, each with its published cases. Raises Http404 past the end."""
    pages, number = Paginator(changes_of(site), CHANGES_ON_PAGE), int(asked.get("trang") or 1)
    if number > pages.num_pages:
        raise Http404("Danh sách không có trang đó.")
    return pages.page(number)


def raised_by(changes: list[RuleChange]) -> dict[int, list[Feedback]]:
    """Return the published cases that raised each of these changes. One query."""
    rows = RuleChange.cases.through.objects.filter(
        rulechange__in=changes, feedback__in=Feedback.objects.published()
    ).select_related("feedback__holder")
    found: dict[int, list[Feedback]] = {}
    for row in rows.order_by("-feedback__weight", "feedback_id"):
        found.setdefault(row.rulechange_id, []).append(row.feedback)
    return found
