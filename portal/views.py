"""The pages that join the apps: the front page of every site, and the health of the portal."""

from __future__ import annotations

from itertools import groupby

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.models import Agency, AgencyKind
from agencies.sites import on_agency_site, site_frame
from news.models import Placement

NEWS_ON_HOME = 20


@require_safe
@on_agency_site
def home(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Show where an agency stands, its news and those from above, and the agencies below it."""
    below = Agency.objects.live().directly_below(agency)
    groups = [(AgencyKind(kind).label, list(same)) for kind, same in groupby(below, key=lambda child: child.kind)]
    placements = Placement.objects.on_site(agency)[:NEWS_ON_HOME]
    context = {**site_frame(agency), "placements": placements, "groups_below": groups}
    return render(request, "portal/home.html", context)


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the portal can serve: for the machines that watch it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
