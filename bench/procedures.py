"""`procedures`: `manage.py import_procedures` into the country of 2025, as a person waits for it: seconds.

The records are the real ones where this machine has them (a folder named by PROCEDURE_RECORDS, or
../shared/data/procedures beside the checkout), else as many made of one of our own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.db import connection
from django.test import Client

from agencies.models import Agency, AgencyKind
from bench.figures import Figure
from bench.stage import Stage, progress, tidy
from bench.timing import seconds, spread
from embedded import places
from tests.procedures.samples import real_records, text

MADE, MADE_QUICK = 3773, 200
REAL_TARGET = 60  # seconds for 3,773 records


def measure(stage: Stage) -> list[Figure]:
    """Import once, again unchanged, and look at a list and a page with all of it there."""
    with stage.database("procedures", like=stage.country_2025), tempfile.TemporaryDirectory() as made:
        folder, what = _records(Path(made), quick=stage.quick)
        first: dict[str, int] = {}
        taken = seconds(lambda: first.update(_import(stage, folder)))
        progress(f"  {first}")
        again = seconds(lambda: _import(stage, folder))
        tidy()
        count = first["created"]
        figures = [
            Figure(f"import_procedures: {count:,} {what} records", taken, "s", at_most=REAL_TARGET),
            Figure("the same again, nothing changed", again, "s"),
        ]
        return [*figures, *_pages()]


def _records(made: Path, *, quick: bool) -> tuple[Path, str]:
    """Return a folder of records, and what they are."""
    real = real_records()
    if real and not quick:
        return real[0].parent, "real"
    for number in range(MADE_QUICK if quick else MADE):
        code = f"1.{number:06}"
        (made / f"{code}.txt").write_text(text(**{"Mã thủ tục": code}), encoding="utf-8")
    return made, "made"


def _import(stage: Stage, folder: Path) -> dict[str, int]:
    """Run the command, and return the counts that it ends with."""
    url = places.database_url(stage.world.name, str(connection.settings_dict["NAME"]))
    argv = [sys.executable, "manage.py", "import_procedures", str(folder), "--verbosity=0"]
    environment = {**os.environ, "DATABASE_URL": url}
    done = subprocess.run(argv, env=environment, cwd=places.CHECKOUT, check=True, capture_output=True, text=True)
    told: dict[str, int] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def _pages() -> list[Figure]:
    """Measure the list of all procedures, and that of a commune, past every cache."""
    figures = []
    for name, address in (("the list of the country", "/thu-tuc/"), ("that of a commune", _commune())):
        times = [1000 * seconds(lambda address=address: _look(address)) for _ in range(20)]
        figures.append(Figure(f"{name}, in the process", sorted(times)[len(times) // 2], "ms", spread(times)))
    return figures


def _look(address: str) -> None:
    response = Client(headers={"host": "127.0.0.1"}).get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")


def _commune() -> str:
    return Agency.objects.filter(kind=AgencyKind.COMMUNE).order_by("path")[0].url("procedures")
