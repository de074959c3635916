"""The service index of a site's branch: the page, and its files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from tablib import Dataset

from agencies.publication import published
from agencies.sites import Site, on_agency_site
from agencies.words import Words
from results.index.files import HEAD, records, table
from results.index.measures import counted_as
from results.index.reading import Index
from results.reading import scope_of
from results.views.files import XLSX, as_file

MOST_PLACES = 10  # of a league table that are shown before one asks for all


@require_safe
@published
@on_agency_site
def index(request: HttpRequest, site: Site) -> HttpResponse:
    """Show the points, what they are made of, what would raise them, who has more, and the closed months."""
    found = _asked(request, site)
    vietnamese = Words("", "vi", site.language).lang
    context = {"site": site, "scope": found.scope, "index": found, "vietnamese": vietnamese, "counted_as": counted_as}
    context["the_most"] = MOST_PLACES
    return render(request, "results/index.html", context)


@require_safe
@published
@on_agency_site
def index_as_csv(request: HttpRequest, site: Site) -> HttpResponse:
    """Give the index as CSV, marked as UTF-8 so that spreadsheets read Vietnamese."""
    text = "\ufeff" + Dataset(*table(_asked(request, site)), headers=HEAD).export("csv")
    return as_file(HttpResponse(text, content_type="text/csv; charset=utf-8"), "bo-chi-so.csv")


@require_safe
@published
@on_agency_site
def index_as_xlsx(request: HttpRequest, site: Site) -> HttpResponse:
    """Give the index as a workbook."""
    rows = Dataset(*table(_asked(request, site)), headers=HEAD, title="bo-chi-so")
    return as_file(HttpResponse(rows.export("xlsx"), content_type=XLSX), "bo-chi-so.xlsx")


@require_safe
@published
@on_agency_site
def index_as_json(request: HttpRequest, site: Site) -> HttpResponse:
    """Give the index as JSON, with its formulas."""
    answer = JsonResponse(records(_asked(request, site)), json_dumps_params={"ensure_ascii": False})
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _asked(request: HttpRequest, site: Site) -> Index:
    """Return the index of the period that is asked for: it is never of one procedure or field alone."""
    return Index(scope_of(site, {name: request.GET[name] for name in ("nam", "thang") if name in request.GET}))
