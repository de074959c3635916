"""The page of one case: what was said, who holds it until when, what happened, and what can be done now."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from agencies.admin.scoped import staff
from agencies.admin.stepping import Step, WithSteps
from agencies.models import Agency, User
from deadlines.errors import DeadlineError
from feedback.actions import is_about_regulation, last_act
from feedback.admin.choosing import WithChoosing
from feedback.admin.entering import WithEntering
from feedback.admin.listing import WithList
from feedback.admin.papers import Masked, WithPapers
from feedback.admin.steps import STEPS, offer_of, receiver_of
from feedback.answer_forms import with_template
from feedback.clock import derived, rises_at, term_of
from feedback.models import Feedback, FeedbackEvent, State
from feedback.rights import OFFICERS, READERS, may_read_words

READINGS_SHOWN = 20
SAME_SHOWN = 20


@dataclass(frozen=True)
class Offered:
    """An act as the page offers it: open, or closed with the reasons."""

    step: Step
    why_not: list[str]


@admin.register(Feedback)
class FeedbackAdmin(WithChoosing, WithEntering, WithPapers, WithList, WithSteps):
    """Reports and proposals. Nothing is written by hand: every change is an act."""

    steps = STEPS
    step_template = "admin/feedback/act.html"
    scope = "holder"
    view_roles = READERS
    change_roles = frozenset()
    add_roles = OFFICERS
    actions = None

    def agencies_of(self, row: Any) -> list[Agency]:
        """Return the agencies that hold a case, held it, or were offered it."""
        held = row.holdings.values("agency").union(row.hand_overs.values("receiver"))
        return list(Agency.objects.filter(pk__in=[found["agency"] for found in held]))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one case whole; whoever may not read its words sees where it is, and what was done."""
        case: Feedback = self.get_object(request, object_id)
        person = staff(request)
        events = list(case.events.select_related("by", "agency"))
        context = {
            **self.step_context(case),
            "title": f"Phản ánh {case.code}",
            "is_case": True,
            "events": events,
            "offered": self._offered(person, case),
            "holdings": case.holdings.select_related("agency"),
            "hand_overs": case.hand_overs.select_related("giver", "receiver", "by", "settled_by"),
            **_clock(case, events),
            **_known_to(person, case),
        }
        return self.step_page(request, "admin/feedback/case.html", context)

    def _offered(self, person: User, case: Feedback) -> list[Offered]:
        """Return the acts that the state offers to a person: open, or closed for a reason. Two queries for rights."""
        holds: dict[Any, bool] = {}
        found = []
        for step in self.steps:
            if not step.offered(case, person):
                continue
            agency = step.agency_of(case)
            if agency.pk not in holds:
                holds[agency.pk] = person.holds(OFFICERS, agency)
            if holds[agency.pk]:
                found.append(Offered(step, step.why_not(case)))
        return found

    def form_of(self, step: Step, subject: Any, data: Any, *, by: User) -> Any:
        """Return the form of an act; with the words of a template in it where one was asked for."""
        if data is not None and "_template" in data:
            return with_template(step.form(data, case=subject, by=by), data)
        return step.form(data, case=subject, by=by)

    def step_context(self, subject: Any) -> dict[str, Any]:
        return {"case": subject, "offer": offer_of(subject), "owing": receiver_of(subject), "last": last_act(subject)}

    def back_to(self, subject: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:feedback_feedback_change", args=[subject.pk]))

    def events_of(self, row: Feedback) -> QuerySet[Any]:
        return row.events.order_by("-happened_at", "-pk")


def _clock(case: Feedback, events: list[FeedbackEvent]) -> dict[str, Any]:
    """Return what the page says of the limit: of what, why it ends then, and what follows if it is missed."""
    found = derived(case, events, receiver_of(case)) if case.is_open else None
    told: dict[str, Any] = {"term": term_of(case), "rule": None, "reasons": [], "rises_at": None}
    if found is not None:
        told["rule"], told["reasons"] = found[0], found[1].derivation.steps
    if case.state in (State.RECEIVED, State.EXAMINING) and case.holder.parent_id and case.is_overdue:
        with suppress(ValidationError, DeadlineError):
            told["rises_at"] = rises_at(case)
    return told


def _known_to(person: User, case: Feedback) -> dict[str, Any]:
    """Return what only those who handle the case see, and those who audit them: its words, files and notes."""
    if not may_read_words(case, person):
        return {"may_read": False}
    handles = person.holds(OFFICERS, case.holder)
    first = case.same_as or case
    return {
        "may_read": True,
        "handles": handles,
        "sender": Masked.of(case) if handles else None,
        "enclosures": list(case.enclosures.all()),
        "notes": case.notes.select_related("by"),
        "findings": list(case.findings.all()),
        "is_ruled": is_about_regulation(case),
        "verdicts": list(case.verdicts.all()),
        "changes": list(case.rule_changes.all()),
        "same": list(Feedback.objects.filter(Q(same_as=first) | Q(pk=first.pk)).exclude(pk=case.pk)[:SAME_SHOWN]),
        "readings": list(case.readings.select_related("by")[:READINGS_SHOWN]),
    }
