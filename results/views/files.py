"""The same figures as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from tablib import Dataset

from agencies.publication import published
from agencies.sites import Site, on_agency_site
from results.files import HEAD, records, table
from results.reading import scope_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@published
@on_agency_site
def as_csv(request: HttpRequest, site: Site) -> HttpResponse:
    """Give the figures as CSV, marked as UTF-8 so that spreadsheets read Vietnamese."""
    text = "\ufeff" + Dataset(*table(scope_of(site, request.GET)), headers=HEAD).export("csv")
    return as_file(HttpResponse(text, content_type="text/csv; charset=utf-8"), "ket-qua-giai-quyet.csv")


@require_safe
@published
@on_agency_site
def as_xlsx(request: HttpRequest, site: Site) -> HttpResponse:
    """Give the figures as a workbook."""
    rows = Dataset(*table(scope_of(site, request.GET)), headers=HEAD, title="ket-qua")
    return as_file(HttpResponse(rows.export("xlsx"), content_type=XLSX), "ket-qua-giai-quyet.xlsx")


@require_safe
@published
@on_agency_site
def as_json(request: HttpRequest, site: Site) -> HttpResponse:
    """Give the figures as JSON, with their definitions."""
    answer = JsonResponse(records(scope_of(site, request.GET)), json_dumps_params={"ensure_ascii": False})
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def as_file(response: HttpResponse, name: str) -> HttpResponse:
    """Have a browser keep what is answered under this name."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
