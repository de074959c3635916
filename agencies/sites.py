"""Which agency's site an address means, today and for addresses of the past."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from agencies.models import Agency, AgencyAddress

SiteView = Callable[..., HttpResponse]


class AgencyPath:
    """The path of an agency in an address: slugs from the top down, as in "ha-noi/phuong-ba-dinh"."""

    regex = "[a-z0-9-]+(?:/[a-z0-9-]+)*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def site_frame(agency: Agency) -> dict[str, Any]:
    """Return what every page of a site needs: the agency and those above it, the Government first. One query."""
    return {"agency": agency, "ancestors": list(Agency.objects.above(agency)) if agency.parent_id else []}


def agency_at(path: str) -> Agency:
    """Return the agency whose site is at `path` today ("" is the root's). Raises Agency.DoesNotExist."""
    agency = Agency.objects.filter(path=path).order_by("live_to", "pk").last()
    if agency is None:
        raise Agency.DoesNotExist(path)
    return agency


def agency_once_at(path: str) -> Agency:
    """Return the agency whose site was the last to be at `path`. Raises Agency.DoesNotExist."""
    address = AgencyAddress.objects.filter(path=path).select_related("agency").order_by("since").last()
    if address is None:
        raise Agency.DoesNotExist(path)
    return address.agency


def moved_for_good(request: HttpRequest, address: str) -> HttpResponse:
    """Send the visitor on to `address` for good, with what was asked of the page."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def on_agency_site(view: SiteView) -> SiteView:
    """Give `view(request, agency, ...)` the agency at `path`; send a visitor of a former address on for good (301)."""

    @wraps(view)
    def at_path(request: HttpRequest, path: str = "", **kwargs: Any) -> HttpResponse:
        try:
            return view(request, agency_at(path), **kwargs)
        except Agency.DoesNotExist:
            pass
        try:
            successor = agency_once_at(path)
        except Agency.DoesNotExist as error:
            raise Http404("Không có cơ quan nào ở địa chỉ này.") from error
        page = request.resolver_match.url_name if request.resolver_match else None
        return moved_for_good(request, successor.url(page or "home", **kwargs))

    return at_path
