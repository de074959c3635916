"""What the apps above add to the page of a procedure: each registers its part in its `apps.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from agencies.sites import Site
from procedures.models import ProcedureVersion

Read = Callable[[Site, ProcedureVersion], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """A template, and what it shows of a procedure on a site."""

    template: str
    read: Read


_parts: list[Part] = []


def add_part(template: str, read: Read) -> None:
    """Have `template` stand near the end of the page of every procedure in force, with what `read` returns."""
    _parts.append(Part(template, read))


def parts_of(site: Site, version: ProcedureVersion) -> list[tuple[str, dict[str, Any]]]:
    """Return the templates that others add, each with what it shows."""
    return [(part.template, part.read(site, version)) for part in _parts]
