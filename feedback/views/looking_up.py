"""Looking up one's own case. What was typed is sent as a form and answered at once: no address ever holds it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from agencies.sites import Site, on_agency_site
from agencies.words import Words
from feedback import tries
from feedback.look_up_forms import NOT_FOUND, LookUpForm
from feedback.lookup import find
from feedback.models import Feedback
from feedback.telling import Told
from feedback.tickets import feedback_of, ticket_for
from feedback.views.waiting import sent_away, too_often
from visitors.tries import give_back, take

TICKET = "ticket"


@sensitive_post_parameters("code", "secret", "ticket")
@require_http_methods(["GET", "HEAD", "POST"])
@on_agency_site
def look_up(request: HttpRequest, site: Site) -> HttpResponse:
    """Ask for a code and its secret, and show the case that both name; whoever comes back from it has a ticket."""
    if (ticket := request.POST.get(TICKET, "")) and (case := feedback_of(ticket)) is not None:
        return show(request, site, case, ticket)
    form = LookUpForm(request.POST if request.method == "POST" and not ticket else None)
    if not form.is_bound or not form.is_valid():
        return _asked(request, site, form, is_over=bool(ticket))
    counters = tries.looking_up(request, form.cleaned_data["code"])
    if wait := take(counters):
        text = _("Đã có quá nhiều lần tra cứu sai với mã này hoặc từ mạng bạn đang dùng.")
        form.add_error("code", too_often(text, wait))
        return sent_away(_asked(request, site, form), wait)
    found = find(form.cleaned_data["code"], form.cleaned_data["secret"])
    if found is None:
        form.add_error("code", NOT_FOUND)
        return _asked(request, site, form)
    give_back(counters)
    return show(request, site, found, ticket_for(found))


def show(request: HttpRequest, site: Site, case: Feedback, ticket: str, **context: Any) -> HttpResponse:
    """Show a case to whoever has shown that she sent it."""
    told = Told(case, site.language)
    vietnamese = Words("", "vi", site.language).lang
    facts = {"site": site, "told": told, "case": case, "vietnamese": vietnamese, "ticket": ticket}
    return render(request, "feedback/my_case.html", {**facts, **context})


def _asked(request: HttpRequest, site: Site, form: LookUpForm, *, is_over: bool = False) -> HttpResponse:
    return render(request, "feedback/look_up.html", {"site": site, "form": form, "is_over": is_over})
