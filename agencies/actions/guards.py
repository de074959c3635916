"""What every act asks first: may this person, and is the tree still."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import connection

from agencies.models import TREE_LOCK, Agency, Role, User

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def require(by: User, roles: frozenset[Role], *agencies: Agency | None) -> None:
    """Raise PermissionDenied unless `by` holds one of `roles` at each of `agencies`; above the root: only operators."""
    for agency in agencies:
        if agency is None and not (by.is_active and by.is_superuser):
            raise PermissionDenied("Chỉ người vận hành cổng được thay đổi cơ quan cao nhất.")
        if agency is not None and not by.holds(roles, agency):
            raise PermissionDenied(f"Bạn không có quyền làm việc này tại {agency.short_name}.")


def require_at_all(by: User, roles: frozenset[Role], agencies: Collection[Agency]) -> None:
    """Raise PermissionDenied unless `by` holds one of `roles` at each of `agencies`. One query, however many."""
    keys = {agency.pk for agency in agencies}
    allowed = Agency.objects.entrusted_to(by, roles).filter(pk__in=keys).order_by()
    if not by.is_active or allowed.count() < len(keys):
        raise PermissionDenied("Bạn không có quyền làm việc này tại mọi cơ quan đã chọn.")


def hold_tree(*, shared: bool = False) -> None:
    """Wait until nobody else changes the tree, and keep it so until the transaction ends.

    `shared` lets others hold it shared at the same time: for acts that count on the tree and do not change it.
    """
    lock = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s)", [TREE_LOCK])
