"""What an applicant says of the handling, after the result: the questions, the answers once more, and thanks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from agencies.sites import Site, on_agency_site
from dossiers import actions
from dossiers.forms.citizens import SatisfactionForm
from dossiers.models import Dossier
from dossiers.tickets import dossier_of

# What the buttons say is to be done ("viec"); whatever else is sent is to be looked at first.
BEGIN, SEND = "bat-dau", "gui"
CHANGE = "sua-"


@require_http_methods(["GET", "HEAD", "POST"])
@on_agency_site
def rate(request: HttpRequest, site: Site) -> HttpResponse:
    """Ask whoever has just looked up a decided dossier; without a ticket the way leads over the look-up."""
    if request.method != "POST":
        return HttpResponseRedirect(site.address("dossiers"))
    ticket = request.POST.get("ticket", "")
    dossier = dossier_of(ticket)
    if dossier is None or hasattr(dossier, "satisfaction") or not dossier.outcome:
        return render(request, "dossiers/not_rated.html", {"site": site, "dossier": dossier})
    return _answered(request, site, dossier, ticket)


@require_safe
@on_agency_site
def rate_thanks(request: HttpRequest, site: Site) -> HttpResponse:
    """Say what happens with what was said."""
    return render(request, "dossiers/rating_thanks.html", {"site": site})


def _answered(request: HttpRequest, site: Site, dossier: Dossier, ticket: str) -> HttpResponse:
    to_do = request.POST.get("viec", "")
    form = SatisfactionForm(None if to_do == BEGIN else request.POST)
    context: dict[str, Any] = {"site": site, "form": form, "ticket": ticket, "dossier": dossier}
    if to_do == BEGIN or not form.is_valid() or to_do.startswith(CHANGE):
        if (name := to_do.removeprefix(CHANGE)) in form.fields and not form.errors:
            form.fields[name].widget.attrs["autofocus"] = True
        return render(request, "dossiers/rating_form.html", context)
    if to_do != SEND:
        return render(request, "dossiers/rating_check.html", context)
    try:
        actions.rate(form.said_of(dossier))
    except ValidationError:  # in another window, a moment ago
        dossier = Dossier.objects.select_related("satisfaction").get(pk=dossier.pk)
        return render(request, "dossiers/not_rated.html", {"site": site, "dossier": dossier})
    return HttpResponseRedirect(site.address("dossier-rate-thanks"))
