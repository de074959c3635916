"""What everybody reads of reports and proposals: published cases, questions and answers, what was changed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.views.decorators.http import require_safe

from agencies.publication import published
from agencies.sites import Site, linked, moved_for_good, on_agency_site
from agencies.words import Words
from feedback.browsing import KIND_WORDS, OUTCOME_WORDS, Listing
from feedback.codes import parsed
from feedback.handing_out import handed_out
from feedback.models import Feedback
from feedback.published import PublicCase, photo_at
from feedback.questions import (
    MOST_CHANGES,
    by_procedure,
    changes_of,
    page_of_changes,
    page_of_questions,
    questions_for,
    raised_by,
)

NOT_HERE = "Không có phản ánh, kiến nghị công khai nào có mã này."


@require_safe
@published
@on_agency_site
def cases(request: HttpRequest, site: Site) -> HttpResponse:
    """Say what reports and proposals are for, lead to sending one, and list the published ones of a branch."""
    listing = Listing(site, request.GET)
    context = {**_context(site), "listing": listing, "page": listing.page, "cases": listing.cases}
    if not listing.chosen and listing.page.number == 1:
        changes = list(changes_of(site)[:MOST_CHANGES])
        context |= {"changes": changes, "raised": raised_by(changes), "has_questions": questions_for(site).exists()}
    return render(request, "feedback/cases.html", context)


@require_safe
@published
@on_agency_site
def case(request: HttpRequest, site: Site, code: str) -> HttpResponse:
    """Show one published case. Of one that is not public, nobody is told whether it exists."""
    found = published_case(code)
    if found.code != code:
        return moved_for_good(request, site.address("feedback-case", code=found.code))
    if not _stands_on(site, found):
        return HttpResponseRedirect(found.holder.url("feedback-case", code=found.code))
    told = PublicCase(found, site)
    return render(request, "feedback/case.html", {**_context(site), "told": told, "case": found})


@require_safe
def photo(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give out a photo as long as an officer shows it: whoever keeps it asks again whether it is still shown."""
    shown = photo_at(name)
    if shown is None:
        raise Http404("Không có ảnh này.")
    response = handed_out(shown)
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
@published
@on_agency_site
def questions(request: HttpRequest, site: Site) -> HttpResponse:
    """List questions and answers by field and procedure."""
    page = page_of_questions(site, request.GET)
    field = request.GET.get("linh-vuc", "")
    context = {**_context(site), "page": page, "asked": by_procedure(site, page), "field": field}
    return render(request, "feedback/questions.html", context)


@require_safe
@published
@on_agency_site
def rule_changes(request: HttpRequest, site: Site) -> HttpResponse:
    """List the rules that were changed because people raised them."""
    page = page_of_changes(site, request.GET)
    changes = list(page.object_list)
    context = {**_context(site), "page": page, "changes": changes, "raised": raised_by(changes)}
    return render(request, "feedback/rule_changes.html", context)


def published_case(code: str) -> Feedback:
    """Return a published case by its code, however typed. Raises Http404, the same for every other one."""
    try:
        return Feedback.objects.for_everybody().select_related("answer__agency").get(code=parsed(code))
    except (ValueError, Feedback.DoesNotExist) as error:
        raise Http404(NOT_HERE) from error


def _stands_on(site: Site, case: Feedback) -> bool:
    here, holder = site.agency, case.holder
    return here.tree_id == holder.tree_id and here.lft <= holder.lft and here.rght >= holder.rght


def _address(site: Site, page: str) -> str:
    """Return the address of a page, "" where the portal does not have it."""
    try:
        return site.address(page)
    except NoReverseMatch:
        return ""


def _context(site: Site) -> dict[str, Any]:
    return {
        "site": site,
        "send": _address(site, "feedback-send"),
        "look_up": _address(site, "feedback-look-up"),
        "vietnamese": Words("", "vi", site.language).lang,
        "kind_words": KIND_WORDS,
        "outcome_words": OUTCOME_WORDS,
        "linked": linked,
    }
