"""The everyday procedures of the demo: facts from the national records, told shorter, brought in as any record is."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from agencies.models import User
from portal.demo import procedures
from procedures.actions import import_records
from procedures.reading import read_object
from procedures.sources import Found

IN_FORCE_FOR = datetime.timedelta(days=500)  # longer than any dossier of the demo goes back
SHORTENED = "Bản rút gọn để trình diễn. Bản đầy đủ ở Cơ sở dữ liệu quốc gia về thủ tục hành chính."
AS_THEY_ARE = ("code", "decision", "name", "levels", "kind", "field", "audiences", "performing", "result", "steps")


def open_catalogue(*, by: User) -> None:
    """Bring the procedures of the demo into the catalogue, as of long ago."""
    found = [Found(sample["code"], read_object(_record(sample))) for sample in procedures()]
    outcome = import_records(found, by=by, on=timezone.localdate() - IN_FORCE_FOR)
    if outcome.rejected:
        raise ValueError(outcome.rejected)


def _record(sample: dict[str, Any]) -> dict[str, Any]:
    """Return a sample in the structure of the national record."""
    value, _, unit = sample["limit"].partition(" ")
    limit = {"value": value, "unit": unit} if value else None
    methods = [{"channel": channel, "limit": limit, "fees": sample["fees"]} for channel in sample["channels"]]
    papers = [{"name": paper, "originals": 1} for paper in sample["papers"]]
    return {
        **{field: sample[field] for field in AS_THEY_ARE},
        "methods": methods,
        "cases": [{"name": "", "components": papers}],
        "legal_bases": [{"number": number} for number in sample["legal_bases"]],
        "description": SHORTENED,
    }
