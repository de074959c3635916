"""What the rows of a file mean, which of them are there already, and which action keeps them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from copy import copy
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from import_export.fields import NOT_PROVIDED, Field
from import_export.resources import ModelResource
from import_export.results import Result, RowResult
from tablib import Dataset

from agencies.actions import EachRefusedError
from agencies.imports.cells import AgencyCell
from agencies.imports.entrusted import EntrustedAgencies
from agencies.imports.judging import faults_of
from agencies.models import Role, User

CHANGED_MEANWHILE = "Nội dung này đã được người khác đổi sau khi bạn xem trước. Hãy xem trước lại."


@dataclass(slots=True)
class Reading:
    """A row as it is read: what it makes of which stored row, and what that one said."""

    instance: Any
    former: dict[str, str] | None  # by column, None for a new row

    @property
    def stood(self) -> str:
        """What stands for all that is stored, "" for nothing."""
        return blake2b(repr(self.former).encode(), digest_size=6).hexdigest() if self.former else ""


class ImportResource(ModelResource):
    """What the rows of a file mean, and what is done with them. Its columns are those of an export too.

    A subclass declares its fields with cells of agencies.imports.cells, and says:
    - `roles`: whoever holds one of them at an agency may bring in rows for it; others' agencies are not found;
    - `key`: the fields that tell which row this is, the agency among them; or `key_of`, if it is not so simple;
    - `needed`: the fields that every row must fill in;
    - `confirms`: whether a row that says what is stored already is kept too, as a word that it is still right;
    - `stored_at(agencies)`: the rows that there are already at these agencies; `said` tells what the file names;
    - `keep(rows)`: do it, by the action that a form would call.
    """

    class Meta:
        use_bulk = True  # rows are written together, in `after_import`: no savepoint for each
        skip_diff = True

    roles: frozenset[Role] = frozenset()
    key: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    confirms = False

    def __init__(self, by: User | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.by = by
        self.readings: list[Reading] = []

    def stored_at(self, agencies: Iterable[Any]) -> Iterable[Model]:
        """Return the rows that there are at these agencies, each with its agency."""
        raise NotImplementedError

    def keep(self, rows: list[Any]) -> None:
        """Write rows. Raises PermissionDenied or ValidationError, best EachRefusedError: else halves are tried."""
        raise NotImplementedError

    def key_of(self, row: Any) -> Hashable:
        """Return what tells this row from all others."""
        return tuple(_comparable(getattr(row, self.fields[name].attribute)) for name in self.key)

    def key_in(self, row: dict[str, str]) -> Hashable:
        """Return the same of the cells of a row. Raises ValueError."""
        return tuple(_comparable(_cell(self.fields[name], row)) for name in self.key)

    def further_faults(self, instance: Any) -> dict[str, Any]:
        """Return what is wrong with a row that only this resource knows, by attribute."""
        return {}

    def said(self, name: str) -> set[str]:
        """Return all that the file says in the column of a field."""
        return self._said.get(self.fields[name].column_name, set())

    def told(self, instance: Any) -> dict[str, str]:
        """Return what a row says, by column, as an export would."""
        return {field.column_name: self.export_field(field, instance) for field in self.get_import_fields()}

    # What follows is asked by django-import-export, in this order.

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        """Read in sets what the rows name: a fixed number of queries, however many rows."""
        assert self.by is not None  # noqa: S101 an export has nobody, and imports nothing
        entrusted = EntrustedAgencies(self.by, self.roles)
        for known in self.fields.values():
            if isinstance(known.widget, AgencyCell):
                known.widget.agencies = entrusted
        self._said = {heading: set(dataset[heading]) for heading in dataset.headers}
        self._numbers: list[int] = kwargs["numbers"]
        self._expected: list[str] | None = kwargs["expected"]
        self._first_with: dict[Hashable, int] = {}
        self._waiting: list[tuple[RowResult, int, Any]] = []
        self._stored = {self.key_of(row): row for row in self.stored_at(self._agencies_in(dataset))}

    def get_or_init_instance(self, instance_loader: Any, row: dict[str, str]) -> tuple[Any, bool]:
        """Return a copy of the stored row with the key of this one, or a new one."""
        try:
            stored = self._stored.get(self.key_in(row))
        except ValueError:
            stored = None  # what is wrong is said when the cells are read
        instance = copy(stored) if stored else self._meta.model()
        self.readings.append(Reading(instance, self.told(stored) if stored else None))
        return instance, stored is None

    def skip_row(self, instance: Any, original: Any, row: dict[str, str], import_validation_errors: Any = None) -> bool:
        """Leave out a row that says what is stored already, unless that is a word too."""
        former = self.readings[-1].former
        return not (self.confirms or former is None or import_validation_errors) and self.told(instance) == former

    def validate_instance(
        self,
        instance: Any,
        import_validation_errors: dict[str, Any] | None = None,
        validate_unique: bool = True,  # noqa: FBT001, FBT002
    ) -> None:
        """Refuse what no cell may say; the rest is for the action to refuse."""
        attributes = {name: known.attribute for name, known in self.fields.items()}
        errors = faults_of(instance, attributes.values(), dict(import_validation_errors or {}))
        for name in self.needed:
            attribute = attributes[name]
            if attribute not in errors and not getattr(instance, f"{attribute}_id", getattr(instance, attribute, None)):
                errors[attribute] = [ValidationError("Không được để trống.")]
        errors = errors or self.further_faults(instance)
        if errors:
            raise ValidationError(errors)

    def save_instance(self, instance: Any, is_create: bool, row: dict[str, str], **kwargs: Any) -> None:  # noqa: FBT001
        """Let a row wait until all are read. Raises ValidationError for the second of one key, and for a late one."""
        place = kwargs["row_number"] - 1
        first = self._first_with.setdefault(self.key_of(instance), self._numbers[place])
        if first != self._numbers[place]:
            raise ValidationError(f"Trùng với dòng {first}.")
        if self._expected is not None and self._expected[place] != self.readings[-1].stood:
            raise ValidationError(CHANGED_MEANWHILE)

    def after_import_row(self, row: dict[str, str], row_result: RowResult, **kwargs: Any) -> None:
        if row_result.import_type in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE):
            self._waiting.append((row_result, kwargs["row_number"], row_result.instance))

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        """Write the rows that wait, and find which of them are refused."""
        refusals = self._written([instance for _, _, instance in self._waiting])
        for place, refusal in sorted(refusals.items()):
            row_result, number, _instance = self._waiting[place]
            row_result.import_type = RowResult.IMPORT_TYPE_INVALID
            row_result.validation_error = refusal
            result.append_invalid_row(number, {}, refusal)

    def _written(self, rows: list[Any]) -> dict[int, ValidationError]:
        """Write rows, all that can be; return what is said against the others, by their place.

        The action may tell of each what is wrong with it. If it does not, halves are tried until it is found.
        """
        if not rows:
            return {}
        try:
            with transaction.atomic():
                self.keep(rows)
        except EachRefusedError as refused:
            left = [place for place in range(len(rows)) if place not in refused.each]
            again = self._written([rows[place] for place in left])
            return refused.each | {left[place]: refusal for place, refusal in again.items()}
        except (ValidationError, PermissionDenied) as refusal:
            if len(rows) == 1:
                return {0: refusal if isinstance(refusal, ValidationError) else ValidationError(str(refusal))}
            half = len(rows) // 2
            later = self._written(rows[half:])
            return self._written(rows[:half]) | {half + place: why for place, why in later.items()}
        return {}

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


def _cell(known: Field, row: dict[str, str]) -> Any:
    """Return what a row says in a column, or what no word there means. Raises ValueError."""
    if known.column_name in row:
        return known.clean(row)
    return None if known.default is NOT_PROVIDED else known.default


def _comparable(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value
