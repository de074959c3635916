"""Whoever tries too often: when to come back, in words and in a header. What was typed stays on the page."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import ngettext

TOO_MANY = 429


def too_often(what: str, seconds: int) -> str:
    """Return what was done too often, and after how long one may try again: "… Hãy thử lại sau 3 phút."."""
    minutes = -(-seconds // 60)
    text = ngettext("Hãy thử lại sau %(count)s phút.", "Hãy thử lại sau %(count)s phút.", minutes)
    return f"{what} {text % {'count': minutes}}"


def sent_away(response: HttpResponse, seconds: int) -> HttpResponse:
    """Return the page as the answer to a try too many."""
    response.status_code = TOO_MANY
    response.headers["Retry-After"] = str(seconds)
    return response
