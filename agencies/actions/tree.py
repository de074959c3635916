"""Founding, renaming and moving agencies."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max
from django.db.models.functions import Length
from django.utils import timezone

from agencies.actions.freshness import agencies_changed
from agencies.actions.guards import ADMINISTRATORS, hold_tree, require
from agencies.hooks import agency_settled
from agencies.models import MAX_PATH, Agency, AgencyEvent, AgencyRecord, User

# The facts of an agency that its history keeps.
RECORDED = ("name", "short_name", "parent_id")

# The facts by which those above choose to whom they send something.
TARGETED = ("kind", "fields_of_work")

# What those above an agency decide of it, so that nobody renames or moves the topmost agency entrusted to her.
DECIDED_ABOVE = ("kind", "fields_of_work", "name", "short_name", "slug", "parent_id", "live_from")


@transaction.atomic
def found_agency(agency: Agency, *, by: User) -> Agency:
    """Found a new agency (an unsaved row, with its parent) and open its history on `live_from`, today if empty.

    Raises PermissionDenied unless `by` administers the parent, ValidationError for facts that cannot be.
    """
    hold_tree()
    if agency.parent is None:
        raise ValidationError({"parent": "Hãy chọn cơ quan cấp trên."})
    agency.parent.refresh_from_db()
    require(by, ADMINISTRATORS, agency.parent)
    agency.live_from = agency.live_from or timezone.localdate()
    agency.take_fields_from_name()
    agency.full_clean()
    agency.save()
    _open_record(agency, agency.live_from)
    AgencyEvent.objects.create(agency=agency, verb=AgencyEvent.Verb.CREATED, by=by, details=_facts(agency))
    agency_settled(agency)
    agencies_changed(agency.parent)
    return agency


@transaction.atomic
def revise_agency(agency: Agency, *, by: User, on: datetime.date | None = None) -> Agency:
    """Bring the stored agency to the facts of `agency`; its history changes `on` that day, today if none is named.

    A new name or parent needs the right over the parent, the old one and the new one. Raises PermissionDenied and
    ValidationError.
    """
    hold_tree()
    before = Agency.objects.select_related("parent").get(pk=agency.pk)
    moved = agency.parent_id != before.parent_id
    require(by, ADMINISTRATORS, before)
    if any(getattr(before, field) != getattr(agency, field) for field in DECIDED_ABOVE):
        require(by, ADMINISTRATORS, before.parent, agency.parent)
    if moved and Agency.objects.within(before).filter(pk=agency.parent_id).exists():
        raise ValidationError({"parent": "Một cơ quan không thể nằm dưới chính nó hoặc dưới đơn vị của nó."})
    agency.full_clean()
    _refuse_paths_too_long(before, agency)
    agency.save()
    old, new = _facts(before), _facts(agency)
    changes = {field: [old[field], new[field]] for field in new if old[field] != new[field]}
    if changes:
        if not changes.keys().isdisjoint(RECORDED):
            _turn_record(agency, on or timezone.localdate())
        AgencyEvent.objects.create(agency=agency, verb=AgencyEvent.Verb.REVISED, by=by, details=changes)
    if moved or any(getattr(before, field) != getattr(agency, field) for field in TARGETED):
        agency_settled(agency)
    # Those above list it, and so do the pages of former addresses, which now lead elsewhere.
    agencies_changed(*(one for one in (before.parent, agency.parent, before, agency) if one))
    return agency


def _refuse_paths_too_long(before: Agency, agency: Agency) -> None:
    """Refuse a new address that would leave those below without room for theirs."""
    longest = Agency.objects.within(before).aggregate(longest=Max(Length("path")))["longest"] or 0
    if longest - len(before.path) + len(agency.path_to_be()) > MAX_PATH:
        raise ValidationError({"slug": "Đường dẫn của đơn vị bên dưới sẽ quá dài. Hãy chọn tên ngắn hơn."})


def _facts(agency: Agency) -> dict[str, Any]:
    """Return what people decide about an agency, by field."""
    fields = (*DECIDED_ABOVE, "latitude", "longitude", "area_km2")
    return {field: getattr(agency, field) for field in fields}


def _open_record(agency: Agency, on: datetime.date) -> None:
    AgencyRecord.objects.create(
        agency=agency,
        name=agency.name,
        short_name=agency.short_name,
        parent=agency.parent,
        valid=DateRange(on, None),
    )


def _turn_record(agency: Agency, on: datetime.date) -> None:
    """End the present record the day before `on` and open the next; a record of that same day is corrected instead."""
    present = AgencyRecord.objects.get(agency=agency, valid__upper_inf=True)
    started = present.valid.lower
    if on > timezone.localdate() or (started and on < started):
        first = f"{started:%d/%m/%Y}" if started else "trước"
        raise ValidationError(f"Ngày có hiệu lực phải từ {first} đến hôm nay.")
    if started == on:
        present.name, present.short_name, present.parent = agency.name, agency.short_name, agency.parent
        present.save()
        return
    present.valid = DateRange(started, on)
    present.save()
    _open_record(agency, on)
