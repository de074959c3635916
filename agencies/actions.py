"""What people do to agencies and to the rights of their staff.

Every act checks who may, changes the rows and writes its event in one transaction. Views, admin, commands and tests all
come through here.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from agencies.hooks import agency_joined
from agencies.models import TREE_LOCK, Agency, AgencyEvent, AgencyRecord, Membership, Role, User

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

# The facts of an agency that its history keeps.
RECORDED = ("name", "short_name", "parent_id")


def require(by: User, roles: frozenset[Role], *agencies: Agency) -> None:
    """Raise PermissionDenied unless `by` holds one of `roles` at each of `agencies`."""
    for agency in agencies:
        if not by.holds(roles, agency):
            raise PermissionDenied(f"Bạn không có quyền làm việc này tại {agency.short_name}.")


def hold_tree(*, shared: bool = False) -> None:
    """Wait until nobody else changes the tree, and keep it so until the transaction ends.

    `shared` lets others hold it shared at the same time: for acts that count on the tree and do not change it.
    """
    lock = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s)", [TREE_LOCK])


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
    agency.full_clean()
    agency.save()
    _open_record(agency, agency.live_from)
    AgencyEvent.objects.create(agency=agency, verb=AgencyEvent.Verb.CREATED, by=by, details=_facts(agency))
    agency_joined(agency)
    return agency


@transaction.atomic
def revise_agency(agency: Agency, *, by: User, on: datetime.date | None = None) -> Agency:
    """Bring the stored agency to the facts of `agency`; its history changes `on` that day, today if none is named.

    A new parent needs the right over the old one, the new one and the agency. Raises PermissionDenied and ValidationError.
    """
    hold_tree()
    before = Agency.objects.select_related("parent").get(pk=agency.pk)
    moved = agency.parent_id != before.parent_id
    require(by, ADMINISTRATORS, before, *([before.parent, agency.parent] if moved else []))
    if moved and Agency.objects.within(before).filter(pk=agency.parent_id).exists():
        raise ValidationError({"parent": "Một cơ quan không thể nằm dưới chính nó hoặc dưới đơn vị của nó."})
    agency.full_clean()
    agency.save()
    old, new = _facts(before), _facts(agency)
    changes = {field: [old[field], new[field]] for field in new if old[field] != new[field]}
    if changes:
        if not changes.keys().isdisjoint(RECORDED):
            _turn_record(agency, on or timezone.localdate())
        AgencyEvent.objects.create(agency=agency, verb=AgencyEvent.Verb.REVISED, by=by, details=changes)
    if moved:
        agency_joined(agency)
    return agency


@transaction.atomic
def grant(membership: Membership, *, by: User) -> Membership:
    """Give or change a role: save `membership`. Raises PermissionDenied unless `by` administers its agency."""
    require(by, ADMINISTRATORS, membership.agency)
    if membership.pk:  # a role cannot be taken along to another agency without the right over both
        require(by, ADMINISTRATORS, Membership.objects.get(pk=membership.pk).agency)
    membership.full_clean()
    membership.save()
    _note_right(membership, AgencyEvent.Verb.GRANTED, by)
    return membership


@transaction.atomic
def revoke(membership: Membership, *, by: User) -> None:
    """Take a role back: delete `membership`. Raises PermissionDenied unless `by` administers its agency."""
    require(by, ADMINISTRATORS, membership.agency)
    _note_right(membership, AgencyEvent.Verb.REVOKED, by)
    membership.delete()


def _facts(agency: Agency) -> dict[str, Any]:
    """Return what people decide about an agency, by field."""
    fields = ("kind", "name", "short_name", "slug", "parent_id", "live_from", "latitude", "longitude", "area_km2")
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


def _note_right(membership: Membership, verb: AgencyEvent.Verb, by: User) -> None:
    details = {
        "user": membership.user.username,
        "role": membership.role,
        "starts_on": membership.starts_on,
        "ends_on": membership.ends_on,
    }
    AgencyEvent.objects.create(agency=membership.agency, verb=verb, by=by, details=details)
