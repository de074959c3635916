"""What became of the dossiers of a site's branch, in numbers, drawings and lists."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.publication import published
from agencies.sites import Site, on_agency_site
from agencies.words import Words
from results.behind import dossiers_of
from results.charts import bar_chart_of, line_chart_of
from results.definitions import COLUMNS, MEASURES, OF_NOW, OF_PERIOD
from results.dots import dot_map_of, legend
from results.index.measures import MEASURE_OF
from results.reading import Scope, scope_of

MOST_PROCEDURES = 20  # on the page; the files have all


@require_safe
@published
@on_agency_site
def overview(request: HttpRequest, site: Site) -> HttpResponse:
    """Show the figures of a branch, by month, unit, procedure and field."""
    scope = scope_of(site, request.GET)
    context = _context(scope)
    context |= {"of_period": OF_PERIOD, "of_now": OF_NOW, **_charts(scope), "most": MOST_PROCEDURES}
    return render(request, "results/overview.html", context)


@require_safe
@published
@on_agency_site
def definitions(request: HttpRequest, site: Site) -> HttpResponse:
    """Say what each number means, what is divided by what, and which rule asks for it."""
    return render(request, "results/definitions.html", {"site": site, "measures": MEASURES})


@require_safe
@published
@on_agency_site
def dossiers_behind(request: HttpRequest, site: Site) -> HttpResponse:
    """List the dossiers behind a number that the agency decides itself, and lead on to the units below."""
    measure = MEASURE_OF.get(request.GET.get("so", "tiep-nhan"))
    if measure is None:
        raise Http404("Không có chỉ tiêu này.")
    scope = scope_of(site, request.GET)
    page, dossiers = dossiers_of(scope, measure, int(request.GET.get("trang") or 1))
    kept = f"{scope.query(so=measure.code)[1:]}&"
    context = {**_context(scope), "measure": measure, "page": page, "dossiers": dossiers, "kept": kept}
    return render(request, "results/dossiers.html", context)


@require_safe
@published
@on_agency_site
def dots(request: HttpRequest, site: Site) -> HttpResponse:
    """Show where in a branch dossiers are decided on time."""
    scope = scope_of(site, {name: request.GET[name] for name in ("nam", "thang") if name in request.GET})
    drawing = dot_map_of(scope)
    levels = legend(drawing.levels) if drawing else []
    return render(request, "results/map.html", {**_context(scope), "drawing": drawing, "levels": levels})


def _context(scope: Scope) -> dict[str, Any]:
    vietnamese = Words("", "vi", scope.site.language).lang
    return {"site": scope.site, "scope": scope, "columns": COLUMNS, "vietnamese": vietnamese}


def _charts(scope: Scope) -> dict[str, Any]:
    months = [f"{month.month}" for month in scope.by_month]
    figures = list(scope.by_month.values())
    counted = {
        _("Tiếp nhận"): [one.received for one in figures],
        _("Đã giải quyết"): [one.done for one in figures],
    }
    return {
        "bars": bar_chart_of(months, counted),
        "line": line_chart_of(months, [one.on_time_rate for one in figures]),
    }
