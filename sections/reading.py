"""What the public reads of a site's sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Func, Q, Value
from django.db.models.functions import Substr

from agencies.addresses import page_address, site_front
from agencies.models import Agency, AgencyKind
from agencies.sites import Site
from agencies.words import Words
from sections.models import Leader, Section, SectionCode, SectionRule, with_standing
from sections.models.section import VIETNAMESE

MOST_IN_TWO_STEPS = 80  # agencies below another that are drawn in one chart; of more, only the first step down


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section that a site has, and where it stands."""

    code: SectionCode
    address: str


def sections_of(site: Site) -> list[SectionLink]:
    """Return the sections that a site has, in their order. One query."""
    leaders = Leader.objects.current().filter(agency=site.agency).order_by().values_list(Value("lanh-dao"))
    written = Section.objects.filled().filter(agency=site.agency).order_by().values_list("code")
    there = {code for (code,) in written.union(leaders)}
    return [SectionLink(code, address_of(site, code)) for code in SectionCode if code in {*there, SectionCode.CHART}]


def address_of(site: Site, code: SectionCode) -> str:
    """Return the address of a section on a site."""
    pages = {SectionCode.CHART: "chart", SectionCode.LEADERS: "leaders", SectionCode.CONTACTS: "about"}
    return site.address(pages[code]) if code in pages else site.address("section", code=code.value)


@dataclass(frozen=True, slots=True)
class SectionText:
    """What a site says in one section, in the language that it says it in."""

    body: Words
    updated_at: Any


def section_text(site: Site, code: SectionCode) -> SectionText | None:
    """Return what a site says in a section: in the reader's language, or else in Vietnamese, or None. One query."""
    languages = {site.language, VIETNAMESE}
    found = Section.objects.filled().filter(agency=site.agency, code=code, language__in=languages)
    texts = {section.language: section for section in found}
    section = texts.get(site.language) or texts.get(VIETNAMESE)
    if section is None:
        return None
    return SectionText(Words(section.body, section.language, reader=site.language), section.updated_at)


@dataclass(frozen=True, slots=True)
class ChartUnit:
    """An agency in a chart, with what is drawn below it; `more` leads to its own chart if there is more of it."""

    words: Words
    site: str
    more: str
    groups: tuple[ChartGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """The agencies of one kind directly below another."""

    kind: AgencyKind
    units: tuple[ChartUnit, ...]


def chart_below(site: Site) -> tuple[ChartGroup, ...]:
    """Return what a chart draws below the agency of a site: two steps down if that is not too much, else one.

    One query. Where an agency has more below it than is drawn, it leads on to its own chart.
    """
    agency = site.agency
    steps = 2 if (agency.rght - agency.lft) // 2 <= MOST_IN_TWO_STEPS else 1
    below = Agency.objects.live().below(agency).filter(level__lte=agency.level + steps).with_names_in(site.language)
    children: dict[int | None, list[Agency]] = {}
    for unit in below.in_tree_order():
        children.setdefault(unit.parent_id, []).append(unit)
    return _groups(agency.pk, children, site.language)


def _groups(parent: int, children: dict[int | None, list[Agency]], language: str) -> tuple[ChartGroup, ...]:
    by_kind: dict[str, list[ChartUnit]] = {}
    for unit in children.get(parent, ()):
        groups = _groups(unit.pk, children, language)
        more = "" if groups or unit.is_leaf_node() else page_address(unit.path, "chart")
        drawn = ChartUnit(unit.short_name_in(language), site_front(unit.path), more, groups=groups)
        by_kind.setdefault(unit.kind, []).append(drawn)
    return tuple(ChartGroup(AgencyKind(kind), tuple(units)) for kind, units in by_kind.items())


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some sites have all that the rules ask for."""

    words: Words
    address: str
    sites: int
    complete: int

    @property
    def percent(self) -> int:
        """The share, rounded down: only when all are complete is it 100."""
        return 100 * self.complete // self.sites if self.sites else 0


def completeness(site: Site) -> tuple[Share, list[Share]]:
    """Return how complete the sites of the branch are: in all, and by each branch directly below. Three queries."""
    rules = list(SectionRule.objects.in_force())
    counted = {row["branch"]: row for row in _by_branch(site.agency, rules)}
    children = Agency.objects.live().directly_below(site.agency).with_names_in(site.language)
    branches = [
        Share(
            child.short_name_in(site.language), page_address(child.path, "completeness"), row["sites"], row["complete"]
        )
        for child in children
        if (row := counted.get(child.slug))
    ]
    sites, complete = (sum(row[figure] for row in counted.values()) for figure in ("sites", "complete"))
    return Share(site.short_name, site.address("completeness"), sites, complete), branches


def _by_branch(agency: Agency, rules: Iterable[SectionRule]) -> Any:
    """Count the sites within a branch of which something is asked, and the complete ones, by the first step down."""
    below = Substr("path", len(agency.path) + 2 if agency.path else 1)
    branch = Func(below, Value("/"), Value(1), function="split_part", output_field=CharField())
    sites = with_standing(Agency.objects.live().within(agency).order_by(), rules).filter(required__gt=0)
    return (
        sites.annotate(branch=branch)
        .values("branch")
        .annotate(sites=Count("pk"), complete=Count("pk", filter=Q(lacks=0)))
        .order_by()
    )
