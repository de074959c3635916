"""Bringing in rows by file, on the admin page of their model: a file, a preview row by row, then all or nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from tablib import Dataset

from agencies.admin.scoped import ScopedAdmin, staff
from agencies.formats import PlainCSV
from agencies.imports import MOST_BYTES, MOST_ROWS, ImportResource, Outcome, Table, bring_in, read_table

BAD_SHOWN = 200
GOOD_SHOWN = 50
MOST_KEPT = 14 * 1024 * 1024  # letters of what is kept in the page: it must come back through nginx (deploy/nginx.conf)
KEPT_FOR = 24 * 60 * 60  # seconds between a preview and the import


class FileForm(forms.Form):
    """The file to bring in."""

    file = forms.FileField(
        label="Tệp",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.json"}),
        help_text=f"XLSX, CSV (UTF-8) hoặc JSON; tối đa {MOST_ROWS} dòng và {MOST_BYTES // 1024 // 1024} MB.",
    )

    def clean_file(self) -> Table:
        """Return the rows of the file."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(f"Tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB. Hãy chia thành nhiều tệp.")
        return read_table(file.name, file.read())


class WithImport(ScopedAdmin):
    """Adds an import to an admin: its page at `nhap/`, and a file to begin with at `nhap/mau/`.

    `import_resource` says what rows mean and what is done with them; `import_advice` what people should know of the
    columns; `import_sample` is a row of the file to begin with, by field. What was read stays with the person between
    the preview and the import, signed and in the page itself: nothing is left on any server.
    """

    import_resource: type[ImportResource]
    import_advice: tuple[str, ...] = ()
    import_sample: dict[str, str] = {}

    def import_name(self, page: str = "import") -> str:
        """Return the name of the address of the import, or of its sample."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("nhap/", view(self.import_view), name=self.import_name()),
            path("nhap/mau/", view(self.sample_view), name=self.import_name("sample")),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead from the list to the import whoever may bring rows in."""
        links = [(label, reverse(name)) for label, name in self.list_links]
        if self.has_import_permission(request):
            links.append(("Nhập từ tệp", reverse(f"admin:{self.import_name()}")))
        return super().changelist_view(request, {"list_links": links, **(extra_context or {})})

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Tell whether the person may bring in rows anywhere; where, is asked of each row."""
        return staff(request).holds_anywhere(self.import_resource.roles)

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file, show what would become of it, and do it once the person says so."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if "rows" in request.POST:
            return self._confirmed(request)
        form = FileForm(request.POST or None, request.FILES or None) if request.method == "POST" else FileForm()
        if form.is_bound and form.is_valid():
            table = form.cleaned_data["file"]
            try:
                return self._preview(request, table, bring_in(self.import_resource, table, by=staff(request)))
            except ValidationError as refusal:
                form.add_error("file", refusal)
        return self._import_page(request, {"form": form})

    def sample_view(self, request: HttpRequest) -> HttpResponse:
        """Give a file with the columns and one sample row, marked as UTF-8 so that spreadsheets read it rightly."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        fields = self._columns()
        sample = Dataset([self.import_sample.get(name, "") for name in fields], headers=list(fields.values()))
        response = HttpResponse("\ufeff" + PlainCSV().export_data(sample), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="mau-{self.opts.model_name}.csv"'
        return response

    def _confirmed(self, request: HttpRequest) -> HttpResponse:
        """Do what the preview showed; if it cannot be any more, show why."""
        kept = self._kept(request)
        if kept is None:
            messages.error(request, "Bản xem trước đã quá hạn. Hãy chọn lại tệp.")
            return HttpResponseRedirect(reverse(f"admin:{self.import_name()}"))
        table, stood = kept
        skip_bad = request.POST.get("skip_bad") == "on"
        by = staff(request)
        outcome = bring_in(self.import_resource, table, by=by, write=True, skip_bad=skip_bad, expected=stood)
        if not outcome.written or not outcome.good:
            messages.error(request, "Chưa ghi dòng nào: còn dòng lỗi.")
            return self._preview(request, table, outcome)
        messages.success(request, _in_words(outcome))
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))

    def _kept(self, request: HttpRequest) -> tuple[Table, list[str]] | None:
        """Return the table of the preview that this very person was shown here, and how its rows stood; or None."""
        try:
            kept = signing.loads(request.POST["rows"], salt=self._salt(request), max_age=KEPT_FOR)
        except signing.BadSignature:
            return None
        return Table.of(kept["table"]), kept["stood"]

    def _salt(self, request: HttpRequest) -> str:
        return f"rows {self.import_name()} {staff(request).pk}"

    def _columns(self) -> dict[str, str]:
        """Return the headings of the columns by field, in their order."""
        resource = self.import_resource()
        return {name: resource.fields[name].column_name for name in resource.get_import_order()}

    def _preview(self, request: HttpRequest, table: Table, outcome: Outcome) -> HttpResponse:
        """Show what would become of each row. Raises ValidationError for more than a page can keep."""
        kept = {"table": table.kept(), "stood": [row.stood for row in outcome.rows]}
        rows = signing.dumps(kept, salt=self._salt(request), compress=True)
        if len(rows) > MOST_KEPT:
            raise ValidationError("Tệp có quá nhiều nội dung cho một lần nhập. Hãy chia thành nhiều tệp.")
        shown = {"bad": outcome.bad[:BAD_SHOWN], "good": outcome.telling[:GOOD_SHOWN]}
        return self._import_page(request, {"outcome": outcome, "unread": table.unread, "rows": rows, **shown})

    def _import_page(self, request: HttpRequest, shown: dict[str, Any]) -> HttpResponse:
        resource = self.import_resource()
        context = {
            **self.admin_site.each_context(request),
            "title": f"Nhập từ tệp: {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "columns": [(heading, name in resource.needed) for name, heading in self._columns().items()],
            "advice": self.import_advice,
            "listed": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"),
            "sample": reverse(f"admin:{self.import_name('sample')}"),
            **shown,
        }
        return TemplateResponse(request, "admin/import.html", context)


def _in_words(outcome: Outcome) -> str:
    """Return what was done with a file."""
    told = f"Đã nhập {len(outcome.good)} dòng: {outcome.new} thêm mới, {outcome.changed} cập nhật"
    told += f", {outcome.same} không đổi." if outcome.same else "."
    return told + (f" Bỏ qua {len(outcome.bad)} dòng lỗi." if outcome.bad else "")
