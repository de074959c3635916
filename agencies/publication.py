"""Which pages are published: the same for everybody, made of nothing but what agencies have published."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse, QueryDict

_SLUG = re.compile(r"[a-z0-9-]{1,120}", re.ASCII)
# What published pages read from the query of their address, and in which form: the number of a page of a list, what
# a list is narrowed to, where a reader lives. Whatever else stands there does not exist for them.
READ_FROM_QUERY = {
    "trang": re.compile(r"[1-9][0-9]{0,4}", re.ASCII),
    "linh-vuc": _SLUG,
    "doi-tuong": _SLUG,
    "cap": _SLUG,
    "hinh-thuc": _SLUG,
    "co-quan": re.compile(r"[a-z0-9/-]{1,300}", re.ASCII),
    "tinh": _SLUG,
    "xa": _SLUG,
    "nam": re.compile(r"20[0-9]{2}", re.ASCII),
    "thang": re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])", re.ASCII),
    "thu-tuc": re.compile(r"[0-9]{1,2}\.[0-9]{4,9}", re.ASCII),
    "so": _SLUG,
    "loai": _SLUG,
    "ket-qua": _SLUG,
    "tim": re.compile(r"[^\x00-\x1f\x7f]{1,100}"),
}

STATISTICS = "thong-ke"  # what the addresses of the statistics of a site begin with

FEEDBACK = "phan-anh"  # … of its reports and proposals
PROCEDURES = "thu-tuc"  # … of its procedures
# Sections whose pages are made anew by themselves, on the root's site, too.
SECTIONS = (FEEDBACK, STATISTICS, PROCEDURES)

# No site stands at this path: its version counts the changes of the agencies themselves, wherever they stand.
THE_AGENCIES = "#"

LONGEST_KEY = 400  # characters of the path of a version: agencies.models.MAX_PATH

SiteView = Callable[..., HttpResponse]


def banners_at(path: str) -> str:
    """Return the path, where no site stands either, whose version counts the changes of the banners of one agency."""
    return f"!{path}"[:LONGEST_KEY]


def statistics_at(path: str) -> str:
    """Return the path, which no agency can have, whose version counts the changes of the numbers of one agency.

    It is the beginning of the addresses of its statistics, so the pages below it are made anew, and no others.
    """
    return f"{path}/{STATISTICS}".lstrip("/")[:LONGEST_KEY]


def section_at(path: str, *section: str) -> str:
    """Return the path whose version counts the changes of one section of a site: the beginning of its addresses."""
    return "/".join(part for part in (path, *section) if part)[:LONGEST_KEY]


def known_query(query: str) -> str:
    """Return of the query of an address what published pages read, always written in the same way."""
    if not query:
        return ""
    known = {
        name: value
        for name, value in parse_qsl(query)
        if name in READ_FROM_QUERY and READ_FROM_QUERY[name].fullmatch(value)
    }
    return urlencode(sorted(known.items()))


def published(view: SiteView) -> SiteView:
    """Mark what `view` answers as published, so that it may be kept and given to others who ask for the same.

    The view sees only what it may read: two addresses that are kept as one must not differ in what they show.
    """

    @wraps(view)
    def for_everybody(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.META["QUERY_STRING"] = known_query(request.META.get("QUERY_STRING", ""))
        request.GET = QueryDict(request.META["QUERY_STRING"])
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)  # a broken cookie is mended where a form needs it, not here
        response = view(request, *args, **kwargs)
        response.is_published = True  # type: ignore[attr-defined]
        return response

    return for_everybody


def marked_as_published(response: object) -> bool:
    """Tell whether a response was meant to be the same for everybody."""
    return getattr(response, "is_published", False)


def is_published(response: object) -> bool:
    """Tell whether a response is the same for everybody: marked so, and nothing in it was made for its visitor."""
    return (
        marked_as_published(response)
        and isinstance(response, HttpResponse)
        and not response.cookies
        and "cookie" not in response.get("Vary", "").lower()
    )
