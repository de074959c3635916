"""`load`: `manage.py load_units` into an empty database, as a person waits for it, Python's start included: seconds."""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median

from django.db import connection, transaction
from mptt.models import MPTTModel

from agencies.country import EDITIONS, entries
from agencies.models import Agency
from bench.figures import Figure
from bench.stage import Stage, progress
from bench.timing import seconds, spread
from bench.trees import without_triggers
from embedded import places


def measure(stage: Stage) -> list[Figure]:
    """Load both editions."""
    return [_load(stage, "2025")] if stage.quick else [_load(stage, "2024"), _load(stage, "2025")]


def _load(stage: Stage, edition: str) -> Figure:
    """Baseline: the same agencies, without history and codes, by mptt's bulk way (delay_mptt_updates, no triggers)."""
    taken = []
    for _ in range(1 if stage.quick else 3):
        with stage.database("load", like=stage.empty):
            taken.append(seconds(lambda: _load_units(stage, edition)))
            count = Agency.objects.count()
    progress(f"  {count:,} agencies of {edition}")
    theirs = None
    if not stage.quick:
        with stage.database("load", like=stage.empty), without_triggers():
            theirs = seconds(lambda: _save_one_by_one(edition))
    return Figure(
        f"load_units --edition {edition}: {count:,} agencies",
        median(taken),
        "s",
        spread(taken),
        baseline=theirs,
        baseline_name="mptt delay_mptt_updates, tree only",
        at_most=30 if edition == "2024" else None,
    )


def _load_units(stage: Stage, edition: str) -> None:
    url = places.database_url(stage.world.name, str(connection.settings_dict["NAME"]))
    argv = [sys.executable, "manage.py", "load_units", f"--edition={edition}", "--verbosity=0"]
    subprocess.run(argv, env={**os.environ, "DATABASE_URL": url}, cwd=places.CHECKOUT, check=True)


def _save_one_by_one(edition: str) -> None:
    saved: dict[tuple[str, str], int] = {}
    with transaction.atomic(), Agency.objects.delay_mptt_updates():
        for entry in entries(EDITIONS[edition]):  # parents come before children
            agency = Agency(kind=entry.kind, name=entry.name, short_name=entry.short_name, slug=entry.slug)
            agency.parent_id = saved[entry.parent_key] if entry.parent_key else None
            agency.sort_key = agency.order_among_siblings()
            MPTTModel.save(agency)
            saved[entry.key] = agency.pk
