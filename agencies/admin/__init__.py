"""The admin of agencies and staff, and the scope that every admin page of the portal keeps to."""

from agencies.admin import desk
from agencies.admin.agency import AgencyAdmin
from agencies.admin.banner import BannerAdmin
from agencies.admin.scoped import ScopedAdmin, ScopedExport
from agencies.admin.staff import MembershipAdmin, UserAdmin

__all__ = ["AgencyAdmin", "BannerAdmin", "MembershipAdmin", "ScopedAdmin", "ScopedExport", "UserAdmin", "desk"]
