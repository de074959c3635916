""" "The same for me": asked on a page of its own, so that the page of the case is the same for everybody.

The form carries a signed token instead of a cookie: sent twice it counts once. Who presses is not asked, and not kept.
"""

from __future__ import annotations

import datetime
import uuid

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from agencies.sites import Site, on_agency_site
from agencies.words import Words
from feedback import actions
from feedback.models import Feedback
from feedback.views.published import published_case
from visitors.tries import DAY, MINUTE, Counter, limited, network_of, take

TOO_MANY = 429
GOOD_FOR = datetime.timedelta(hours=12)  # of a form that stays open
# A telephone network shows thousands of people by one address.
PER_NETWORK = ((20, 10 * MINUTE), (100, DAY))
PER_CASE = ((5, 10 * MINUTE), (20, DAY))  # of one network for one case
_SIGNER = signing.TimestampSigner(salt="feedback.supporting")


@csrf_exempt  # nothing of a visitor is acted upon: the form is signed, and counts once
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@on_agency_site
def support(request: HttpRequest, site: Site, code: str) -> HttpResponse:
    """Ask whether somebody has met the same, and count it."""
    case = published_case(code)
    if request.method != "POST":
        return _page(request, site, case)
    token = _token_of(case, request.POST.get("token", ""))
    if token is None:
        return _page(request, site, case, problem=_("Trang đã để quá lâu. Hãy bấm lại một lần nữa."), status=400)
    if wait := take(_counters(request, case)):
        return _sent_away(request, site, case, wait)
    actions.support(case, token=token)
    return _page(request, site, case, is_done=True)


def _page(
    request: HttpRequest, site: Site, case: Feedback, *, problem: str = "", is_done: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "site": site,
        "case": case,
        "problem": problem,
        "is_done": is_done,
        "token": _SIGNER.sign(f"{case.code}/{uuid.uuid4()}"),
        "vietnamese": Words("", "vi", site.language).lang,
    }
    return render(request, "feedback/support.html", context, status=status)


def _token_of(case: Feedback, signed: str) -> uuid.UUID | None:
    try:
        code, _slash, token = _SIGNER.unsign(signed, max_age=GOOD_FOR).partition("/")
    except signing.BadSignature:
        return None
    return uuid.UUID(token) if code == case.code else None


def _counters(request: HttpRequest, case: Feedback) -> tuple[Counter, ...]:
    network = network_of(request)
    return (
        *limited("support network", network, PER_NETWORK),
        *limited("support case", f"{network} {case.code}", PER_CASE),
    )


def _sent_away(request: HttpRequest, site: Site, case: Feedback, wait: int) -> HttpResponse:
    """Say when one may press again."""
    minutes = -(-wait // 60)
    told = ngettext(
        "Từ mạng bạn đang dùng đã có nhiều người bấm. Hãy thử lại sau %(count)s phút.",
        "Từ mạng bạn đang dùng đã có nhiều người bấm. Hãy thử lại sau %(count)s phút.",
        minutes,
    )
    response = _page(request, site, case, problem=told % {"count": minutes}, status=TOO_MANY)
    response.headers["Retry-After"] = str(wait)
    return response
