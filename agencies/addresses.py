"""Where the site of an agency stands in the portal: below its path; the root agency's is the portal's front.

The same page is at the same place in every language: Vietnamese at `/…`, others below their code (`/en/…`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

SITES = "co-quan"


def front() -> str:
    """Return the address of the portal's front in the language of the moment: "/" or "/en/"."""
    language = get_language() or settings.LANGUAGE_CODE
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


def site_front(path: str) -> str:
    """Return the address at which the site of the agency at `path` begins."""
    return f"{front()}{SITES}/{path}/" if path else front()


def page_address(path: str, name: str, **kwargs: Any) -> str:
    """Return the address of the page `name` on the site of the agency at `path`."""
    if kwargs:
        return site_front(path) + reverse(f"root-{name}", kwargs=kwargs).removeprefix(front())
    return site_front(path) + _below_the_front(name, front())


@lru_cache
def _below_the_front(name: str, front: str) -> str:
    """Return how the address of a page goes on after the front. Asking Django for it costs more than the rest."""
    return reverse(f"root-{name}").removeprefix(front)
