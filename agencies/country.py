"""The real country: which agencies an edition has, and loading them.

An edition is the administration as it stood: "2024" before 2025-07-01 (63 provinces, 696 districts, 10,035 communes),
"2025" since then (34 provinces, 3,321 communes). Passing from one to the other is a reorganisation, not a load.
"""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from agencies.actions import agencies_changed, hold_tree
from agencies.hooks import agency_settled
from agencies.models import Agency, AgencyEvent, AgencyIdentifier, AgencyKind, AgencyRecord, IdentifierScheme
from agencies.units import Unit, read_units
from vietnamese.slugs import slug

DATA = Path(__file__).parent / "data"

Key = tuple[str, str]
GOVERNMENT: Key = (IdentifierScheme.CATALOGUE, "chinh-phu")

SCHEME_OF_LEVEL = {
    "province": IdentifierScheme.PROVINCE_CODE,
    "district": IdentifierScheme.DISTRICT_CODE,
    "commune": IdentifierScheme.COMMUNE_CODE,
}


class OtherEditionError(ValueError):
    """The database holds another edition of the country."""


@dataclass(frozen=True)
class Edition:
    """One edition of the country: since when its central bodies and its units stand as they do, where that is known."""

    name: str
    central_since: datetime.date | None
    units_since: datetime.date | None

    def file(self, kind: str) -> Path:
        """Return the project's own data file of this edition: "units", "central" or "departments"."""
        return DATA / f"{kind}_{self.name}.csv"


EDITIONS = {
    "2024": Edition("2024", central_since=None, units_since=None),
    "2025": Edition("2025", central_since=datetime.date(2025, 3, 1), units_since=datetime.date(2025, 7, 1)),
}


@dataclass(frozen=True)
class Entry:
    """One agency to be loaded, known by its identifier `key`, below the one known by `parent_key`."""

    key: Key
    parent_key: Key | None
    kind: AgencyKind
    name: str
    short_name: str
    slug: str
    since: datetime.date | None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    area_km2: Decimal | None = None


def entries(edition: Edition, units_file: Path | None = None) -> list[Entry]:
    """Return every agency of `edition`, parents before children. Raises agencies.units.UnitsError for a bad file."""
    units = read_units(units_file or edition.file("units"))
    central = list(_central(edition))
    provinces = [_territory(unit, edition) for unit in units if unit.level == "province"]
    below = [_territory(unit, edition) for unit in units if unit.level != "province"]
    departments = [entry for province in provinces for entry in _departments(province, edition)]
    return _with_distinct_slugs([*central, *provinces, *departments, *below])


def load_country(
    edition: Edition, units_file: Path | None = None, *, progress: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Load the agencies of `edition` that are not there yet, all or none, and return how many were.

    Those already there stay as people have made them since. Calls `progress(done, total)` as it goes. Raises
    agencies.units.UnitsError for a bad file and OtherEditionError if another edition is loaded.
    """
    wanted = entries(edition, units_file)
    with transaction.atomic():
        hold_tree()
        _refuse_another_edition(edition)
        known = dict(_known_agencies())
        missing = [entry for entry in wanted if entry.key not in known]
        done = len(wanted) - len(missing)
        progress(done, len(wanted))
        for generation in _generations(missing, known):
            known.update(_insert(generation, known))
            done += len(generation)
            progress(done, len(wanted))
        _tell_planner()
        for agency in Agency.objects.filter(pk__in=_tops(missing, known)):
            agency_settled(agency)
        if missing:
            details = {"edition": edition.name, "agencies": len(missing)}
            root = Agency.objects.get(pk=known[GOVERNMENT])
            AgencyEvent.objects.create(agency=root, verb=AgencyEvent.Verb.LOADED, details=details)
            agencies_changed(root)
    return len(missing)


def _refuse_another_edition(edition: Edition) -> None:
    loaded = AgencyEvent.objects.filter(verb=AgencyEvent.Verb.LOADED).values_list("details__edition", flat=True)
    others = set(loaded) - {edition.name}
    if others:
        raise OtherEditionError(
            f"The database holds the {others.pop()} edition of the country. "
            f"Going over to {edition.name} is a reorganisation, which loading cannot do; load into an empty database."
        )


def _known_agencies() -> Iterator[tuple[Key, int]]:
    identifiers = AgencyIdentifier.objects.filter(valid__upper_inf=True)
    for scheme, value, agency_id in identifiers.values_list("scheme", "value", "agency_id"):
        yield (scheme, value), agency_id


def _generations(missing: list[Entry], known: dict[Key, int]) -> Iterator[list[Entry]]:
    """Yield the missing agencies in groups whose parents are all there by then."""
    waiting = missing
    while waiting:
        ready = [entry for entry in waiting if entry.parent_key is None or entry.parent_key in known]
        yield ready
        waiting = [entry for entry in waiting if entry.key not in known]


def _tell_planner() -> None:
    """Let PostgreSQL count what has come: until it does by itself, it plans for an empty country."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE agencies_agency")


