"""Doing with each row of a file what its action does: all of them, or none, or those that can be if one so chooses.

A preview is the import itself, taken back at its end: so it refuses what the import would refuse, and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from import_export.fields import NOT_PROVIDED, Field
from import_export.resources import ModelResource
from import_export.results import Result, RowResult
from tablib import Dataset

from agencies.actions import changed_together
from agencies.imports.cells import AgencyCell, EntrustedAgencies, folded
from agencies.imports.table import Table
from agencies.models import Role, User


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row: in which column ("" is the row as a whole), and why."""

    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What becomes of one row: its number in the file, its cells, whether it is new, what is wrong."""

    number: int
    cells: dict[str, str]
    is_new: bool
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a file."""

    rows: list[RowOutcome]
    ignored: list[str] = field(default_factory=list)  # columns that mean nothing here
    written: bool = False

    @property
    def bad(self) -> list[RowOutcome]:
        return [row for row in self.rows if row.faults]

    @property
    def good(self) -> list[RowOutcome]:
        return [row for row in self.rows if not row.faults]

    @property
    def new(self) -> int:
        return sum(row.is_new for row in self.good)


class ImportResource(ModelResource):
    """What the rows of a file mean, and what is done with them. Its columns are those of an export too.

    A subclass declares its fields with cells of agencies.imports.cells, and says:
    - `roles`: whoever holds one of them at an agency may bring in rows for it; others' agencies are not found;
    - `key`: the fields that tell which row this is, the agency among them;
    - `needed`: the fields that every row must fill in;
    - `stored_at(agencies)`: the rows that there are already at these agencies;
    - `keep(rows)`: do it, by the action that a form would call.
    """

    class Meta:
        use_bulk = True  # rows are written together, in `after_import`: no savepoint for each
        skip_diff = True

    roles: frozenset[Role] = frozenset()
    key: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    def __init__(self, by: User | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.by = by

    def stored_at(self, agencies: Iterable[Any]) -> Iterable[Model]:
        """Return the rows that there are at these agencies, each with its agency."""
        raise NotImplementedError

    def keep(self, rows: list[Any]) -> None:
        """Write rows. Raises ValidationError or PermissionDenied; it is then asked for each of them alone."""
        raise NotImplementedError

    # What follows is asked by django-import-export, in this order.

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        """Read in sets what the rows name: a fixed number of queries, however many rows."""
        assert self.by is not None  # noqa: S101 an export has nobody, and imports nothing
        entrusted = EntrustedAgencies(self.by, self.roles)
        for known in self.fields.values():
            if isinstance(known.widget, AgencyCell):
                known.widget.agencies = entrusted
        self._numbers: list[int] = kwargs["numbers"]
        self._first_with: dict[Hashable, int] = {}
        self._waiting: list[tuple[RowResult, int, Any]] = []
        self._stored = {self._key_of(row): row for row in self.stored_at(self._agencies_in(dataset))}

    def get_or_init_instance(self, instance_loader: Any, row: dict[str, str]) -> tuple[Any, bool]:
        """Return the stored row with the key of this one, or a new one."""
        try:
            key = tuple(_comparable(_cell(self.fields[name], row)) for name in self.key)
        except ValueError:
            return self._meta.model(), True  # what is wrong is said when the cells are read
        stored = self._stored.get(key)
        return (stored, False) if stored else (self._meta.model(), True)

    def validate_instance(
        self,
        instance: Any,
        import_validation_errors: dict[str, Any] | None = None,
        validate_unique: bool = True,  # noqa: FBT001, FBT002
    ) -> None:
        """Refuse what no cell may say; the rest is for the action to refuse."""
        errors = dict(import_validation_errors or {})
        told = {known.attribute for known in self.fields.values()}
        excluded = {one.name for one in instance._meta.fields if one.name not in told or one.is_relation}
        try:
            instance.clean_fields(exclude=excluded | set(errors))
        except ValidationError as found:
            errors = found.update_error_dict(errors)
        for name in self.needed:
            attribute = self.fields[name].attribute
            if attribute not in errors and not getattr(instance, f"{attribute}_id", getattr(instance, attribute, None)):
                errors[attribute] = [ValidationError("Không được để trống.")]
        if errors:
            raise ValidationError(errors)

    def save_instance(self, instance: Any, is_create: bool, row: dict[str, str], **kwargs: Any) -> None:  # noqa: FBT001
        """Let a row wait until all are read. Raises ValidationError for the second row of one key."""
        number = self._numbers[kwargs["row_number"] - 1]
        first = self._first_with.setdefault(self._key_of(instance), number)
        if first != number:
            raise ValidationError(f"Trùng với dòng {first}.")

    def after_import_row(self, row: dict[str, str], row_result: RowResult, **kwargs: Any) -> None:
        if row_result.import_type in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE):
            self._waiting.append((row_result, kwargs["row_number"], row_result.instance))

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        """Write the rows that wait: together, or else one by one to find which of them are refused."""
        if self._waiting and self._refusal([instance for _, _, instance in self._waiting]):
            for row_result, number, instance in self._waiting:
                if refusal := self._refusal([instance]):
                    row_result.import_type = RowResult.IMPORT_TYPE_INVALID
                    row_result.validation_error = refusal
                    result.append_invalid_row(number, {}, refusal)

    def _refusal(self, rows: list[Any]) -> ValidationError | None:
        """Write rows, or else nothing; return what the action says against them."""
        try:
            with transaction.atomic():
                self.keep(rows)
        except ValidationError as refusal:
            return refusal
        except PermissionDenied as refusal:
            return ValidationError(str(refusal))
        return None

    def _agencies_in(self, dataset: Dataset) -> set[Any]:
        found = set()
        for known in self.fields.values():
            if isinstance(known.widget, AgencyCell) and known.column_name in dataset.headers:
                for said in set(dataset[known.column_name]):
                    try:
                        found.add(known.widget.clean(said))
                    except ValueError:
                        continue  # said at its row
        return found - {None}

    def _key_of(self, row: Any) -> Hashable:
        return tuple(_comparable(getattr(row, self.fields[name].attribute)) for name in self.key)


