"""The rows that a record becomes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from procedures.matching import Matcher
from procedures.models import Part, Procedure, ProcedureField, ProcedureVersion, VersionAgency, level_of
from procedures.reading import Record, as_data
from procedures.reading.codes import national_code
from vietnamese.slugs import slug
from vietnamese.sorting import sort_key

_SORTED_BY = 200  # characters of a name that decide on its place in a list
_OF_A_PROVINCE = re.compile(r"UBND|HĐND|-S[A-ZĐ]{2,}|QĐ-VP\b", re.IGNORECASE)


class Fields:
    """The fields of procedures by name; those that are new are made. Two queries."""

    def __init__(self, names: Iterable[str]) -> None:
        known = {one.name: one for one in ProcedureField.objects.all()}
        slugs = {one.slug for one in known.values()}
        new = []
        for name in dict.fromkeys(name for name in names if name and name not in known):
            new.append(ProcedureField(name=name, slug=_free(slug(name, max_length=100), slugs), sort_key=_key(name)))
        made = ProcedureField.objects.bulk_create(new)
        self._by_name = known | {one.name: one for one in made}

    def called(self, name: str) -> ProcedureField | None:
        return self._by_name.get(name)


def _free(wanted: str, taken: set[str]) -> str:
    """Return a slug that no other has, and take it: two names may differ in their marks only."""
    wanted = wanted or "khac"
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    taken.add(found)
    return found


def _key(text: str) -> str:
    return sort_key(text[:_SORTED_BY])


def procedure_of(code: str, record: Record) -> Procedure:
    """Return a new procedure."""
    return Procedure(code=national_code(code), slug=slug(record.name, max_length=100) or "thu-tuc")


def version_of(
    record: Record, procedure: Procedure, number: int, on: datetime.date, fields: Fields, matcher: Matcher
) -> ProcedureVersion:
    """Return the version that a record is, in force from `on`."""
    return ProcedureVersion(
        procedure=procedure,
        number=number,
        valid_from=on,
        decision=record.decision[:250],
        name=record.name,
        sort_key=_key(record.name),
        field=fields.called(record.field),
        levels=list(dict.fromkeys(level_of(said) for said in record.levels)),
        channels=list(dict.fromkeys(method.channel[:60] for method in record.methods)),
        audiences=list(dict.fromkeys(said[:250] for said in record.audiences)),
        announced_by_id=matcher.announcer(record.decision),
        territory_id=_territory(record, matcher),
        record=as_data(record),
    )


def _territory(record: Record, matcher: Matcher) -> int | None:
    """Return the province whose own a procedure is: decided there, and the only one that its agencies name."""
    if matcher.announcer(record.decision) is not None or not _OF_A_PROVINCE.search(record.decision):
        return None
    named = (*record.performing, *record.deciding, *record.authorised, *record.coordinating, record.address)
    return matcher.territory(named)


class Rows:
    """The versions of an import with the agencies that they name, stored together."""

    def __init__(self) -> None:
        self.versions: list[ProcedureVersion] = []
        self._agencies: list[VersionAgency] = []

    def add(self, version: ProcedureVersion, record: Record, matcher: Matcher) -> None:
        self.versions.append(version)
        for part in Part:
            for order, text in enumerate(getattr(record, part.value), start=1):
                meant = matcher.meant(text)
                self._agencies.append(
                    VersionAgency(
                        version=version,
                        part=part,
                        order=order,
                        text=text,
                        agency_id=meant.agency_id,
                        kind=meant.kind,
                        fields_of_work=list(meant.fields_of_work),
                    )
                )

    def store(self, batch: int) -> None:
        ProcedureVersion.objects.bulk_create(self.versions, batch_size=batch)
        VersionAgency.objects.bulk_create(self._agencies, batch_size=batch * 4)
