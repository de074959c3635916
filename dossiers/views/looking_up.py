"""Looking up one's own dossier. What was typed is sent as a form and answered at once: no address ever holds it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from agencies.sites import Site, on_agency_site
from agencies.words import Words
from dossiers.forms.citizens import NOT_FOUND, LookUpForm
from dossiers.lookup import find
from dossiers.telling import Told
from dossiers.tickets import ticket_for
from dossiers.tries import counters_of
from visitors.tries import give_back, take

TOO_MANY = 429


@sensitive_post_parameters("code", "last_digits")
@require_http_methods(["GET", "HEAD", "POST"])
@on_agency_site
def look_up(request: HttpRequest, site: Site) -> HttpResponse:
    """Ask for a code and a second factor, and show the dossier that both name."""
    form = LookUpForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _asked(request, site, form)
    counters = counters_of(request, form.cleaned_data["code"])
    if wait := take(counters):
        return _sent_away(request, site, form, wait)
    dossier = find(form.cleaned_data["code"], form.cleaned_data["last_digits"])
    if dossier is None:
        form.add_error("code", NOT_FOUND)
        return _asked(request, site, form)
    give_back(counters)
    told = Told(dossier, site.language)
    vietnamese = Words("", "vi", site.language).lang
    context = {"site": site, "told": told, "dossier": dossier, "vietnamese": vietnamese, "ticket": ticket_for(dossier)}
    return render(request, "dossiers/dossier.html", context)


def _asked(request: HttpRequest, site: Site, form: LookUpForm, *, status: int = 200) -> HttpResponse:
    return render(request, "dossiers/look_up.html", {"site": site, "form": form}, status=status)


def _sent_away(request: HttpRequest, site: Site, form: LookUpForm, wait: int) -> HttpResponse:
    """Say when one may try again; what was typed stays."""
    minutes = -(-wait // 60)
    text = ngettext(
        "Đã có quá nhiều lần tra cứu sai với mã này hoặc từ mạng bạn đang dùng. Hãy thử lại sau %(count)s phút.",
        "Đã có quá nhiều lần tra cứu sai với mã này hoặc từ mạng bạn đang dùng. Hãy thử lại sau %(count)s phút.",
        minutes,
    )
    form.add_error("code", f"{text % {'count': minutes}} {_('Nếu cần ngay, hãy hỏi bộ phận một cửa đã nhận hồ sơ.')}")
    response = _asked(request, site, form, status=TOO_MANY)
    response.headers["Retry-After"] = str(wait)
    return response
