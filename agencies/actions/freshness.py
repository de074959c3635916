"""Saying that a site, and with it all below, shows something else from now on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection

from agencies.models import Agency
from agencies.publication import THE_AGENCIES, banners_at, section_at, statistics_at

# The paths as they are now, too: an agency may have moved since it was read. In one order, so that no two writers
# wait for each other.
RAISE = """
    INSERT INTO agencies_siteversion AS known (path, version)
    SELECT path, floor(extract(epoch FROM clock_timestamp()) * 1000000)
    FROM (SELECT unnest(%s::text[]) UNION SELECT path FROM agencies_agency WHERE id = ANY (%s)) AS concerned (path)
    ORDER BY path
    ON CONFLICT (path) DO UPDATE SET version = greatest(known.version + 1, excluded.version)
"""


@dataclass
class Changed:
    """Sites that many acts of one transaction change: where they stand, and whose they are."""

    paths: set[str] = field(default_factory=set)
    agencies: set[int] = field(default_factory=set)

    def forget(self) -> None:
        """Say nothing of them after all: what changed them is taken back."""
        self.paths.clear()
        self.agencies.clear()


_together: ContextVar[Changed | None] = ContextVar("changed together", default=None)


@contextmanager
def changed_together() -> Iterator[Changed]:
    """Raise the versions of all the sites that are changed inside once, at its end; within the transaction.

    Thousands of acts take one statement for it, and hold nobody up in the meantime: two that each held the versions of
    some sites and waited for those of others would wait for each other.
    """
    changed = Changed()
    token = _together.set(changed)
    try:
        yield changed
    finally:
        _together.reset(token)
    if changed.paths:
        _say(sorted(changed.paths), sorted(changed.agencies))


def sites_changed(*changed: Agency) -> None:
    """Raise the version of the sites of these agencies, and so of all sites below them (docs/decisions/0007).

    Both where they stand and where they stood when they were read. Call it last in the transaction that makes the
    change: others who change the same site wait from here to its end. What commits is seen on the next request; what
    is rolled back was never said.
    """
    _raise([agency.path for agency in changed], changed)


def agencies_changed(*changed: Agency) -> None:
    """Say that agencies stand, are called or speak of themselves otherwise: their sites, and what all say of them.

    What pages show of agencies is remembered from one publication to the next (agencies.sites), until this is called.
    """
    _raise([THE_AGENCIES, *(agency.path for agency in changed)], changed)


def banners_changed(agency: Agency) -> None:
    """Say that the banners of an agency, as it has just been read, are others: on its site and on all below."""
    _raise([banners_at(agency.path)], ())


def statistics_changed(*changed: Agency) -> None:
    """Say that the numbers of these agencies are others: on the pages of their statistics, and on no others."""
    _raise([statistics_at(agency.path) for agency in changed], ())


def section_changed(agency: Agency, *section: str) -> None:
    """Say that one section of a site shows something else: there, and on the sites of all agencies above.

    A list of a branch is made of what stands below it; the pages of other sections stay as they are.
    """
    parts = agency.path.split("/") if agency.path else []
    sites = ["", *("/".join(parts[: length + 1]) for length in range(len(parts)))]
    _raise([section_at(site, *section) for site in sites], ())


def _raise(paths: list[str], agencies: Iterable[Agency]) -> None:
    keys = [agency.pk for agency in agencies]
    together = _together.get()
    if together is None:
        _say(paths, keys)
    else:
        together.paths.update(paths)
        together.agencies.update(keys)


def _say(paths: list[str], keys: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(RAISE, [paths, keys])
