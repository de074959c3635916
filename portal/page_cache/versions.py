"""Which content a page would show now."""

from __future__ import annotations

import logging
import time
from functools import lru_cache
from itertools import accumulate, islice, takewhile

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils import timezone

from agencies.addresses import SITES
from agencies.publication import SECTIONS, THE_AGENCIES, banners_at

BELIEVED = 0.2  # seconds for which a version is taken to be the present one
AFTER_FAILURE = 1.0  # seconds in which PostgreSQL is not asked again
DEEPEST = 12  # parts of a path that are looked at
LONGEST = 400  # characters of it: agencies.models.MAX_PATH, which cannot be had before Django is set up
MOST_KNOWN = 20_000

Sites = tuple[str, ...]

log = logging.getLogger(__name__)


class VersionUnknown(Exception):  # noqa: N818 - it is no error of the caller's
    """PostgreSQL does not answer."""


class Versions:
    """The versions of sites, each believed for a moment: a busy page costs PostgreSQL a few questions a second."""

    def __init__(self, believed: float = BELIEVED) -> None:
        """Believe a version for `believed` seconds."""
        self._believed = believed
        self._known: dict[Sites, tuple[float, str]] = {}
        self._down_until = 0.0

    def of(self, path: str) -> str:
        """Return the version of the content at the address `path`. Raises VersionUnknown."""
        sites = sites_that_matter(path)
        known = self._known.get(sites)
        now = time.monotonic()
        if known and now - known[0] < self._believed:
            return known[1]
        version = self._ask(sites, now)
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[sites] = (now, version)  # true of the moment before it was asked, not of the one after
        return version

    def _ask(self, sites: Sites, now: float) -> str:
        if now < self._down_until:
            raise VersionUnknown
        try:
            return _read_again_if_cut_off(sites)
        except (DatabaseError, InterfaceError) as error:
            log.warning("The versions of sites cannot be read; known pages are given out as they are: %s", error)
            self._down_until = time.monotonic() + AFTER_FAILURE
            raise VersionUnknown from error


def _read_again_if_cut_off(sites: Sites) -> str:
    try:
        return _read(sites)
    except (OperationalError, InterfaceError):
        connection.close()  # it may only be this line that is gone: the server was started anew
        return _read(sites)


def _read(sites: Sites) -> str:
    banners = [banners_at(site) for site in sites]
    asked = [THE_AGENCIES, *banners, *sites]
    with connection.cursor() as cursor:
        cursor.execute("SELECT path, version FROM agencies_siteversion WHERE path = ANY (%s)", [asked])
        versions = dict(cursor.fetchall())
    today = timezone.localdate()  # agencies open and close by the day
    # What is said of agencies, banners with it, is the second part (agencies.sites.version_of).
    raised = [str(versions[path]) for path in banners if path in versions]
    agencies = "-".join([str(versions.get(THE_AGENCIES, 0)), *raised])
    return ".".join([f"{today:%Y%m%d}", agencies, *(str(versions.get(site, 0)) for site in sites)])


@lru_cache(maxsize=MOST_KNOWN)
def sites_that_matter(path: str) -> Sites:
    """Return the paths of all agencies whose changes may show at the address `path`: the root's, and each beginning.

    Nobody is asked which of them exist: what is no agency never changes. What the addresses of a section of a site
    begin with counts the changes of that section (agencies.publication.SECTIONS).
    """
    _, found, below = path.partition(f"/{SITES}/")
    if not found:
        return ("", *_sections_of_the_root(path))
    parts = [part for part in below.split("/", DEEPEST + 1) if part]
    paths = accumulate(islice(parts, DEEPEST), "{}/{}".format)
    return ("", *takewhile(lambda site: len(site) <= LONGEST, paths))


def _sections_of_the_root(path: str) -> Sites:
    """Return the section of the root's site that an address lies in, and the page of it."""
    begun = [part for part in path.split("/", DEEPEST) if part][:4]  # a language, the section, a page, and one more
    place = next((number for number, part in enumerate(begun[:2]) if part in SECTIONS), None)
    if place is None:
        return ()
    sections = ("/".join(begun[place:end]) for end in range(place + 1, len(begun) + 1))
    return tuple(takewhile(lambda section: len(section) <= LONGEST, sections))
