"""The procedures that the agency of a site carries out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.publication import published
from agencies.sites import Site, on_agency_site
from agencies.words import Words
from procedures.browsing import listing


@require_safe
@published
@on_agency_site
def procedures(request: HttpRequest, site: Site) -> HttpResponse:
    """List procedures, narrowed by field, audience, level, channel and agency."""
    vietnamese = Words("", "vi", site.language).lang  # the attribute of what is not translated
    context = {"site": site, "listing": listing(site, request.GET), "vietnamese": vietnamese}
    return render(request, "procedures/list.html", context)
