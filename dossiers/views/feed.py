"""The interface for other systems: what they tell of dossiers, and what became of it. Errors are JSON, with a code."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from agencies.publication import published
from dossiers.actions import take_in
from dossiers.feed_format import MOST_BYTES, MOST_EVENTS
from dossiers.models import Feed
from dossiers.openapi import DOCUMENT
from dossiers.reconciling import MOST_DAYS, reconciled
from dossiers.signing import sender

MOST_SECONDS = 20.0  # for one batch; what is not done by then is done by the sweeper
_HOW = {"ensure_ascii": False}
SignedView = Callable[[HttpRequest, Feed], HttpResponse]


def refused(status: int, error: str, detail: str) -> HttpResponse:
    """Return a refusal, in a word for programs and in a sentence for people."""
    return JsonResponse({"error": error, "detail": detail}, status=status, json_dumps_params=_HOW)


def signed(method: str) -> Callable[[SignedView], Callable[[HttpRequest], HttpResponse]]:
    """Let in requests of one method that an open feed has signed; others learn nothing, not even which key there is.

    No cookie counts here, so nothing can be forged with one: the check against forged forms is left out.
    """

    def guarded(view: SignedView) -> Callable[[HttpRequest], HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def for_feeds(request: HttpRequest) -> HttpResponse:
            response = _refusal(request, method) or _answered(request, view)
            patch_cache_control(response, no_store=True, private=True)
            return response

        return for_feeds

    return guarded


def _refusal(request: HttpRequest, method: str) -> HttpResponse | None:
    """Return why a request is not even read."""
    if request.method != method:
        response = refused(405, "method_not_allowed", f"Địa chỉ này chỉ nhận {method}.")
        response["Allow"] = method
        return response
    if method == "POST" and request.content_type != "application/json":
        return refused(415, "unsupported_type", "Nội dung phải là application/json.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return refused(413, "too_large", f"Nội dung lớn hơn {MOST_BYTES // 1024 // 1024} MB. Hãy gửi làm nhiều lần.")
    return None


def _answered(request: HttpRequest, view: SignedView) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    feed = sender(
        request.headers.get("X-Feed-Key", ""),
        request.headers.get("X-Feed-Signature", ""),
        method=str(request.method),
        path=f"{request.path}?{query}" if query else request.path,
        timestamp=request.headers.get("X-Feed-Timestamp", ""),
        body=request.body,
    )
    if feed is None:
        return refused(401, "unauthorized", "Khóa, chữ ký hoặc thời điểm ký không đúng.")
    return view(request, feed)


@signed("POST")
def events(request: HttpRequest, feed: Feed) -> HttpResponse:
    """Take in a batch of events, and say of each what became of it."""
    try:
        said: Any = json.loads(request.body)
    except (ValueError, RecursionError):
        return refused(400, "malformed", "Nội dung không phải JSON.")
    batch = said.get("events") if isinstance(said, dict) else None
    if not isinstance(batch, list) or not batch:
        return refused(400, "malformed", "Cần trường “events”: danh sách các sự kiện, không trống.")
    if len(batch) > MOST_EVENTS:
        return refused(413, "too_large", f"Nhiều hơn {MOST_EVENTS} sự kiện. Hãy gửi làm nhiều lần.")
    results = [
        {"external_id": one.external_id, "state": one.state, "fault": one.fault, "reason": one.reason}
        for one in take_in(feed, batch, within=MOST_SECONDS)
    ]
    return JsonResponse({"results": results}, json_dumps_params=_HOW)


@signed("GET")
def reconciliation(request: HttpRequest, feed: Feed) -> HttpResponse:
    """Tell a feed what became of its events from one day to another."""
    try:
        first, last = (datetime.date.fromisoformat(request.GET.get(name, "")) for name in ("from", "to"))
    except ValueError:
        return refused(400, "malformed", "Cần “from” và “to”, viết như 2026-11-02.")
    if not 0 <= (last - first).days < MOST_DAYS:
        return refused(400, "malformed", f"“to” phải từ “from” trở đi, nhiều nhất {MOST_DAYS} ngày.")
    return JsonResponse(reconciled(feed, first, last), json_dumps_params=_HOW)


@require_safe
@published
def openapi(request: HttpRequest) -> HttpResponse:
    """Describe the interfaces to programs."""
    response = JsonResponse(DOCUMENT, json_dumps_params=_HOW)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
