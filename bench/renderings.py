"""How often a page was rendered, whichever process did it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import redis
from django.conf import settings
from django.http import HttpRequest, HttpResponse

COUNTED = "bench-counts"  # renderings for this User-Agent are counted
KEY = "bench:renderings"


def counted(page: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Count what is rendered for that User-Agent."""

    def rendered(request: HttpRequest) -> HttpResponse:
        if request.headers.get("User-Agent") == COUNTED:
            _redis().incr(KEY)
        return page(request)

    return rendered


def renderings() -> int:
    """Return how many there were since the last time, and begin anew."""
    return int(_redis().getdel(KEY) or 0)


@lru_cache
def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.CACHE_URL)
