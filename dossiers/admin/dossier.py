"""The list of dossiers with its queues, and the page of one: what it is, what happened, what can be done now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from agencies.admin.scoped import WithinFilter, staff
from agencies.admin.stepping import Step, WithSteps
from agencies.models import Agency, User
from deadlines.errors import DeadlineError
from deadlines.reading import Reading
from dossiers.actions import why_not_appoint
from dossiers.admin.papers import WithPapers
from dossiers.admin.receiving import WithReceiving
from dossiers.admin.steps import STEPS
from dossiers.clock import reading_of
from dossiers.codes import DossierCode
from dossiers.models import Applicant, Consultation, Dossier
from dossiers.queues import BY_CODE, queues_of
from dossiers.rights import DESK, READERS

LOOKS_SHOWN = 20
LONGEST_NAME = 90  # letters of a procedure in the list; its page has all of them


class QueueFilter(admin.SimpleListFilter):
    """Narrows the list to a queue of the person at work."""

    title = "hàng đợi"
    parameter_name = "hang-doi"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(queue.code, queue.title) for queue in queues_of(staff(request))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Dossier]) -> QuerySet[Dossier]:
        chosen = BY_CODE.get(self.value() or "")
        return chosen.of(queryset, staff(request)).order_by() if chosen else queryset


@dataclass(frozen=True)
class Offered:
    """An act as the page offers it: open, or closed with the reasons."""

    step: Step
    why_not: list[str]


class ShortRows(ChangeList):
    """A list that reads of each dossier, and of what belongs to it, what its columns show, and no more."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        rows = super().get_queryset(request, exclude_parameters).select_related(None).defer(None)
        return rows.select_related("version", "decider", "officer").only(
            "code", "state", "due_at", "finished_at", "version__name", "decider__short_name",
            "officer__username", "officer__first_name", "officer__last_name",
        )  # fmt: skip


@admin.register(Dossier)
class DossierAdmin(WithReceiving, WithPapers, WithSteps):
    """Dossiers, seen at the agencies that received, decide, or are asked about them. Nothing is written by hand."""

    steps = STEPS
    step_template = "admin/dossiers/act.html"
    scopes = ("receiver", "decider")
    view_roles = READERS
    change_roles = frozenset()
    add_roles = DESK
    actions = None
    list_display = ("code", "state", "due", "officer", "at", "procedure")
    list_display_links = ("code",)
    list_filter = (QueueFilter, WithinFilter, "state", "channel")
    search_fields = ("code",)
    search_help_text = "Tìm theo mã hồ sơ, viết theo cách nào cũng được."
    when_empty = "Chưa có hồ sơ nào. Bấm “Thêm hồ sơ” để tiếp nhận."

    def agencies_of(self, row: Any) -> list[Agency]:
        """Return the three agencies of a dossier: those asked for their opinion, too."""
        asked = Agency.objects.filter(pk__in=Consultation.objects.filter(dossier=row).values("agency"))
        return [*super().agencies_of(row), *asked]

    def lying_at(self, agencies: QuerySet[Agency]) -> Q:
        """Return the condition with its keys in it: each of its three parts then has an index."""
        keys = list(agencies.order_by().values_list("pk", flat=True))
        asked = list(Consultation.objects.filter(agency__in=keys).values_list("dossier", flat=True))
        return Q(receiver__in=keys) | Q(decider__in=keys) | Q(pk__in=asked)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        near = ("version__procedure", "receiver", "decider", "officer", "home")
        return super().get_queryset(request).select_related(*near).defer("version__record")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ShortRows

    def get_ordering(self, request: HttpRequest) -> Any:
        """Return a queue by its dates, all dossiers by their receipt."""
        if request.GET.get(QueueFilter.parameter_name):
            return [F("due_at").asc(nulls_last=True), "pk"]
        return ["-received_at", "-pk"]

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], term: str) -> Any:
        """Find a dossier by its code in any of the forms, or by a part of it."""
        if not term.strip():
            return queryset, False
        try:
            return queryset.filter(code_key=DossierCode.parse(term).key), False
        except ValueError:
            return queryset.filter(code__icontains=term.strip()), False

    @admin.display(description="thủ tục", ordering="version")
    def procedure(self, dossier: Dossier) -> str:
        return Truncator(dossier.version.name).chars(LONGEST_NAME)

    @admin.display(description="hạn giải quyết", ordering="due_at")
    def due(self, dossier: Dossier) -> str:
        if dossier.due_at is None:
            return "-"
        said = f"{timezone.localtime(dossier.due_at):%H:%M %d/%m/%Y}"
        return f"{said} (quá hạn)" if dossier.is_overdue else said

    @admin.display(description="nơi giải quyết", ordering="decider")
    def at(self, dossier: Dossier) -> str:
        return dossier.decider.short_name

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one dossier whole, but for the numbers of its applicant, which are shown to whoever asks for them."""
        dossier: Dossier = self.get_object(request, object_id)
        person = staff(request)
        events = list(dossier.events.select_related("by", "agency"))
        context = {
            "title": f"Hồ sơ {dossier.code}",
            "dossier": dossier,
            "events": events,
            "reading": _reading(dossier),
            "applicant": Applicant.objects.filter(dossier=dossier).first() if _handles(person, dossier) else None,
            "consultations": dossier.consultations.select_related("agency", "asked_by", "answered_by"),
            "offered": self._offered(person, dossier),
            "looks": dossier.looks.select_related("by")[:LOOKS_SHOWN],
            "apologised": dossier.promised_at is not None,
            "why_not_appoint": why_not_appoint(dossier, timezone.now()) if dossier.is_running else [],
        }
        return self.step_page(request, "admin/dossiers/dossier.html", context)

    def _offered(self, person: User, dossier: Dossier) -> list[Offered]:
        """Return the acts that the state offers to a person: open, or closed for a reason. Two queries for rights."""
        holds: dict[Any, bool] = {}
        found = []
        for step in self.steps:
            if not step.offered(dossier, person):
                continue
            agency = step.agency_of(dossier)
            at = (step.roles, agency.pk)
            if at not in holds:
                holds[at] = person.holds(step.roles, agency)
            if holds[at]:
                found.append(Offered(step, step.why_not(dossier)))
        return found

    def form_of(self, step: Step, subject: Any, data: Any, *, by: User) -> Any:
        return step.form(data, dossier=subject, initial={"officer": subject.officer})

    def step_context(self, subject: Any) -> dict[str, Any]:
        return {"dossier": subject}

    def back_to(self, subject: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:dossiers_dossier_change", args=[subject.pk]))

    def events_of(self, row: Dossier) -> QuerySet[Any]:
        return row.events.order_by("-happened_at", "-pk")


def _handles(person: User, dossier: Dossier) -> bool:
    """Tell whether a person works where a dossier was received or is decided: others do not see whose it is."""
    return _at_any(person, (dossier.receiver, dossier.decider))


def _at_any(person: User, agencies: Iterable[Agency]) -> bool:
    held = Agency.objects.entrusted_to(person, READERS).filter(pk__in=[agency.pk for agency in agencies])
    return person.is_active and held.exists()


def _reading(dossier: Dossier) -> Reading | None:
    try:
        return reading_of(dossier, timezone.now())
    except DeadlineError:
        return None
