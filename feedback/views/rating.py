"""Rating a page: the form, the answers once more before they are sent, and what becomes of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from agencies.sites import Site, on_agency_site
from feedback.forms import RatingForm
from feedback.pages import page_on

# What the buttons of the second page say is to be done ("viec"); whatever else is sent is to be looked at first.
SEND = "gui"
CHANGE = {"sua-level": "level", "sua-comment": "comment"}


@require_http_methods(["GET", "HEAD", "POST"])
@on_agency_site
def rate(request: HttpRequest, site: Site) -> HttpResponse:
    """Ask how satisfied a reader is with a page, show the answers once more, and keep them."""
    if request.method != "POST":
        return _asked(request, RatingForm.begun(site, request.GET))
    form, to_do = RatingForm(site, request.POST), request.POST.get("viec", "")
    if not form.is_valid() or to_do in CHANGE:
        return _asked(request, form, at=CHANGE.get(to_do, ""))
    if to_do != SEND:
        return _page(request, "feedback/rating_check.html", form)
    form.save()
    return HttpResponseRedirect(f"{site.address('rate-thanks')}?{urlencode({'trang': form.page.address})}")


@require_safe
@on_agency_site
def thanks(request: HttpRequest, site: Site) -> HttpResponse:
    """Say what happens with a rating that has been sent."""
    page = page_on(site, request.GET.get("trang", ""))
    return render(request, "feedback/rating_thanks.html", {"site": site, "page": page})


def _asked(request: HttpRequest, form: RatingForm, *, at: str = "") -> HttpResponse:
    """Show the form; a reader who wants to change one answer begins at it."""
    if at and not form.errors:
        form.fields[at].widget.attrs["autofocus"] = True
    return _page(request, "feedback/rating_form.html", form)


def _page(request: HttpRequest, template: str, form: RatingForm, **context: Any) -> HttpResponse:
    response = render(request, template, {"site": form.site, "form": form, "page": form.page, **context})
    # Nobody else may keep it, but the browser may, for the reader who goes back to what she has written.
    response.headers["Cache-Control"] = "private, no-cache"
    return response
