"""Opinions that other agencies ask for: what was asked, until when, and answering it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from agencies.admin.scoped import WithinFilter
from agencies.admin.stepping import Step, WithSteps
from dossiers.actions import answer
from dossiers.forms.staff import AnswerForm
from dossiers.models import Consultation
from dossiers.rights import OFFICERS, READERS


class AnsweredFilter(admin.SimpleListFilter):
    """Narrows the list to what waits, or is overdue."""

    title = "trả lời"
    parameter_name = "tra-loi"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("cho", "Chờ trả lời"), ("qua-han", "Quá hạn")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "cho":
            return queryset.filter(answered_at=None)
        return queryset & Consultation.objects.overdue() if self.value() == "qua-han" else queryset


ANSWER = Step(
    "answer",
    "tra-loi",
    "Trả lời",
    "Đã trả lời. Cơ quan hỏi thấy ý kiến này ở trang của hồ sơ.",
    OFFICERS,
    lambda asked, _user: asked.answered_at is None,
    lambda asked, user, filled: answer(asked, text=filled["answer"], by=user),
    form=AnswerForm,
    main=True,
    agency_of=lambda asked: asked.agency,
)


@admin.register(Consultation)
class ConsultationAdmin(WithSteps):
    """What one's own agency was asked."""

    steps = (ANSWER,)
    step_template = "admin/dossiers/consultation.html"
    view_roles = READERS
    change_roles = add_roles = frozenset()
    actions = None
    list_display = ("dossier", "agency", "asked_by", "asked_at", "due_at", "answered_at")
    list_filter = (AnsweredFilter, WithinFilter)
    list_select_related = ("dossier", "agency", "asked_by")
    search_fields = ("dossier__code",)
    search_help_text = "Tìm theo mã hồ sơ."
    when_empty = "Chưa cơ quan nào hỏi ý kiến."
    ordering = ("due_at", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found = super().get_queryset(request)
        return found.select_related("dossier__decider", "dossier__version", "agency", "asked_by", "answered_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Questions are asked on the page of a dossier."""
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a question and its answer."""
        asked = self.get_object(request, object_id)
        context = {"title": f"Ý kiến về hồ sơ {asked.dossier}", "asked": asked}
        return self.step_page(
            request, self.step_template, {**context, "steps": self.steps_open_to(request, asked), "form": None}
        )

    def step_context(self, subject: Any) -> dict[str, Any]:
        return {"asked": subject}

    def back_to(self, subject: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:dossiers_consultation_change", args=[subject.pk]))

    def events_of(self, row: Consultation) -> QuerySet[Any]:
        return row.dossier.events.filter(verb__in=["consulted", "answered"]).order_by("-pk")
