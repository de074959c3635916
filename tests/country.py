"""A country small enough to know by heart.

Chính phủ
├── Bộ Y tế                      bo-y-te
├── Thành phố Hà Nội             ha-noi
│   ├── Sở Y tế                  ha-noi/so-y-te
│   ├── Phường Ba Đình           ha-noi/phuong-ba-dinh
│   └── Phường Hoàn Kiếm         ha-noi/phuong-hoan-kiem
└── Thành phố Huế                hue
    └── Phường Thuận Hóa         hue/phuong-thuan-hoa
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from agencies.models import Agency, AgencyKind, AgencyRecord, fields_by_name
from vietnamese.slugs import slug

SINCE = datetime.date(2025, 7, 1)


@dataclass
class Country:
    """The agencies by name, as they were founded: `fresh` reads one again."""

    government: Agency
    health_ministry: Agency
    ha_noi: Agency
    ha_noi_health: Agency
    ba_dinh: Agency
    hoan_kiem: Agency
    hue: Agency
    thuan_hoa: Agency


def found(kind: AgencyKind, short_name: str, parent: Agency | None) -> Agency:
    """Put an agency with an open history below `parent`, past all rights."""
    territory = short_name.removeprefix("Thành phố ") if kind == AgencyKind.PROVINCE else short_name
    agency = Agency.objects.create(
        kind=kind,
        name=short_name,
        short_name=short_name,
        slug=slug(territory) if parent else "",
        parent=parent,
        live_from=SINCE,
        fields_of_work=fields_by_name(kind, short_name),
    )
    AgencyRecord.objects.create(
        agency=agency, name=agency.name, short_name=short_name, parent=parent, valid=DateRange(SINCE, None)
    )
    return agency


def found_small_country() -> None:
    """Found the eight agencies above."""
    government = found(AgencyKind.GOVERNMENT, "Chính phủ", None)
    ha_noi = found(AgencyKind.PROVINCE, "Thành phố Hà Nội", government)
    hue = found(AgencyKind.PROVINCE, "Thành phố Huế", government)
    found(AgencyKind.MINISTRY, "Bộ Y tế", government)
    found(AgencyKind.DEPARTMENT, "Sở Y tế", ha_noi)
    found(AgencyKind.COMMUNE, "Phường Ba Đình", ha_noi)
    found(AgencyKind.COMMUNE, "Phường Hoàn Kiếm", ha_noi)
    found(AgencyKind.COMMUNE, "Phường Thuận Hóa", hue)


def small_country() -> Country:
    """Return the eight agencies as they stand in the database."""
    by_path = {agency.path: agency for agency in Agency.objects.all()}
    return Country(
        government=by_path[""],
        health_ministry=by_path["bo-y-te"],
        ha_noi=by_path["ha-noi"],
        ha_noi_health=by_path["ha-noi/so-y-te"],
        ba_dinh=by_path["ha-noi/phuong-ba-dinh"],
        hoan_kiem=by_path["ha-noi/phuong-hoan-kiem"],
        hue=by_path["hue"],
        thuan_hoa=by_path["hue/phuong-thuan-hoa"],
    )
