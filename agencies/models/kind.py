"""What an agency can be, and the level of the administration that makes it part of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AdministrativeLevel(models.TextChoices):
    """The levels of the administration (cấp hành chính); the district level ended on 2025-07-01."""

    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class AgencyKind(models.TextChoices):
    """What an agency is. The order here is the order in which siblings of different kinds are listed."""

    GOVERNMENT = "government", _("Chính phủ")
    MINISTRY = "ministry", _("Bộ")
    MINISTERIAL_AGENCY = "ministerial_agency", _("Cơ quan ngang bộ")
    GOVERNMENT_AGENCY = "government_agency", _("Cơ quan thuộc Chính phủ")
    MINISTRY_UNIT = "ministry_unit", _("Cục, vụ, đơn vị thuộc bộ")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    PROVINCE = "province", _("UBND tỉnh, thành phố")
    DISTRICT = "district", _("UBND quận, huyện")
    COMMUNE = "commune", _("UBND xã, phường, đặc khu")

    @property
    def administrative_level(self) -> AdministrativeLevel:
        """Return the level of the administration that agencies of this kind belong to."""
        return LEVEL_OF_KIND.get(self, AdministrativeLevel.CENTRAL)

    @classmethod
    def of_level(cls, level: AdministrativeLevel) -> list[AgencyKind]:
        """Return the kinds that make up a level of the administration."""
        return [kind for kind in cls if kind.administrative_level == level]


LEVEL_OF_KIND = {
    AgencyKind.PROVINCE: AdministrativeLevel.PROVINCE,
    AgencyKind.DEPARTMENT: AdministrativeLevel.PROVINCE,
    AgencyKind.DISTRICT: AdministrativeLevel.DISTRICT,
    AgencyKind.COMMUNE: AdministrativeLevel.COMMUNE,
}

# The kinds that stand directly below the Government, and nowhere else.
TOP_KINDS = frozenset(
    [AgencyKind.MINISTRY, AgencyKind.MINISTERIAL_AGENCY, AgencyKind.GOVERNMENT_AGENCY, AgencyKind.PROVINCE]
)
