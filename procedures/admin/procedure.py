"""The catalogue as operators see it: what there is, its versions, how it comes in, what could not be matched."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html

from agencies.admin.scoped import ScopedAdmin, staff
from procedures.actions import import_records
from procedures.forms import RecordsForm
from procedures.models import Procedure, ProcedureVersion, VersionAgency

UNMATCHED_SHOWN = 1000
REJECTED_SHOWN = 200


class VersionInline(admin.TabularInline):
    """The versions of a procedure: none is ever changed."""

    model = ProcedureVersion
    fields = readonly_fields = ("number", "valid_from", "valid_to", "decision", "shown")
    extra = max_num = 0
    can_delete = False
    ordering = ("-number",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("procedure").defer("record")

    @admin.display(description="nội dung")
    def shown(self, version: ProcedureVersion) -> str:
        address = f"/thu-tuc/{version.procedure.code}/"
        if version.valid_to is not None:
            address += f"phien-ban/{version.number}/"
        return format_html('<a href="{}">Xem trang công khai</a>', address)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return staff(request).is_superuser

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Procedure)
class ProcedureAdmin(ScopedAdmin):
    """One catalogue for the country, and operators of the portal keep it: nothing in it is written by hand."""

    scope = "pk"
    list_display = ("code", "name", "field", "withdrawn_on")
    list_filter = (("withdrawn_on", admin.EmptyFieldListFilter),)
    search_fields = ("code", "versions__name", "versions__decision")
    search_help_text = "Tìm theo mã, tên hoặc số quyết định."
    when_empty = "Danh mục chưa có thủ tục nào. Hãy nhập từ tệp."
    ordering = ("code",)
    fields = readonly_fields = ("code", "slug", "withdrawn_on", "created_at")
    inlines = (VersionInline,)
    list_links = (
        ("Nhập từ tệp", "admin:procedures_procedure_records"),
        ("Cơ quan chưa khớp", "admin:procedures_procedure_unmatched"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the catalogue with the name and field in force, to an operator."""
        everything = admin.ModelAdmin.get_queryset(self, request)
        if not staff(request).is_superuser:
            return everything.none()
        return everything.filter(versions__valid_to=None).annotate(
            name_now=F("versions__name"), field_now=F("versions__field__name")
        )

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], term: str) -> Any:
        """Look in every version, so that a procedure is found by the name that it had, too."""
        if not term.strip():
            return queryset, False
        found, _ = super().get_search_results(request, Procedure.objects.all(), term)
        return queryset.filter(pk__in=found.order_by().values("pk")), False

    @admin.display(description="tên thủ tục", ordering="name_now")
    def name(self, procedure: Any) -> str:
        return procedure.name_now or "-"

    @admin.display(description="lĩnh vực", ordering="field_now")
    def field(self, procedure: Any) -> str:
        return procedure.field_now or "-"

    def _may(self, request: HttpRequest, roles: frozenset[Any], row: Any) -> bool:
        return staff(request).is_active and staff(request).is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("nhap/", view(self.records_view), name="procedures_procedure_records"),
            path("co-quan-chua-khop/", view(self.unmatched_view), name="procedures_procedure_unmatched"),
            *super().get_urls(),
        ]

    def records_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file of records, and say what became of each, or what would."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = RecordsForm(request.POST, request.FILES) if request.method == "POST" else RecordsForm()
        outcome = None
        if form.is_bound and form.is_valid():
            dry_run = not form.cleaned_data["confirmed"]
            outcome = import_records(form.cleaned_data["file"], by=staff(request), dry_run=dry_run)
        context = {
            "form": form,
            "outcome": outcome,
            "kept": bool(outcome) and form.cleaned_data["confirmed"],
            "rejected": outcome.rejected[:REJECTED_SHOWN] if outcome else [],
        }
        return self._page(request, "admin/procedures/records.html", "Nhập danh mục thủ tục từ tệp", context)

    def unmatched_view(self, request: HttpRequest) -> HttpResponse:
        """List the names of agencies in force that mean no agency of the tree, the most frequent first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = VersionAgency.objects.unmatched().filter(version__valid_to=None, version__procedure__withdrawn_on=None)
        names = rows.values("text").annotate(times=Count("version", distinct=True)).order_by("-times", "text")
        context = {"names": names[:UNMATCHED_SHOWN], "total": names.count()}
        return self._page(request, "admin/procedures/unmatched.html", "Tên cơ quan chưa khớp với cây cơ quan", context)

    def _page(self, request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
        told = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context}
        return TemplateResponse(request, template, told)
