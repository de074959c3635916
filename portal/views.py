"""The pages that join the apps: the front page of every site, what it says of itself, and the health of the portal."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.publication import published
from agencies.sites import Site, on_agency_site, units_below, version_of
from news.reading import front_news
from sections.reading import sections_of

NEWS_ON_HOME = 11  # one large, ten beside and below it


@require_safe
@published
@on_agency_site
def home(request: HttpRequest, site: Site) -> HttpResponse:
    """Show where an agency stands, its news and those from above, and the agencies below it."""
    news = front_news(site.agency, site.language, most=NEWS_ON_HOME)
    units = units_below(site, version_of(request))
    return render(request, "portal/home.html", {"site": site, "news": news, "units": units})


@require_safe
@published
@on_agency_site
def about(request: HttpRequest, site: Site) -> HttpResponse:
    """Introduce an agency, say how to reach it, and lead to the sections of its site."""
    return render(request, "portal/about.html", {"site": site, "sections": sections_of(site)})


@require_safe
@published
@on_agency_site
def site_map(request: HttpRequest, site: Site) -> HttpResponse:
    """List the pages of a site, and the sites below it."""
    return render(request, "portal/map.html", {"site": site, "units": units_below(site, version_of(request))})


@require_safe
@published
@on_agency_site
def banners(request: HttpRequest, site: Site) -> HttpResponse:
    """List all the banners that are in force on a site, with who raised each and until when."""
    return render(request, "portal/banners.html", {"site": site})


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the portal can serve: for the machines that watch it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
