"""Sending a report or proposal: where it begins, its pages one after the other, and what one is told at the end."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from agencies.sites import Site, on_agency_site
from feedback import tries
from feedback.actions import begin_draft, forget_draft
from feedback.codes import secret_of
from feedback.drafts import (
    draft_key,
    draft_of,
    forget_key,
    forget_sent,
    remember,
    remember_sent,
    sent_by,
    sent_meanwhile,
)
from feedback.models import Draft, Sender
from feedback.pages import page_on
from feedback.sending_forms import procedure_named
from feedback.steps import ORDER, is_ahead, lacking
from feedback.views.asking import PAGES, Visit
from feedback.views.waiting import sent_away, too_often
from procedures.reading.codes import national_code
from visitors.tries import take

DROP, DONE = "xoa", "xong"  # what buttons say is to be done ("viec")
LOST = "het"  # in the query: the draft is gone


@require_http_methods(["GET", "HEAD", "POST"])
@on_agency_site
def begin(request: HttpRequest, site: Site) -> HttpResponse:
    """Say what cannot be taken here and what will be asked; begin a draft, go on with one, or drop it."""
    if case := sent_meanwhile(request):
        response: HttpResponse = HttpResponseRedirect(site.address("feedback-sent"))
        remember_sent(response, case)
        return response
    draft = draft_of(request)
    if request.method != "POST":
        return _first_page(request, site, draft)
    if request.POST.get("viec") == DROP:
        return _dropped(request, site)
    if draft is not None:
        return HttpResponseRedirect(site.address("feedback-step", step=lacking(draft.answers)))
    if wait := take(tries.beginning(request)):
        problem = too_often(_("Từ mạng bạn đang dùng đã có rất nhiều người bắt đầu gửi."), wait)
        return sent_away(_first_page(request, site, None, problem=problem), wait)
    return _begun(request, site)


def _first_page(request: HttpRequest, site: Site, draft: Draft | None, *, problem: str = "") -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    named = procedure_named(national_code(asked.get("thu-tuc", "")[:60]))
    context = {
        "site": site,
        "draft": draft,
        "next": lacking(draft.answers) if draft else "",
        "named": named,
        "page": asked.get("trang", ""),
        "problem": problem or (_("Bản nháp không còn nữa. Mời bạn bắt đầu lại.") if LOST in asked else ""),
    }
    return render(request, "feedback/send_begin.html", context)


def _begun(request: HttpRequest, site: Site) -> HttpResponse:
    page = request.POST.get("trang", "")
    draft = begin_draft(
        language=site.language,
        procedure=national_code(request.POST.get("thu-tuc", "")[:60]),
        page=page_on(site, page).page if page else "",
    )
    response = HttpResponseRedirect(site.address("feedback-step", step=ORDER[0]))
    remember(response, draft)
    return response


def _dropped(request: HttpRequest, site: Site) -> HttpResponse:
    if key := draft_key(request):
        forget_draft(key)
    response = HttpResponseRedirect(site.address("feedback-send"))
    forget_key(response)
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@on_agency_site
def step(request: HttpRequest, site: Site, step: str) -> HttpResponse:
    """Ask one thing, keep the answer, and go on."""
    if step not in PAGES:
        raise Http404("Không có bước này.")
    draft = draft_of(request)
    if draft is None:
        # Sent a moment ago by the same button: begin() leads to the code.
        lost = "" if sent_meanwhile(request) else f"?{LOST}=1"
        return HttpResponseRedirect(site.address("feedback-send") + lost)
    if is_ahead(step, draft.answers):
        return HttpResponseRedirect(site.address("feedback-step", step=lacking(draft.answers)))
    try:
        return PAGES[step](Visit(request, site, draft, step))
    except Draft.DoesNotExist:  # in another window, a moment ago
        return HttpResponseRedirect(site.address("feedback-send"))


@require_http_methods(["GET", "HEAD", "POST"])
@on_agency_site
def sent(request: HttpRequest, site: Site) -> HttpResponse:
    """Show the code and the secret of what was sent a moment ago, and what comes next."""
    case = sent_by(request)
    if case is None:
        return HttpResponseRedirect(site.address("feedback-look-up"))
    if request.method == "POST" and request.POST.get("viec") == DONE:
        response = HttpResponseRedirect(site.address("feedback-look-up"))
        forget_sent(response)
        return response
    sender = Sender.objects.filter(feedback=case).first()
    context = {
        "site": site,
        "case": case,
        "secret": secret_of(case.code, case.nonce),
        "by_email": bool(sender and sender.email),
        "by_sms": bool(sender and sender.phone and settings.SMS_BACKEND),
        "look_up": settings.PORTAL_ORIGIN + site.address("feedback-look-up"),
    }
    return render(request, "feedback/sent.html", context)


@require_safe
@on_agency_site
def supported(request: HttpRequest, site: Site) -> HttpResponse:
    """Thank whoever has said "the same for me" instead of sending the same once more."""
    return render(request, "feedback/supported.html", {"site": site})
