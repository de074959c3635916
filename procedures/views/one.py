"""One procedure on the site of an agency, as it is in force and as it was; and its poster for the notice board."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.publication import published
from agencies.sites import Site, moved_for_good, on_agency_site
from agencies.words import Words
from procedures.describing import linked_data
from procedures.guide import Guide
from procedures.hooks import parts_of
from procedures.models import ProcedureVersion
from procedures.places import where_to_go
from procedures.poster import qr_path
from procedures.reading.codes import national_code

GONE = 410


@require_safe
@published
@on_agency_site
def procedure(request: HttpRequest, site: Site, code: str) -> HttpResponse:
    """Show a procedure by its code in any form; forms other than the national one lead there for good."""
    if (moved := _canonical(request, site, "procedure", code)) is not None:
        return moved
    version = _current(code)
    if version.procedure.withdrawn_on is not None:
        context = {"site": site, "version": version, "vietnamese": _vietnamese(site)}
        return render(request, "procedures/withdrawn.html", context, status=GONE)
    where = where_to_go(site, version, request.GET)
    context = {**_context(site, version), "where": where, "parts": parts_of(site, version)}
    return render(request, "procedures/procedure.html", context)


@require_safe
@published
@on_agency_site
def former_version(request: HttpRequest, site: Site, code: str, number: int) -> HttpResponse:
    """Show a procedure as it was: a dossier goes on under the version that it was filed under."""
    versions = ProcedureVersion.objects.filter(procedure__code=code, number=number)
    version = versions.select_related("procedure", "field", "territory").first()
    if version is None:
        raise Http404("Không có phiên bản này.")
    if version.valid_to is None:
        return moved_for_good(request, site.address("procedure", code=code))
    return render(request, "procedures/procedure.html", {**_context(site, version), "where": None})


@require_safe
@published
@on_agency_site
def poster(request: HttpRequest, site: Site, code: str) -> HttpResponse:
    """Show a procedure on one sheet, to be printed and put up."""
    if (moved := _canonical(request, site, "procedure-poster", code)) is not None:
        return moved
    version = _current(code)
    if version.procedure.withdrawn_on is not None:
        raise Http404("Thủ tục này đã bãi bỏ.")
    context = _context(site, version)
    address = settings.PORTAL_ORIGIN + context["address"]
    context |= {"where": where_to_go(site, version, {}), "whole_address": address, "qr": qr_path(address)}
    return render(request, "procedures/poster.html", context)


def _canonical(request: HttpRequest, site: Site, page: str, code: str) -> HttpResponse | None:
    """Send on whoever asks by another form of a code. Raises Http404 for what is no code."""
    national = national_code(code)
    if not national:
        raise Http404("Đây không phải là mã thủ tục.")
    return None if national == code else moved_for_good(request, site.address(page, code=national))


def _current(code: str) -> ProcedureVersion:
    found = ProcedureVersion.objects.current().filter(procedure__code=code)
    version = found.select_related("procedure", "field", "territory").first()
    if version is None:
        raise Http404("Không có thủ tục với mã này.")
    return version


def _context(site: Site, version: ProcedureVersion) -> dict[str, Any]:
    guide = Guide(version)
    address = site.address("procedure", code=version.procedure.code)
    versions = ProcedureVersion.objects.filter(procedure=version.procedure).defer("record").order_by("-number")
    return {
        "site": site,
        "version": version,
        "guide": guide,
        "versions": list(versions),
        "parts": [],
        "address": address,
        "vietnamese": _vietnamese(site),
        "linked_data": linked_data(site, guide, address),
    }


def _vietnamese(site: Site) -> str:
    """Return the attribute of what is in Vietnamese on a page of any language: records are not translated."""
    return Words("", "vi", site.language).lang
