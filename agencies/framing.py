"""Which of our pages may stand inside another of ours: no page of anybody else may ever hold one."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponse

Answer = TypeVar("Answer", bound=HttpResponse)


def may_be_held(response: Answer) -> Answer:
    """Let a page of ours hold this one."""
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.frame_ancestors = "'self'"  # type: ignore[attr-defined]
    return response


def holds_others(response: Answer) -> Answer:
    """Let this page hold others of ours."""
    response.frame_src = "'self'"  # type: ignore[attr-defined]
    return response
