"""Which page a reader has come from: one of ours, on this very site, or else the site's front."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, Resolver404, resolve
from django.utils.translation import override

from agencies.addresses import front
from agencies.sites import Site
from feedback.models import MAX_PAGE

NOT_RATED = ("rate", "rate-thanks")


@dataclass(frozen=True)
class RatedPage:
    """A page of ours."""

    address: str  # as the reader saw it
    page: str  # the same for all languages
    language: str


def page_on(site: Site, address: str) -> RatedPage:
    """Return the page at `address` if it is one of `site` in any language, else the site's front.

    What visitors send here becomes a link. So nothing is taken that we would not have written ourselves.
    """
    if len(address) <= MAX_PAGE:
        for language, _ in settings.LANGUAGES:
            with override(language):
                if _is_ours(site, address):
                    return _page(address, language)
    return _page(site.address(), site.language)


def _is_ours(site: Site, address: str) -> bool:
    """Tell whether `address` is what we write, in the language of the moment, to lead to a page of `site`."""
    try:
        match = resolve(address)
        name = (match.url_name or "").removeprefix("root-")
        path = match.kwargs.pop("path", "")
        return name not in NOT_RATED and path == site.agency.path and site.address(name, **match.kwargs) == address
    except (Resolver404, NoReverseMatch):
        return False


def _page(address: str, language: str) -> RatedPage:
    with override(language):
        return RatedPage(address, "/" + address.removeprefix(front()), language)
