"""What an agency adds to procedures, for itself or for all below it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.actions import ADMINISTRATORS, require, sites_changed
from agencies.models import User
from procedures.limits import is_comparable, is_longer
from procedures.models import LocalAddition, ProcedureEvent, ProcedureVersion, Unit, level_at

_TOLD = ("for_all_below", "address", "desk", "hours", "limit_value", "limit_unit", "fee", "note")

_LABELS = {field.name: str(field.verbose_name) for field in LocalAddition._meta.concrete_fields}


@transaction.atomic
def save_addition(addition: LocalAddition, *, by: User) -> LocalAddition:
    """Keep what an agency adds. Raises PermissionDenied unless `by` administers it; ValidationError otherwise.

    The limit may only be shorter than the national one: a province or commune can bind itself to be quicker, and
    nobody to be slower (NĐ 61/2018/NĐ-CP art. 19).
    """
    before = LocalAddition.objects.select_for_update().filter(pk=addition.pk).first()
    require(by, ADMINISTRATORS, addition.agency, *([before.agency] if before else []))
    addition.full_clean()
    if addition.procedure is not None:
        _check_against_the_record(addition)
    addition.save()
    _note(addition, ProcedureEvent.Verb.ADDED, by)
    sites_changed(addition.agency, *([before.agency] if before else []))
    return addition


@transaction.atomic
def remove_addition(addition: LocalAddition, *, by: User) -> None:
    """Take back what an agency added; the event keeps what it was. Raises PermissionDenied."""
    require(by, ADMINISTRATORS, addition.agency)
    _note(addition, ProcedureEvent.Verb.REMOVED, by)
    sites_changed(addition.agency)
    addition.delete()


def _check_against_the_record(addition: LocalAddition) -> None:
    version = ProcedureVersion.objects.published().filter(procedure=addition.procedure).first()
    if version is None:
        raise ValidationError("Thủ tục này không còn áp dụng.")
    if not addition.for_all_below and level_at(addition.agency.kind) not in version.levels:
        raise ValidationError("Cơ quan này không thực hiện thủ tục đó theo cấp của nó.")
    if addition.limit_value is None:
        return
    if not is_comparable(addition.limit_unit, version.record):
        raise ValidationError({"limit_unit": "Hãy dùng đơn vị tính của thời hạn chung (ngày hay ngày làm việc)."})
    if is_longer(addition.limit_value, addition.limit_unit, version.record):
        raise ValidationError({"limit_value": "Thời hạn tại địa phương không được dài hơn thời hạn chung của cả nước."})


def _note(addition: LocalAddition, verb: Any, by: User) -> None:
    told = {}
    for name in _TOLD:
        value = getattr(addition, name)
        if value not in ("", None, False):
            shown = Unit(value).label if name == "limit_unit" else "có" if value is True else value
            told[_LABELS[name]] = str(shown)
    ProcedureEvent.objects.create(procedure=addition.procedure, agency=addition.agency, by=by, verb=verb, details=told)
