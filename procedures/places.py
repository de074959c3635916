"""Where to go: the agencies that carry a procedure out, near a reader, with what they add to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from agencies.addresses import page_address
from agencies.models import Agency, AgencyKind, Fact
from agencies.sites import Site, linked
from agencies.words import Linked
from procedures.limits import is_longer
from procedures.models import Level, LocalAddition, ProcedureVersion, level_at, nearest


@dataclass(frozen=True, slots=True)
class Offered:
    """An agency that one may choose, by the slug of its site."""

    slug: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one hands a dossier in: the agency, how to reach it, and what it or those above add."""

    agency: Agency
    linked: Linked
    facts: tuple[Fact, ...]
    additions: Mapping[str, LocalAddition]


@dataclass(frozen=True, slots=True)
class Where:
    """The form "near me": provinces, then communes of the one chosen; and the desk that the choice leads to."""

    provinces: tuple[Offered, ...] = ()
    communes: tuple[Offered, ...] = ()
    desk: Desk | None = None

    @property
    def asks_for_a_commune(self) -> bool:
        return bool(self.communes)


def where_to_go(site: Site, version: ProcedureVersion, asked: Mapping[str, str]) -> Where:
    """Return where to hand in: here, if the agency of the site carries it out, else by choosing a place."""
    if _performs(site.agency, version):
        return Where(desk=desk_of(site.agency, version, site.language))
    levels = set(version.levels) & {Level.PROVINCE, Level.COMMUNE}
    if not levels:
        return Where()
    provinces = _below(site.above[0] if site.above else site.agency, AgencyKind.PROVINCE)
    if version.territory_id:
        provinces = [one for one in provinces if one.pk == version.territory_id]
    province = _chosen(provinces, asked.get("tinh", ""))
    where = _offered(provinces, province)
    if province is None:
        return Where(where)
    if Level.COMMUNE not in levels:
        return Where(where, desk=desk_of(province, version, site.language))
    communes = _below(province, AgencyKind.COMMUNE)
    commune = _chosen(communes, asked.get("xa", ""))
    # A commune that was chosen before the province was changed is not among its communes: the reader chooses again.
    at = commune or (province if Level.PROVINCE in levels else None)
    return Where(where, _offered(communes, commune), desk_of(at, version, site.language) if at else None)


def _performs(agency: Agency, version: ProcedureVersion) -> bool:
    """Tell whether an agency carries a version out: only territories have desks that everybody may come to."""
    if agency.kind not in (AgencyKind.PROVINCE, AgencyKind.COMMUNE) or level_at(agency.kind) not in version.levels:
        return False
    territory = version.territory
    return territory is None or agency.pk == territory.pk or agency.is_descendant_of(territory)


def desk_of(agency: Agency, version: ProcedureVersion, language: str) -> Desk:
    """Return how to reach an agency for a procedure."""
    told = LocalAddition.objects.reaching(agency).about(version.procedure)
    additions = nearest(told)
    limit = additions.get("limit")
    if limit and is_longer(limit.limit_value or Decimal(0), limit.limit_unit, version.record):
        del additions["limit"]  # the next version of the record has made the national limit the shorter one
    profile = getattr(agency, "profile", None)
    facts = tuple(profile.imprint(language)) if profile else ()
    return Desk(agency, _linked(agency, version, language), facts, additions)


def _linked(agency: Agency, version: ProcedureVersion, language: str) -> Linked:
    here = page_address(agency.path, "procedure", code=version.procedure.code)
    return Linked(linked(agency, language).words, here)


def _below(agency: Agency, kind: AgencyKind) -> list[Agency]:
    below = Agency.objects.live().directly_below(agency).filter(kind=kind)
    return list(below.select_related("profile").prefetch_related("profile__texts"))


def _chosen(agencies: list[Agency], slug: str) -> Agency | None:
    return next((one for one in agencies if one.slug == slug), None)


def _offered(agencies: list[Agency], chosen: Agency | None) -> tuple[Offered, ...]:
    return tuple(Offered(one.slug, one.short_name, one == chosen) for one in agencies)
