"""Headers that every answer carries: what the browser may load, do and keep."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from agencies.publication import is_published

Page = Callable[[HttpRequest], HttpResponse]


# Everything comes from ourselves, nothing stands inline, nobody frames us: what is smuggled into a page does not run.
def content_security_policy(*, frame_ancestors: str = "'none'", frame_src: str = "'none'") -> str:
    """Return the policy; of our own pages, a few may hold others or be held (agencies.framing)."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            f"frame-ancestors {frame_ancestors}",
            *((f"frame-src {frame_src}",) if frame_src != "'none'" else ()),
            *(("upgrade-insecure-requests",) if settings.SECURE_SSL_REDIRECT else ()),
        ]
    )


CONTENT_SECURITY_POLICY = content_security_policy()
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def with_our_headers(page: Page) -> Page:
    """Add to each answer what it does not say itself; what is not published is for its visitor only."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = page(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", _policy_of(response))
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not is_published(response):
            headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answered


def _policy_of(response: HttpResponse) -> str:
    named = {name: getattr(response, name) for name in ("frame_ancestors", "frame_src") if hasattr(response, name)}
    return content_security_policy(**named) if named else CONTENT_SECURITY_POLICY
