"""The newest articles of a site for programs that follow it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.views.decorators.http import require_safe

from agencies.publication import published
from agencies.sites import Site, on_agency_site
from news.feeds import as_json_feed, as_xml


@require_safe
@published
@on_agency_site
def rss(request: HttpRequest, site: Site) -> HttpResponse:
    """Answer in RSS 2.0."""
    return HttpResponse(as_xml(site, Rss201rev2Feed, request.path), content_type=Rss201rev2Feed.content_type)


@require_safe
@published
@on_agency_site
def atom(request: HttpRequest, site: Site) -> HttpResponse:
    """Answer in Atom."""
    return HttpResponse(as_xml(site, Atom1Feed, request.path), content_type=Atom1Feed.content_type)


@require_safe
@published
@on_agency_site
def json_feed(request: HttpRequest, site: Site) -> HttpResponse:
    """Answer in JSON Feed."""
    told = as_json_feed(site, request.path)
    return JsonResponse(told, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})
