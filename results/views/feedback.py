"""The statistics of reports and proposals of a site's branch: the page, what its numbers mean, and its files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from tablib import Dataset

from agencies.publication import published
from agencies.sites import Site, on_agency_site
from results.charts import bar_chart_of, line_chart_of
from results.feedback.definitions import COLUMNS, FEEDBACK_MEASURES, OF_NOW, OF_PERIOD
from results.feedback.files import HEAD, records, table
from results.feedback.reading import FeedbackScope, feedback_scope_of
from results.views.files import XLSX, as_file


@require_safe
@published
@on_agency_site
def feedback_results(request: HttpRequest, site: Site) -> HttpResponse:
    """Show the figures of a branch, by month and unit."""
    scope = feedback_scope_of(site, request.GET)
    context = {"site": site, "scope": scope, "of_period": OF_PERIOD, "of_now": OF_NOW, "columns": COLUMNS}
    return render(request, "results/feedback.html", {**context, **_charts(scope)})


@require_safe
@published
@on_agency_site
def feedback_definitions(request: HttpRequest, site: Site) -> HttpResponse:
    """Say what each number means, what is divided by what, and which rule asks for it."""
    return render(request, "results/feedback_definitions.html", {"site": site, "measures": FEEDBACK_MEASURES})


@require_safe
@published
@on_agency_site
def feedback_as_csv(request: HttpRequest, site: Site) -> HttpResponse:
    """Give the figures as CSV, marked as UTF-8 so that spreadsheets read Vietnamese."""
    text = "\ufeff" + Dataset(*table(feedback_scope_of(site, request.GET)), headers=HEAD).export("csv")
    return as_file(HttpResponse(text, content_type="text/csv; charset=utf-8"), "phan-anh-kien-nghi.csv")


@require_safe
@published
@on_agency_site
def feedback_as_xlsx(request: HttpRequest, site: Site) -> HttpResponse:
    """Give the figures as a workbook."""
    rows = Dataset(*table(feedback_scope_of(site, request.GET)), headers=HEAD, title="phan-anh")
    return as_file(HttpResponse(rows.export("xlsx"), content_type=XLSX), "phan-anh-kien-nghi.xlsx")


@require_safe
@published
@on_agency_site
def feedback_as_json(request: HttpRequest, site: Site) -> HttpResponse:
    """Give the figures as JSON, with their definitions."""
    found = records(feedback_scope_of(site, request.GET))
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False})
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _charts(scope: FeedbackScope) -> dict[str, Any]:
    months = [f"{month.month}" for month in scope.by_month]
    figures = list(scope.by_month.values())
    counted = {_("Tiếp nhận"): [one.received for one in figures], _("Đã trả lời"): [one.answered for one in figures]}
    return {
        "bars": bar_chart_of(months, counted),
        "line": line_chart_of(months, [one.on_time_rate for one in figures]),
    }
