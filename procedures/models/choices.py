"""The fixed words of the catalogue as people read them; the national database's own codes are what is stored."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import AgencyKind


class Level(models.TextChoices):
    """The level of the administration that carries a procedure out. District procedures ended on 2025-07-01."""

    CENTRAL = "central", _("Cấp trung ương")
    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")
    OTHER = "other", _("Cấp khác")


NATIONAL_LEVELS = {
    "Cấp Bộ/Trung ương": Level.CENTRAL,
    "Cấp Bộ": Level.CENTRAL,
    "Trung ương": Level.CENTRAL,
    "Cấp Tỉnh": Level.PROVINCE,
    "Cấp Huyện": Level.DISTRICT,
    "Cấp Xã": Level.COMMUNE,
}
_FOLDED_LEVELS = {said.casefold(): level for said, level in NATIONAL_LEVELS.items()}


def level_of(said: str) -> Level:
    """Return the level that the national words mean."""
    return _FOLDED_LEVELS.get(said.casefold(), Level.OTHER)


# Who carries out the procedures of a level: kinds of agency, not a row for every site.
KINDS_OF_LEVEL: dict[Level, frozenset[AgencyKind]] = {
    Level.CENTRAL: frozenset(
        [
            AgencyKind.GOVERNMENT,
            AgencyKind.MINISTRY,
            AgencyKind.MINISTERIAL_AGENCY,
            AgencyKind.GOVERNMENT_AGENCY,
            AgencyKind.MINISTRY_UNIT,
        ]
    ),
    Level.PROVINCE: frozenset([AgencyKind.PROVINCE, AgencyKind.DEPARTMENT]),
    Level.DISTRICT: frozenset([AgencyKind.DISTRICT]),
    Level.COMMUNE: frozenset([AgencyKind.COMMUNE]),
    Level.OTHER: frozenset(),
}


def level_at(kind: str) -> Level:
    """Return the level whose procedures agencies of a kind carry out."""
    return next(level for level, kinds in KINDS_OF_LEVEL.items() if kind in kinds)


class Channel(models.TextChoices):
    """How one may apply."""

    ONLINE = "ONLINE", _("Trực tuyến")
    DIRECT = "DIRECT", _("Trực tiếp")
    POSTAL = "POSTAL", _("Bưu chính")


class Unit(models.TextChoices):
    """What a time limit counts."""

    WORKING_HOUR = "WORKING_HOUR", _("giờ làm việc")
    WORKING_DAY = "WORKING_DAY", _("ngày làm việc")
    MINUTE = "MINUTE", _("phút")
    HOUR = "HOUR", _("giờ")
    DAY = "DAY", _("ngày")
    WEEK = "WEEK", _("tuần")
    MONTH = "MONTH", _("tháng")
    YEAR = "YEAR", _("năm")


class Part(models.TextChoices):
    """What an agency has to do with a procedure."""

    PERFORMING = "performing", _("Cơ quan thực hiện")
    DECIDING = "deciding", _("Cơ quan có thẩm quyền quyết định")
    AUTHORISED = "authorised", _("Cơ quan được ủy quyền")
    COORDINATING = "coordinating", _("Cơ quan phối hợp")


# Who may apply, in the words of the national database; others may come, and are shown as they are.
AUDIENCES = {
    "Công dân Việt Nam": _("Công dân Việt Nam"),
    "Người Việt Nam định cư ở nước ngoài": _("Người Việt Nam định cư ở nước ngoài"),
    "Người nước ngoài": _("Người nước ngoài"),
    "Cán bộ, công chức, viên chức": _("Cán bộ, công chức, viên chức"),
    "Doanh nghiệp": _("Doanh nghiệp"),
    "Doanh nghiệp Việt Nam": _("Doanh nghiệp Việt Nam"),
    "Doanh nghiệp có vốn đầu tư nước ngoài": _("Doanh nghiệp có vốn đầu tư nước ngoài"),
    "Hợp tác xã": _("Hợp tác xã"),
    "Tổ chức (không bao gồm doanh nghiệp, HTX)": _("Tổ chức (không bao gồm doanh nghiệp, hợp tác xã)"),
    "Tổ chức nước ngoài": _("Tổ chức nước ngoài"),
}

KINDS = {
    "TTHC được luật giao quy định chi tiết": _("Được luật giao quy định chi tiết"),
    "NOT_ASSIGNED_REGULATION": _("Không được luật giao quy định chi tiết"),
    "CENTRAL_REGULATION": _("Do trung ương quy định"),
    "LOCAL_REGULATION": _("Do địa phương quy định"),
    "OTHER": _("Loại khác"),
}
