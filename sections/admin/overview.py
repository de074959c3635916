"""Whose sites say what they must: one list of all the sites entrusted to a person, and reminding those responsible."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html_join

from agencies.actions import ADMINISTRATORS, SPEAKERS
from agencies.admin.scoped import EVERYONE, ScopedExport, WithinFilter, staff
from agencies.admin.search import FoundByName
from agencies.forms import carried_out
from sections.actions import remind
from sections.admin.page import WithContentPage
from sections.admin.rules import WithRules, rules_of
from sections.forms import ReminderForm
from sections.models import (
    AgencyContent,
    Reminder,
    SectionCode,
    SectionEvent,
    Standing,
    State,
    standings_of,
    with_standing,
)
from sections.models.standing import FAULTS, column
from sections.resources import ContentResource


class SectionFilter(admin.SimpleListFilter):
    """Narrows a list of sites to those where one section falls short."""

    title = "mục chưa đạt"
    parameter_name = "muc"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        asked = {rule.section for rule in rules_of(request)}
        return [(code.value, str(code.label)) for code in SectionCode if code in asked]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list. Raises Http404 for a section that nothing asks for."""
        if self.value() is None:
            return queryset
        if self.value() not in {rule.section for rule in rules_of(request)}:
            raise Http404
        return queryset.filter(**{f"{column(self.value() or '')}__in": FAULTS})


class FaultFilter(admin.SimpleListFilter):
    """Narrows a list of sites by how they stand to the rules."""

    title = "tình trạng"
    parameter_name = "tinh-trang"
    conditions = {
        "chua-du": ("Chưa đầy đủ", {"lacks__gt": 0}),
        "thieu": ("Có mục thiếu", {"missing__gt": 0}),
        "trong": ("Có mục trống", {"empty__gt": 0}),
        "qua-han": ("Có mục quá hạn rà soát", {"old__gt": 0}),
        "day-du": ("Đầy đủ", {"lacks": 0, "required__gt": 0}),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, label) for value, (label, _condition) in self.conditions.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list. Raises Http404 for what none of the choices is."""
        if self.value() is None:
            return queryset
        if self.value() not in self.conditions:
            raise Http404
        return queryset.filter(**self.conditions[self.value() or ""][1])


class ContentList(ChangeList):
    """A page of the list, each site with how it stands to each rule for its kind."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rules = rules_of(request)
        self.result_list = list(self.result_list)
        for agency in self.result_list:
            agency.standings = standings_of(agency, rules)


@admin.register(AgencyContent)
class ContentAdmin(ScopedExport, FoundByName, WithContentPage, WithRules):
    """The sites entrusted to a person, and what each still has to say."""

    scope = "pk"
    view_roles = EVERYONE
    change_roles = SPEAKERS
    resource_classes = [ContentResource]
    list_display = ("short_name", "kind", "lacking", "missing", "empty", "old", "faults", "reminded")
    list_filter = (FaultFilter, SectionFilter, WithinFilter, "kind")
    list_links = (("Quy định đang áp dụng", "admin:sections_agencycontent_rules"),)
    when_empty = "Bạn chưa được giao cơ quan nào. Hãy hỏi quản trị của cơ quan cấp trên."
    actions = ("remind_selected",)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ContentList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the sites with how they stand to the rules, in the order of the tree. One query."""
        latest = Reminder.objects.filter(agency=OuterRef("pk")).order_by("-pk").values("due")[:1]
        live = super().get_queryset(request).live().annotate(reminded_due=Subquery(latest))  # type: ignore[attr-defined]
        return with_standing(live, rules_of(request)).order_by("tree_id", "lft")

    def events_of(self, row: AgencyContent) -> QuerySet[SectionEvent]:
        return row.section_events.all()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_remind_permission(self, request: HttpRequest) -> bool:
        return self._may(request, ADMINISTRATORS, None)

    @admin.display(description="chưa đạt", ordering="lacks")
    def lacking(self, agency: Any) -> str:
        return f"{agency.lacks}/{agency.required}"

    @admin.display(description="thiếu", ordering="missing")
    def missing(self, agency: Any) -> int:
        return int(agency.missing)

    @admin.display(description="trống", ordering="empty")
    def empty(self, agency: Any) -> int:
        return int(agency.empty)

    @admin.display(description="quá hạn", ordering="old")
    def old(self, agency: Any) -> int:
        return int(agency.old)

    @admin.display(description="mục chưa đạt, theo căn cứ")
    def faults(self, agency: Any) -> str:
        """Name what falls short, below the article of law that asks for it."""
        by_source: dict[str, list[Standing]] = {}
        for one in agency.standings:
            if not one.is_met:
                by_source.setdefault(one.rule.source, []).append(one)
        lines = [(source, ", ".join(_named(one) for one in found)) for source, found in by_source.items()]
        return format_html_join("", '<div class="quiet">{}:</div><div>{}</div>', lines)

    @admin.display(description="đã nhắc, hạn", ordering="reminded_due")
    def reminded(self, agency: Any) -> str:
        return f"{agency.reminded_due:%d/%m/%Y}" if agency.reminded_due and agency.lacks else ""

    @admin.action(description="Nhắc bổ sung", permissions=["remind"])
    def remind_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Ask by when, then remind those who speak for the chosen sites."""
        chosen = list(queryset)
        form = ReminderForm(request.POST if "due" in request.POST else None)
        sent: list[Reminder] = []
        if carried_out(form, lambda: sent.extend(remind(chosen, by=staff(request), **form.cleaned_data))):
            messages.success(request, f"Đã nhắc {len(sent)} cơ quan.")
            self._warn_of_nobody(request, sent)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Nhắc bổ sung nội dung",
            "opts": self.opts,
            "form": form,
            "chosen": chosen,
            "lacking": sum(1 for agency in chosen if agency.lacks),
            "posted": [(name, value) for name in KEPT for value in request.POST.getlist(name)],
        }
        return TemplateResponse(request, "admin/sections/remind.html", context)

    def _warn_of_nobody(self, request: HttpRequest, sent: list[Reminder]) -> None:
        """Say at how many of the agencies nobody finds the reminder, because nobody has the role."""
        agencies = AgencyContent.objects.filter(pk__in=[reminder.agency_id for reminder in sent])
        reached = {membership.agency_id for membership in Reminder.people_told(agencies, SPEAKERS)}
        if nobody := len(sent) - len(reached):
            messages.warning(
                request,
                f"{nobody} cơ quan chưa có biên tập viên hay quản trị riêng nên chưa ai nhận được. Hãy phân công.",
            )


# What the list sent, and the page that asks by when sends once more.
KEPT = ("action", "_selected_action", "select_across", "index")


def _named(one: Standing) -> str:
    return str(one.section.label) if one.state == State.MISSING else f"{one.section.label} ({one.state.label})"