def _cell(known: Field, row: dict[str, str]) -> Any:
    """Return what a row says in a column, or what no word there means. Raises ValueError."""
    if known.column_name in row:
        return known.clean(row)
    return None if known.default is NOT_PROVIDED else known.default


def _comparable(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value


def bring_in(
    resource: type[ImportResource], table: Table, *, by: User, write: bool = False, skip_bad: bool = False
) -> Outcome:
    """Do with the rows of `table` what `resource` does with them: all, or none if any cannot be.

    With `skip_bad` those that can be; without `write` it is only tried, and taken back. Raises ValidationError if the
    table lacks a column that is needed. An error that is nobody's fault but ours is raised, after all is taken back.
    """
    doing = resource(by=by)
    columns, ignored = _understood(doing, table)
    dataset = Dataset(
        *([row.cells[column] for column in columns] for row in table.rows), headers=list(columns.values())
    )
    numbers = [row.number for row in table.rows]
    with transaction.atomic(), changed_together() as changed:
        result = doing.import_data(
            dataset,
            dry_run=not write,
            use_transactions=True,
            rollback_on_validation_errors=not skip_bad,
            retain_instance_in_row_result=True,
            numbers=numbers,
        )
        written = write and not result.has_errors() and (skip_bad or not result.has_validation_errors())
        if not written:
            changed.forget()
    for error in (*result.base_errors, *(error for row in result.error_rows for error in row.errors)):
        raise error.error
    return Outcome(_outcomes(doing, table, result), ignored, written)


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


def _outcomes(resource: ImportResource, table: Table, result: Result) -> list[RowOutcome]:
    """Return what became of each row of the table."""
    faults = {invalid.number: _faults(resource, invalid.error) for invalid in result.invalid_rows}
    return [
        RowOutcome(row.number, row.cells, told.import_type == RowResult.IMPORT_TYPE_NEW, faults.get(place, ()))
        for place, (row, told) in enumerate(zip(table.rows, result.rows, strict=True), start=1)
    ]


def _faults(resource: ImportResource, error: ValidationError) -> tuple[Fault, ...]:
    """Return what is wrong by the names of the columns."""
    columns = {field.attribute: field.column_name for field in resource.fields.values()}
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return tuple(Fault(columns.get(name, ""), reason) for name, reasons in by_field.items() for reason in reasons)
