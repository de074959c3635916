"""Bringing national records into the catalogue, in sets: new procedures, new versions, withdrawals.

The preview is the import itself, taken back at its end.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from agencies.actions import sites_changed
from agencies.models import Agency, User
from procedures.actions.rows import Fields, Rows, procedure_of, version_of
from procedures.matching import Matcher
from procedures.models import Procedure, ProcedureEvent, ProcedureVersion
from procedures.reading import Record, as_data
from procedures.reading.codes import national_code
from procedures.sources import Found

# Two imports at once would both make the next version of a procedure: the second waits for the first.
_LOCK = 20260630
BATCH = 500


@dataclass
class Outcome:
    """What became of the records: codes, and what was refused with its place and reason."""

    created: list[str] = field(default_factory=list)
    new_version: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_change(self) -> bool:
        return bool(self.created or self.new_version or self.withdrawn or self.restored)

    def counts(self) -> dict[str, int]:
        """Return how many of each."""
        kinds = ("created", "new_version", "unchanged", "withdrawn", "restored", "rejected")
        return {kind: len(getattr(self, kind)) for kind in kinds}


class _TakenBack(Exception):  # noqa: N818 it is no error
    """All was tried, and nothing is kept."""


def import_records(
    found: Iterable[Found],
    *,
    by: User | None,
    dry_run: bool = False,
    withdraw_missing: bool = False,
    on: datetime.date | None = None,
) -> Outcome:
    """Bring records into the catalogue as of the day `on` (today). Again with the same records nothing changes.

    A record that says otherwise than the version in force ends that one and begins the next. With `withdraw_missing`
    whatever is not among the records leaves publication. Nobody (`by=None`) is the command line; else it takes an
    operator, since the catalogue is the whole country's. Raises PermissionDenied.
    """
    if by is not None and not (by.is_active and by.is_superuser):
        raise PermissionDenied("Chỉ người vận hành cổng được nhập danh mục thủ tục hành chính.")
    outcome = Outcome()
    records = _distinct(found, outcome)
    try:
        with transaction.atomic():
            _take_in(records, outcome, by, on or timezone.localdate(), withdraw_missing=withdraw_missing)
            if dry_run:
                raise _TakenBack
    except _TakenBack:
        pass
    return outcome


def _distinct(found: Iterable[Found], outcome: Outcome) -> dict[str, Found]:
    """Return the records by code; a second one of a code is refused."""
    records: dict[str, Found] = {}
    for one in found:
        if one.record is None:
            outcome.rejected.append((one.place, one.reason))
        elif (first := records.setdefault(national_code(one.record.code), one)) is not one:
            outcome.rejected.append((one.place, f"Trùng mã {one.record.code} với {first.place}."))
    return records


def _take_in(
    records: dict[str, Found],
    outcome: Outcome,
    by: User | None,
    on: datetime.date,
    *,
    withdraw_missing: bool,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    known = {procedure.code: procedure for procedure in Procedure.objects.all()}
    current = dict(ProcedureVersion.objects.current().values_list("procedure__code", "content_hash"))
    changed: dict[str, tuple[Record, str]] = {}
    for code, one in records.items():
        assert one.record is not None  # noqa: S101 _distinct keeps no other
        mark = content_hash(one.record)
        if current.get(code) == mark:
            outcome.unchanged.append(code)
        else:
            changed[code] = (one.record, mark)
            (outcome.new_version if code in known else outcome.created).append(code)
    events = _store(changed, known, by, on)
    events += _set_publication(records, known, outcome, by, on, withdraw_missing=withdraw_missing)
    ProcedureEvent.objects.bulk_create(events, batch_size=BATCH)
    if outcome.is_change:
        sites_changed(*Agency.objects.filter(parent=None))  # every site below shows the catalogue


def content_hash(record: Record) -> str:
    """Return the mark by which two records that say the same are known."""
    told = json.dumps(as_data(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _store(
    changed: dict[str, tuple[Record, str]], known: dict[str, Procedure], by: User | None, on: datetime.date
) -> list[ProcedureEvent]:
    """Store procedures and versions that are new, and return what is to be noted of them."""
    if not changed:
        return []
    new = [procedure_of(code, record) for code, (record, _) in changed.items() if code not in known]
    made = {procedure.code for procedure in Procedure.objects.bulk_create(new, batch_size=BATCH)}
    known |= {procedure.code: procedure for procedure in new}
    numbers = _end_versions([known[code] for code in changed if code not in made], on)
    fields, matcher = Fields(record.field for record, _ in changed.values()), Matcher()
    rows = Rows()
    for code, (record, mark) in changed.items():
        procedure = known[code]
        version = version_of(record, procedure, numbers.get(procedure.pk, 0) + 1, on, fields, matcher)
        version.content_hash = mark
        rows.add(version, record, matcher)
    rows.store(BATCH)
    return [
        ProcedureEvent(
            procedure=version.procedure,
            by=by,
            verb=ProcedureEvent.Verb.CREATED if version.procedure.code in made else ProcedureEvent.Verb.VERSION,
            details={"phiên bản": version.number, "số quyết định": version.decision},
        )
        for version in rows.versions
    ]


def _end_versions(procedures: list[Procedure], on: datetime.date) -> dict[int, int]:
    """End the versions in force on the day, and return the number of the last version of each procedure."""
    ending = ProcedureVersion.objects.current().filter(procedure__in=procedures)
    numbers = dict(ending.values_list("procedure", "number"))
    ending.update(valid_to=on)
    return numbers


def _set_publication(
    records: dict[str, Found],
    known: dict[str, Procedure],
    outcome: Outcome,
    by: User | None,
    on: datetime.date,
    *,
    withdraw_missing: bool,
) -> list[ProcedureEvent]:
    """Take out of publication what is withdrawn, and let in again what was and is not any more."""
    out = [code for code, one in records.items() if one.withdrawn]
    if withdraw_missing:
        out += [code for code in known if code not in records]
    leaving = [known[code] for code in out if known[code].withdrawn_on is None]
    staying = (known[code] for code, one in records.items() if not one.withdrawn)
    back = [procedure for procedure in staying if procedure.withdrawn_on is not None]
    _publish(leaving, on)
    _publish(back, None)
    outcome.withdrawn += [procedure.code for procedure in leaving]
    outcome.restored += [procedure.code for procedure in back]
    return [
        *(_event(procedure, ProcedureEvent.Verb.WITHDRAWN, by) for procedure in leaving),
        *(_event(procedure, ProcedureEvent.Verb.RESTORED, by) for procedure in back),
    ]


def _publish(procedures: list[Procedure], withdrawn_on: datetime.date | None) -> None:
    Procedure.objects.filter(pk__in=[one.pk for one in procedures]).update(withdrawn_on=withdrawn_on)


def _event(procedure: Procedure, verb: Any, by: User | None) -> ProcedureEvent:
    return ProcedureEvent(procedure=procedure, verb=verb, by=by)
