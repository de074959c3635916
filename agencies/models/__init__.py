"""Agencies, their history, and the people who work for them: one subject a file."""

from agencies.models.agency import MAX_PATH, TREE_LOCK, Agency
from agencies.models.event import AgencyEvent
from agencies.models.history import AgencyAddress, AgencyIdentifier, AgencyRecord, IdentifierScheme
from agencies.models.kind import AdministrativeLevel, AgencyKind
from agencies.models.staff import Membership, Role, User

__all__ = [
    "MAX_PATH",
    "TREE_LOCK",
    "AdministrativeLevel",
    "Agency",
    "AgencyAddress",
    "AgencyEvent",
    "AgencyIdentifier",
    "AgencyKind",
    "AgencyRecord",
    "IdentifierScheme",
    "Membership",
    "Role",
    "User",
]
