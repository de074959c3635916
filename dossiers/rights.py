"""Who may do what with a dossier: the desk that received it, the office that decides it, a system for them."""

from __future__ import annotations

from enum import StrEnum

from django.core.exceptions import PermissionDenied

from agencies.actions import require
from agencies.models import Agency, Role, User
from dossiers.models import Dossier, Feed

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
DESK = frozenset({Role.DESK, Role.ADMINISTRATOR})
OFFICERS = frozenset({Role.OFFICER, Role.ADMINISTRATOR})
READERS = frozenset({Role.DESK, Role.OFFICER, Role.ADMINISTRATOR, Role.AUDITOR})

Hand = User | Feed  # by whom an act is done


class Side(StrEnum):
    """At which of its agencies an act upon a dossier belongs."""

    DESK = "desk"
    OFFICE = "office"

    def agency(self, dossier: Dossier) -> Agency:
        """Return the agency of this side."""
        return dossier.receiver if self is Side.DESK else dossier.decider

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that act for it."""
        return DESK if self is Side.DESK else OFFICERS


def require_hand(by: Hand, roles: frozenset[Role], agency: Agency) -> None:
    """Raise PermissionDenied unless `by` holds one of the roles at `agency`, or is a feed that speaks for it."""
    if isinstance(by, User):
        require(by, roles, agency)
    elif not by.reaches(agency):
        raise PermissionDenied(f"Nguồn “{by.name}” không được ghi hồ sơ của {agency.short_name}.")
