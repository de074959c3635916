"""Whose draft it is: its key, and later the code of what was sent, stand signed in a cookie that no script reads."""

from __future__ import annotations

import datetime
import uuid
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from feedback.actions import DRAFTS_KEPT
from feedback.models import Draft, Feedback

SHOWN_FOR = datetime.timedelta(hours=1)  # code and secret, to whoever sits at the machine from which it was sent
DRAFT: Final = "phan-anh"
SENT: Final = "da-gui"


def draft_key(request: HttpRequest) -> uuid.UUID | None:
    """Return the key of the visitor's draft; None for a cookie that is none of ours, or too old."""
    try:
        return uuid.UUID(_read(request, DRAFT, DRAFTS_KEPT))
    except ValueError:
        return None


def draft_of(request: HttpRequest) -> Draft | None:
    """Return the visitor's draft, if it has been neither sent nor dropped."""
    key = draft_key(request)
    return Draft.objects.filter(pk=key).first() if key else None


def sent_meanwhile(request: HttpRequest) -> Feedback | None:
    """Return the case that the visitor's draft became, though the answer that said so was lost on the way."""
    key = draft_key(request)
    return Feedback.objects.filter(token=key).first() if key else None


def sent_by(request: HttpRequest) -> Feedback | None:
    """Return what the visitor has just sent."""
    code = _read(request, SENT, SHOWN_FOR)
    return Feedback.objects.select_related("addressee", "holder").filter(code=code).first() if code else None


def remember(response: HttpResponse, draft: Draft) -> None:
    """Let the visitor's browser find her draft again, from now on for as long as it is kept."""
    _write(response, DRAFT, draft.key.hex, DRAFTS_KEPT)


def remember_sent(response: HttpResponse, case: Feedback) -> None:
    """Let the browser show the code and the secret for a while, instead of a draft."""
    _write(response, SENT, case.code, SHOWN_FOR)
    forget_key(response)


def forget_key(response: HttpResponse) -> None:
    """Let the browser forget the draft."""
    response.delete_cookie(_named(DRAFT), samesite="Lax")


def forget_sent(response: HttpResponse) -> None:
    """Let the browser forget what was sent."""
    response.delete_cookie(_named(SENT), samesite="Lax")


def _read(request: HttpRequest, name: str, within: datetime.timedelta) -> str:
    told = request.get_signed_cookie(_named(name), default="", salt=f"feedback.{name}", max_age=within)
    return str(told or "")


def _write(response: HttpResponse, name: str, value: str, within: datetime.timedelta) -> None:
    response.set_signed_cookie(
        _named(name),
        value,
        salt=f"feedback.{name}",
        max_age=int(within.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _named(name: str) -> str:
    return f"__Host-{name}" if settings.SESSION_COOKIE_SECURE else name  # of this host alone, never over plain HTTP
