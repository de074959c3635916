"""A history of seven dossiers that can be added up by hand, on a Wednesday in November."""

from __future__ import annotations

import pytest
import time_machine

from dossiers.models import Satisfaction, State
from results.actions import fold
from tests.dossiers import conftest as dossiers
from tests.dossiers.conftest import at
from tests.results.histories import dossier_like, finished, open_until

NOW = at("2026-11-25 10:00")

# The same people and papers.
calendar, version, desk, officer, dossier = (
    dossiers.calendar,
    dossiers.version,
    dossiers.desk,
    dossiers.officer,
    dossiers.dossier,
)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def history(version, country):
    """Seven dossiers: two on time, one late, two overdue (October and this month), one not due yet, one waiting."""
    ward = country.ba_dinh
    first = finished(version, ward, "2026-10-05 09:00", "2026-10-07 09:00", due="2026-10-12 17:30")  # 2 working days
    finished(version, ward, "2026-11-02 09:00", "2026-11-09 17:30", due="2026-11-09 17:30")  # 5, in the last moment
    finished(version, ward, "2026-10-01 09:00", "2026-11-04 09:00", due="2026-10-08 17:30")  # 24, late in October
    open_until(version, ward, "2026-10-20 17:30")
    open_until(version, country.hoan_kiem, "2026-11-24 17:30")
    open_until(version, ward, "2026-11-27 17:30")
    dossier_like(
        version, ward, received_at=at("2026-11-10 09:00"), state=State.WAITING, supplemented=1,
        waiting_since=at("2026-11-11 09:00"),
    )  # fmt: skip
    Satisfaction.objects.create(dossier=first, overall=2, convenience=2, timeliness=2, attitude=2)
    fold()
