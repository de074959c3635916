"""The live agencies as routing looks them up: kept in each process by the version of the tree.

Nothing is asked of 3,786 rows for a suggestion: one query tells whether what is kept is still right (SiteVersion).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from agencies.models import Agency, AgencyKind, SiteVersion
from agencies.publication import THE_AGENCIES
from agencies.units import UNIT_WORDS
from feedback.routing.reading import Syllable, letters, name_of, rows

CENTRAL = frozenset(
    {AgencyKind.GOVERNMENT, AgencyKind.MINISTRY, AgencyKind.MINISTERIAL_AGENCY, AgencyKind.GOVERNMENT_AGENCY}
)


@dataclass(frozen=True, slots=True)
class Office:
    """One agency, as far as routing needs it."""

    pk: int
    kind: str
    short_name: str
    province: int | None  # the province that it is, or lies in
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a place: its own, or one that it, or a part of it, had. `unit` is its word for the kind, if any."""

    name: tuple[Syllable, ...]
    unit: str
    office: Office
    former: bool = False


@dataclass
class Directory:
    """The agencies by key, by what they do where, and by their names."""

    offices: dict[int, Office] = field(default_factory=dict)
    departments: defaultdict[tuple[int, str], list[Office]] = field(default_factory=lambda: defaultdict(list))
    ministries: defaultdict[str, list[Office]] = field(default_factory=lambda: defaultdict(list))
    by_name: defaultdict[str, list[Office]] = field(default_factory=lambda: defaultdict(list))
    places: defaultdict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))
    syllables: frozenset[str] = frozenset()

    def called(self, name: str, province: int | None) -> Office | None:
        """Return the agency of this name: in the province if it has one, else a central one."""
        found = self.by_name.get(name, [])
        near = [office for office in found if office.province in (None, province)]
        return near[0] if near else None


_kept: dict[str, tuple[int, Directory]] = {}


def current_directory() -> Directory:
    """Return the directory as the tree is now. One query; where the tree has changed, one more and a second's half."""
    version = SiteVersion.objects.filter(path=THE_AGENCIES).values_list("version", flat=True).first()
    kept = _kept.get(THE_AGENCIES)
    if kept and kept[0] == version:
        return kept[1]
    directory = read_directory()
    if version is not None:  # of a tree that never changed nothing tells when it will have
        _kept[THE_AGENCIES] = (version, directory)
    return directory


def read_directory() -> Directory:
    """Return the directory of the rows. One query."""
    directory = Directory()
    fields = ("pk", "parent", "kind", "short_name", "fields_of_work")
    parents: dict[int, int | None] = {}
    for pk, parent, kind, short_name, works_in in Agency.objects.live().in_tree_order().values_list(*fields):
        parents[pk] = parent
        above = directory.offices.get(parent) if parent else None
        province = pk if kind == AgencyKind.PROVINCE else above.province if above else None
        _enter(directory, Office(pk, kind, short_name, province, tuple(works_in)))
    _enter_former_names(directory)
    directory.syllables = frozenset(
        one.plain for named in directory.places.values() for place in named for one in place.name
    )
    return directory


def _enter(directory: Directory, office: Office) -> None:
    directory.offices[office.pk] = office
    directory.by_name[office.short_name].append(office)
    if office.kind == AgencyKind.DEPARTMENT and office.province:
        for work in office.fields:
            directory.departments[office.province, work].append(office)
    elif office.kind in CENTRAL:
        for work in office.fields:
            directory.ministries[work].append(office)
    elif office.kind in (AgencyKind.PROVINCE, AgencyKind.COMMUNE, AgencyKind.DISTRICT):
        _name(directory, office.short_name, office)


def _enter_former_names(directory: Directory) -> None:
    """Let old names of places lead to what they are part of now; those of agencies that are not there, to nothing."""
    there: dict[tuple[str, str], Office] = {}
    for office in directory.offices.values():
        province = directory.offices.get(office.province) if office.province else None
        if province and office.kind in (AgencyKind.PROVINCE, AgencyKind.COMMUNE):
            there[province.short_name, office.short_name if office.pk != province.pk else ""] = office
    for row in rows("place_names.csv"):
        if found := there.get((row["province"], row["now"])):
            _name(directory, row["name"], found, within=row["within"], former=True)


def _name(directory: Directory, full: str, office: Office, *, within: str = "", former: bool = False) -> None:
    unit = next((word for word in UNIT_WORDS if full.startswith(word + " ")), "")
    proper = full.removeprefix(unit + " ") if unit else full
    if proper.isdecimal():  # "Phường 15" is one only with its district
        proper, unit = f"{full} {within}".strip(), ""
    name = name_of(proper)
    directory.places[letters(name)].append(Named(name, unit, office, former))
