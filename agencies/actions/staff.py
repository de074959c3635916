"""Accounts of the staff, and the roles they are given and lose."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from agencies.actions.guards import ADMINISTRATORS, require
from agencies.models import Agency, AgencyEvent, Membership, Role, User

Verb = AgencyEvent.Verb


@transaction.atomic
def grant(membership: Membership, *, by: User) -> Membership:
    """Give a role, or change its days: save `membership`.

    Raises PermissionDenied unless `by` administers its agency and, for a new one, the account: a role here would take
    the account out of the hands of those who manage it elsewhere.
    """
    require(by, ADMINISTRATORS, membership.agency)
    if membership.pk:  # a role cannot be taken along to another agency without the right over both
        require(by, ADMINISTRATORS, Membership.objects.get(pk=membership.pk).agency)
    else:
        _require_account(membership.user, by)
    membership.full_clean()
    membership.save()
    _note_right(membership, Verb.GRANTED, by)
    return membership


@transaction.atomic
def revoke(membership: Membership, *, by: User) -> None:
    """Take a role back: delete `membership`.

    Raises PermissionDenied unless `by` administers its agency, and for one's own administration: it would lock one out.
    """
    require(by, ADMINISTRATORS, membership.agency)
    if membership.user_id == by.pk and membership.role == Role.ADMINISTRATOR and not by.is_superuser:
        raise PermissionDenied("Bạn không tự thu quyền quản trị của mình được. Hãy nhờ quản trị của cơ quan cấp trên.")
    _note_right(membership, Verb.REVOKED, by)
    membership.delete()


@transaction.atomic
def save_account(user: User, *, by: User) -> User:
    """Open an account, or keep what was changed of one.

    Raises PermissionDenied unless `by` administers the agency it is to belong to and, for an old one, the account.
    """
    opened = user.pk is None
    if not opened:
        _require_account(user, by)
    require(by, ADMINISTRATORS, user.agency)
    user.is_staff = True
    user.save()
    _note_account(user, Verb.ACCOUNT_OPENED if opened else Verb.ACCOUNT_CHANGED, by)
    return user


def note_password(user: User, *, by: User) -> None:
    """Note that `by` has set the password of an account."""
    _note_account(user, Verb.PASSWORD_SET, by)


def _require_account(user: User, by: User) -> None:
    if not User.objects.managed_by(by).filter(pk=user.pk).exists():
        raise PermissionDenied("Tài khoản này do cơ quan khác quản lý.")


def _note_account(user: User, verb: AgencyEvent.Verb, by: User) -> None:
    """Write the event at the agency of the account, that of an operator at the root."""
    agency = user.agency or Agency.objects.filter(parent=None).first()
    if agency:
        details: dict[str, Any] = {"user": user.username, "is_active": user.is_active}
        AgencyEvent.objects.create(agency=agency, verb=verb, by=by, details=details)


def _note_right(membership: Membership, verb: AgencyEvent.Verb, by: User) -> None:
    details = {
        "user": membership.user.username,
        "role": membership.role,
        "starts_on": membership.starts_on,
        "ends_on": membership.ends_on,
    }
    AgencyEvent.objects.create(agency=membership.agency, verb=verb, by=by, details=details)
