"""Dossiers as they stand after their acts: written straight into the table, as a feed of thousands would leave them."""

from __future__ import annotations

import datetime
from itertools import count
from typing import Any

from agencies.models import Agency
from dossiers.models import Dossier, Outcome, State
from procedures.models import ProcedureVersion
from tests.dossiers.conftest import at

_numbers = count(1)


def dossier_like(version: ProcedureVersion, agency: Agency, **facts: Any) -> Dossier:
    """Return a dossier of these facts, accepted unless they say otherwise."""
    code = f"H26.12.03-260101-{next(_numbers):06}"
    fields = {"state": State.ACCEPTED, "limit_value": 5, "limit_unit": "working_days", **facts}
    return Dossier.objects.create(code=code, code_key=code, version=version, receiver=agency, decider=agency, **fields)


def finished(version: ProcedureVersion, agency: Agency, received: str, done: str, *, due: str | None) -> Dossier:
    """Return a dossier that was decided."""
    return dossier_like(
        version,
        agency,
        received_at=at(received),
        finished_at=at(done),
        due_at=at(due) if due else None,
        state=State.FINISHED,
        outcome=Outcome.GRANTED,
    )


def open_until(version: ProcedureVersion, agency: Agency, due: str) -> Dossier:
    """Return a dossier that is being handled, received eleven days before its limit ends."""
    return dossier_like(
        version,
        agency,
        received_at=at(due) - datetime.timedelta(days=11),
        due_at=at(due),
        state=State.PROCESSING,
    )
