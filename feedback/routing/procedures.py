"""Who carries a procedure out: the levels of its present version, and the fields and agencies that it names."""

from __future__ import annotations

from dataclasses import dataclass

from procedures.models import Level, Part, Procedure, ProcedureVersion, VersionAgency

# The level of a procedure, as the data of routing calls it. The province's work is done by its departments.
LEVELS = {Level.COMMUNE: "commune", Level.PROVINCE: "department", Level.CENTRAL: "ministry"}
PARTS = (Part.PERFORMING, Part.DECIDING)


@dataclass(frozen=True)
class Asked:
    """What a procedure says of who does it."""

    levels: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    agencies: frozenset[int] = frozenset()


def asked_of(procedure: Procedure | None) -> Asked:
    """Return what the present version of a procedure says; nothing without one. Two queries."""
    if procedure is None:
        return Asked()
    version = ProcedureVersion.objects.current().filter(procedure=procedure).only("pk", "levels").first()
    if version is None:
        return Asked()
    named = list(
        VersionAgency.objects.filter(version=version.pk, part__in=PARTS).values_list("agency", "fields_of_work")
    )
    return Asked(
        frozenset(LEVELS[Level(level)] for level in version.levels if level in LEVELS),
        frozenset(work for _agency, works_in in named for work in works_in or ()),
        frozenset(agency for agency, _works_in in named if agency),
    )
