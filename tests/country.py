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
from importlib import import_module

from django.apps import apps
from django.db.backends.postgresql.psycopg_any import DateRange

from agencies.models import Agency, AgencyKind, AgencyRecord, fields_by_name
from deadlines.models import CalendarDay
from sections.models import RuleSet
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


def found_small_country() -> Country:
    """Found the eight agencies above, and see that their law is there."""
    if not RuleSet.objects.exists():  # tests with a server of their own empty every table behind them
        import_module("sections.migrations.0002_rules_of_law").load(apps, None)
    if not CalendarDay.objects.exists():
        import_module("deadlines.migrations.0002_days_hours_rules").load(apps, None)
    government = found(AgencyKind.GOVERNMENT, "Chính phủ", None)
    ha_noi = found(AgencyKind.PROVINCE, "Thành phố Hà Nội", government)
    hue = found(AgencyKind.PROVINCE, "Thành phố Huế", government)
    country = Country(
        government=government,
        health_ministry=found(AgencyKind.MINISTRY, "Bộ Y tế", government),
        ha_noi=ha_noi,
        ha_noi_health=found(AgencyKind.DEPARTMENT, "Sở Y tế", ha_noi),
        ba_dinh=found(AgencyKind.COMMUNE, "Phường Ba Đình", ha_noi),
        hoan_kiem=found(AgencyKind.COMMUNE, "Phường Hoàn Kiếm", ha_noi),
        hue=hue,
        thuan_hoa=found(AgencyKind.COMMUNE, "Phường Thuận Hóa", hue),
    )
    for agency in vars(country).values():
        agency.refresh_from_db()
    return country
