"""Doing with each row of a file what its action does: all of them, or none, or those that can be if one so chooses.

A preview is the import itself, taken back at its end: so it refuses what the import would refuse, and nothing else.
"""

from __future__ import annotations

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from import_export.results import Result
from tablib import Dataset

from agencies.actions import changed_together
from agencies.imports.entrusted import folded
from agencies.imports.judging import messages_by_field
from agencies.imports.outcome import Fault, Outcome, RowOutcome, changes_between
from agencies.imports.resource import ImportResource, Reading
from agencies.imports.table import Table
from agencies.models import User


def bring_in(
    resource: type[ImportResource],
    table: Table,
    *,
    by: User,
    write: bool = False,
    skip_bad: bool = False,
    expected: list[str] | None = None,
) -> Outcome:
    """Do with the rows of `table` what `resource` does with them: all, or none if any cannot be.

    With `skip_bad` those that can be; without `write` it is only tried, and taken back. `expected` is what
    RowOutcome.stood was of each row when the person was shown what would become of it: it must still be so. Raises
    ValidationError if the table lacks a column that is needed. An error that is nobody's fault but ours is raised,
    after all is taken back.
    """
    doing = resource(by=by)
    columns, ignored = _understood(doing, table)
    dataset = Dataset(
        *([row.cells[column] for column in columns] for row in table.rows), headers=list(columns.values())
    )
    with transaction.atomic(), changed_together() as changed:
        if write:
            _one_at_a_time(doing)
        result = doing.import_data(
            dataset,
            dry_run=not write,
            use_transactions=True,
            rollback_on_validation_errors=not skip_bad,
            retain_instance_in_row_result=True,
            numbers=[row.number for row in table.rows],
            expected=expected,
        )
        written = write and not result.has_errors() and (skip_bad or not result.has_validation_errors())
        if not written:
            changed.forget()
    for error in (*result.base_errors, *(error for row in result.error_rows for error in row.errors)):
        raise error.error
    return Outcome(_outcomes(doing, table, result, set(columns.values())), ignored, written)


def _one_at_a_time(resource: ImportResource) -> None:
    """Wait until nobody else brings in such rows: the second of two who bring in the same file finds it done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"import {resource._meta.model._meta.label}"])


def _understood(resource: ImportResource, table: Table) -> tuple[dict[str, str], list[str]]:
    """Return which columns of a table are which of the resource, and those that mean nothing to it."""
    known = {
        folded(text): field.column_name for name, field in resource.fields.items() for text in (name, field.column_name)
    }
    columns = {column: known[folded(column)] for column in table.columns if folded(column) in known}
    twice = [column for column, times in Counter(columns.values()).items() if times > 1]
    if twice:
        raise ValidationError(f"Tệp có hai cột cùng nghĩa: {', '.join(twice)}.")
    lacking = [name for name in _needed_columns(resource) if name not in columns.values()]
    if lacking:
        raise ValidationError(f"Tệp thiếu cột: {', '.join(lacking)}. Tải tệp mẫu để xem các cột.")
    return columns, [column for column in table.columns if column not in columns]


def _needed_columns(resource: ImportResource) -> list[str]:
    return [resource.fields[name].column_name for name in resource.needed]


def _outcomes(resource: ImportResource, table: Table, result: Result, columns: set[str]) -> list[RowOutcome]:
    """Return what became of each row of the table."""
    faults = {invalid.number: _faults(resource, invalid.error) for invalid in result.invalid_rows}
    outcomes = []
    for place, (row, reading) in enumerate(zip(table.rows, resource.readings, strict=True), start=1):
        found = faults.get(place, ())
        changes = () if found else changes_between(*_tellings(resource, reading, columns))
        outcomes.append(RowOutcome(row.number, row.cells, reading.former is None, changes, found, reading.stood))
    return outcomes


def _tellings(resource: ImportResource, reading: Reading, columns: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a row said and says now, in the columns of the file that say anything."""
    told = resource.told(reading.instance)
    new = {column: text for column, text in told.items() if column in columns and (reading.former or text)}
    return {column: (reading.former or {}).get(column, "") for column in new}, new


def _faults(resource: ImportResource, error: ValidationError) -> tuple[Fault, ...]:
    """Return what is wrong by the names of the columns."""
    columns = {field.attribute: field.column_name for field in resource.fields.values()}
    by_field = messages_by_field(error)
    return tuple(Fault(columns.get(name, ""), reason) for name, reasons in by_field.items() for reason in reasons)
