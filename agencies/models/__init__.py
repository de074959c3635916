"""Agencies, their history, and the people who work for them: one subject a file."""

from agencies.models.agency import MAX_PATH, TREE_LOCK, Agency
from agencies.models.banner import MOST_SHOWN, Banner, BannerLevel
from agencies.models.event import FORMER, AgencyEvent, Event
from agencies.models.field import FieldOfWork, fields_by_name
from agencies.models.history import AgencyAddress, AgencyIdentifier, AgencyRecord, IdentifierScheme
from agencies.models.kind import AdministrativeLevel, AgencyKind
from agencies.models.profile import (
    REQUIREMENTS,
    Accent,
    AgencyProfile,
    AgencyProfileText,
    Fact,
    Requirement,
    lacking,
)
from agencies.models.staff import Membership, Role, User
from agencies.models.version import SiteVersion

__all__ = [
    "FORMER",
    "MAX_PATH",
    "MOST_SHOWN",
    "REQUIREMENTS",
    "TREE_LOCK",
    "Accent",
    "AdministrativeLevel",
    "Agency",
    "AgencyAddress",
    "AgencyEvent",
    "AgencyIdentifier",
    "AgencyKind",
    "AgencyProfile",
    "AgencyProfileText",
    "AgencyRecord",
    "Banner",
    "BannerLevel",
    "Event",
    "Fact",
    "FieldOfWork",
    "IdentifierScheme",
    "Membership",
    "Requirement",
    "Role",
    "SiteVersion",
    "User",
    "fields_by_name",
    "lacking",
]
