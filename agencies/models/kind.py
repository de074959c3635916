"""What an agency can be, and the level of the administration that makes it part of."""

from __future__ import annotations

from django.db import models


class AdministrativeLevel(models.TextChoices):
    """The levels of the administration (cấp hành chính); the district level ended on 2025-07-01."""

    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class AgencyKind(models.TextChoices):
    """What an agency is. The order here is the order in which siblings of different kinds are listed."""

    GOVERNMENT = "government", "Chính phủ"
    MINISTRY = "ministry", "Bộ"
    MINISTERIAL_AGENCY = "ministerial_agency", "Cơ quan ngang bộ"
    GOVERNMENT_AGENCY = "government_agency", "Cơ quan thuộc Chính phủ"
    MINISTRY_UNIT = "ministry_unit", "Cục, vụ, đơn vị thuộc bộ"
    DEPARTMENT = "department", "Sở, ban, ngành"
    PROVINCE = "province", "UBND tỉnh, thành phố"
    DISTRICT = "district", "UBND quận, huyện"
    COMMUNE = "commune", "UBND xã, phường, đặc khu"

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