def _tops(missing: list[Entry], known: dict[Key, int]) -> list[int]:
    """Return those of the new agencies whose parents were there before: with them, all the new ones are below."""
    new = {entry.key for entry in missing}
    return [known[entry.key] for entry in missing if entry.parent_key and entry.parent_key not in new]


def _insert(generation: list[Entry], known: dict[Key, int]) -> dict[Key, int]:
    """Insert one generation with its history and codes; return the new agencies by key."""
    agencies = Agency.objects.bulk_create([_agency(entry, known) for entry in generation])
    records, identifiers = [], []
    for entry, agency in zip(generation, agencies, strict=True):
        valid = DateRange(entry.since, None)
        records.append(
            AgencyRecord(
                agency=agency, name=agency.name, short_name=agency.short_name, parent_id=agency.parent_id, valid=valid
            )
        )
        identifiers.append(AgencyIdentifier(agency=agency, scheme=entry.key[0], value=entry.key[1], valid=valid))
    AgencyRecord.objects.bulk_create(records)
    AgencyIdentifier.objects.bulk_create(identifiers)
    return {entry.key: agency.pk for entry, agency in zip(generation, agencies, strict=True)}


def _agency(entry: Entry, known: dict[Key, int]) -> Agency:
    agency = Agency(
        kind=entry.kind,
        name=entry.name,
        short_name=entry.short_name,
        slug=entry.slug,
        parent_id=known[entry.parent_key] if entry.parent_key else None,
        live_from=entry.since,
        latitude=entry.latitude,
        longitude=entry.longitude,
        area_km2=entry.area_km2,
    )
    agency.take_fields_from_name()
    agency.sort_key = agency.order_among_siblings()
    return agency


def _central(edition: Edition) -> Iterator[Entry]:
    """Yield the Government and the bodies directly below it."""
    with edition.file("central").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind, name = AgencyKind(row["kind"]), row["name"]
            root = kind == AgencyKind.GOVERNMENT
            yield Entry(
                key=(IdentifierScheme.CATALOGUE, slug(name)),
                parent_key=None if root else GOVERNMENT,
                kind=kind,
                name=name,
                short_name=name,
                slug="" if root else slug(name),
                since=edition.central_since,
            )


def _departments(province: Entry, edition: Edition) -> Iterator[Entry]:
    """Yield the departments that every province has alike."""
    with edition.file("departments").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Entry(
                key=(IdentifierScheme.CATALOGUE, f"{province.key[1]}/{slug(row['name'])}"),
                parent_key=province.key,
                kind=AgencyKind.DEPARTMENT,
                name=f"{row['name']} {_within_sentence(province.short_name)}",
                short_name=row["name"],
                slug=slug(row["name"]),
                since=edition.units_since,
            )


def _territory(unit: Unit, edition: Edition) -> Entry:
    """Return the people's committee (UBND) of a unit. A province's address leaves out the word for its kind."""
    parent_level, parent_code = unit.parent_key or ("", "")
    return Entry(
        key=(SCHEME_OF_LEVEL[unit.level], unit.code),
        parent_key=(SCHEME_OF_LEVEL[parent_level], parent_code) if parent_level else GOVERNMENT,
        kind=AgencyKind(unit.level),
        name=f"Ủy ban nhân dân {_within_sentence(unit.name)}",
        short_name=unit.name,
        slug=slug(
            unit.name.removeprefix("Thành phố ").removeprefix("Tỉnh ") if unit.level == "province" else unit.name
        ),
        since=edition.units_since,
        latitude=unit.latitude,
        longitude=unit.longitude,
        area_km2=unit.area_km2,
    )


def _within_sentence(name: str) -> str:
    """Return a unit's name as it stands within a sentence: "thành phố Hà Nội"."""
    return name[0].lower() + name[1:]


def _with_distinct_slugs(wanted: list[Entry]) -> list[Entry]:
    """Return the entries, those whose names differ only by marks told apart by their codes ("xa-tan-lap-01234")."""
    namesakes: dict[tuple[Key | None, str], int] = defaultdict(int)
    for entry in wanted:
        namesakes[entry.parent_key, entry.slug] += 1
    return [
        replace(entry, slug=f"{entry.slug}-{entry.key[1]}") if namesakes[entry.parent_key, entry.slug] > 1 else entry
        for entry in wanted
    ]
