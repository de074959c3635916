"""The sections of a site, as the public reads them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.publication import published
from agencies.sites import Site, on_agency_site
from sections.models import WRITTEN, Leader, SectionCode
from sections.reading import chart_below, completeness, section_text, sections_of


@require_safe
@published
@on_agency_site
def section(request: HttpRequest, site: Site, code: str) -> HttpResponse:
    """Show one section of a site. One that is not written yet is not found."""
    if code not in WRITTEN or (text := section_text(site, SectionCode(code))) is None:
        raise Http404("Trang này chưa có mục đó.")
    context = {"site": site, "code": SectionCode(code), "text": text, "sections": sections_of(site)}
    return render(request, "sections/section.html", context)


@require_safe
@published
@on_agency_site
def leaders(request: HttpRequest, site: Site) -> HttpResponse:
    """Show who leads an agency today."""
    found = Leader.objects.current().filter(agency=site.agency).in_their_order()
    context = {"site": site, "code": SectionCode.LEADERS, "leaders": list(found), "sections": sections_of(site)}
    return render(request, "sections/leaders.html", context)


@require_safe
@published
@on_agency_site
def chart(request: HttpRequest, site: Site) -> HttpResponse:
    """Draw an agency, who leads it, and what stands below it."""
    found = Leader.objects.current().filter(agency=site.agency).in_their_order()
    context = {
        "site": site,
        "code": SectionCode.CHART,
        "leaders": list(found),
        "groups": chart_below(site),
        "sections": sections_of(site),
    }
    return render(request, "sections/chart.html", context)


@require_safe
@published
@on_agency_site
def completeness_page(request: HttpRequest, site: Site) -> HttpResponse:
    """Say how many of the sites of a branch have all that the law asks for, as of the moment it is counted."""
    total, branches = completeness(site)
    context = {"site": site, "total": total, "branches": branches, "counted_at": timezone.now()}
    return render(request, "sections/completeness.html", context)
