"""Accounts of the staff, and the roles they are given and lose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from agencies.actions.guards import ADMINISTRATORS, require, require_at_all
from agencies.actions.refusals import EachRefusedError
from agencies.models import Agency, AgencyEvent, Membership, Role, User
from agencies.models.staff import ENDS_TOO_EARLY, GIVEN_ALREADY

Verb = AgencyEvent.Verb

# What is kept of an account that there is; the password is set on a page of its own.
ACCOUNT = ["username", "last_name", "first_name", "email", "agency", "is_active", "is_staff"]
HELD = ["user", "agency", "role", "starts_on", "ends_on"]
TAKEN = "Tên đăng nhập này đã có người dùng."


def grant(membership: Membership, *, by: User) -> Membership:
    """Give a role, or change its days: save `membership`. See grant_all."""
    try:
        (given,) = grant_all([membership], by=by)
    except EachRefusedError as refused:
        raise refused.each[0] from None
    return given


@transaction.atomic
def grant_all(memberships: Sequence[Membership], *, by: User) -> list[Membership]:
    """Give roles, or change the days of those that there are. A fixed number of queries.

    Raises PermissionDenied unless `by` administers all their agencies and, for new ones, the accounts: a role here
    would take an account out of the hands of those who manage it elsewhere. EachRefusedError for what cannot be.
    """
    keys = [membership.pk for membership in memberships if membership.pk]
    stored = Membership.objects.filter(pk__in=keys).select_related("agency")
    # A role cannot be taken along to another agency without the right over both.
    require_at_all(by, ADMINISTRATORS, {role.agency for role in (*memberships, *stored)})
    _require_accounts({role.user_id for role in memberships if not role.pk}, by)
    _require_rightly_said(memberships)
    _add([role for role in memberships if not role.pk], ValidationError(GIVEN_ALREADY))
    _change([role for role in memberships if role.pk], HELD)
    _note_rights(memberships, Verb.GRANTED, by)
    return list(memberships)


def revoke(membership: Membership, *, by: User) -> None:
    """Take a role back: delete `membership`. See revoke_all."""
    revoke_all([membership], by=by)


@transaction.atomic
def revoke_all(memberships: Collection[Membership], *, by: User) -> None:
    """Take roles back: delete `memberships`. A fixed number of queries.

    Raises PermissionDenied unless `by` administers their agencies, and for one's own administration: it would lock one
    out.
    """
    require_at_all(by, ADMINISTRATORS, {membership.agency for membership in memberships})
    own = any(role.user_id == by.pk and role.role == Role.ADMINISTRATOR for role in memberships)
    if own and not by.is_superuser:
        raise PermissionDenied("Bạn không tự thu quyền quản trị của mình được. Hãy nhờ quản trị của cơ quan cấp trên.")
    _note_rights(memberships, Verb.REVOKED, by)
    Membership.objects.filter(pk__in=[membership.pk for membership in memberships]).delete()


def save_account(user: User, *, by: User) -> User:
    """Open an account, or keep what was changed of one; of an operator too, who belongs to no agency.

    Raises what save_accounts raises, of this one.
    """
    try:
        (saved,) = save_accounts([user], by=by)
    except EachRefusedError as refused:
        raise refused.each[0] from None
    return saved


@transaction.atomic
def save_accounts(users: Sequence[User], *, by: User) -> list[User]:
    """Open accounts, or keep what was changed of those that there are. A fixed number of queries.

    Raises PermissionDenied unless `by` administers the agencies they are to belong to and, for old ones, the accounts;
    EachRefusedError for a name that is taken, and for one's own account made inactive: so the last operator stays.
    """
    known = [user for user in users if user.pk]
    _require_accounts({user.pk for user in known}, by)
    if any(user.agency is None for user in users):
        require(by, ADMINISTRATORS, None)
    require_at_all(by, ADMINISTRATORS, {user.agency for user in users if user.agency})
    _require_rightly_kept(users, by)
    _require_an_operator(users)
    noted = [(user, Verb.ACCOUNT_CHANGED if user.pk else Verb.ACCOUNT_OPENED) for user in users]
    for user in users:
        user.is_staff = True
    _add([user for user in users if not user.pk], ValidationError({"username": TAKEN}))
    _change(known, ACCOUNT)
    _note_accounts(noted, by)
    return list(users)


def note_password(user: User, *, by: User) -> None:
    """Note that `by` has set the password of an account."""
    _note_accounts([(user, Verb.PASSWORD_SET)], by)


def _require_accounts(keys: set[int], by: User) -> None:
    if User.objects.managed_by(by).filter(pk__in=keys).count() < len(keys):
        raise PermissionDenied("Tài khoản này do cơ quan khác quản lý.")


def _require_rightly_said(memberships: Sequence[Membership]) -> None:
    """Refuse roles that cannot be, by their place. Whether they are there already the database says: see `_give`."""
    refusals = {}
    for place, membership in enumerate(memberships):
        try:
            membership.clean_fields(exclude=["user", "agency"])
            if membership.ends_on and membership.ends_on < membership.starts_on:
                raise ValidationError(ENDS_TOO_EARLY)
        except ValidationError as refusal:
            refusals[place] = refusal
    if refusals:
        raise EachRefusedError(refusals)


def _require_rightly_kept(users: Sequence[User], by: User) -> None:
    refusals = {
        place: ValidationError({"is_active": "Bạn không tự ngừng tài khoản của mình được."})
        for place, user in enumerate(users)
        if user.pk == by.pk and not user.is_active
    }
    if refusals:
        raise EachRefusedError(refusals)


def _require_an_operator(users: Sequence[User]) -> None:
    """Refuse to leave the portal without anybody who operates it."""
    leaving = {user.pk for user in users if user.is_superuser and not user.is_active}
    if leaving:
        active = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").select_for_update(no_key=True)
        if leaving.issuperset(active.values_list("pk", flat=True)):
            raise ValidationError({"is_active": "Cổng phải còn ít nhất một người vận hành."})


def _add(rows: Sequence[Any], taken: ValidationError) -> None:
    """Store new rows. Raises `taken` if one of them is there already."""
    if rows:
        try:
            with transaction.atomic():
                type(rows[0]).objects.bulk_create(rows)
        except IntegrityError as error:
            raise taken from error


def _change(rows: Sequence[Any], fields: list[str]) -> None:
    """Store `fields` of rows that there are."""
    if rows:
        conflict: dict[str, Any] = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": fields}
        type(rows[0]).objects.bulk_create(rows, **conflict)


def _note_accounts(noted: Sequence[tuple[User, AgencyEvent.Verb]], by: User) -> None:
    """Write the events at the agencies of the accounts, those of operators at the root."""
    root = Agency.objects.filter(parent=None).first() if any(user.agency_id is None for user, _ in noted) else None
    AgencyEvent.objects.bulk_create(
        AgencyEvent(agency=agency, verb=verb, by=by, details={"user": user.username, "is_active": user.is_active})
        for user, verb in noted
        if (agency := user.agency or root)
    )


def _note_rights(memberships: Collection[Membership], verb: AgencyEvent.Verb, by: User) -> None:
    AgencyEvent.objects.bulk_create(
        AgencyEvent(agency=role.agency, verb=verb, by=by, details={"user": role.user.username, **_held(role)})
        for role in memberships
    )


def _held(membership: Membership) -> dict[str, Any]:
    return {name: getattr(membership, name) for name in ("role", "starts_on", "ends_on")}
