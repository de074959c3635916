"""`deadlines`: deadlines a second on one core, beside the slow reference of the tests; and growth with their length."""

from __future__ import annotations

import datetime
import random
import time
from collections.abc import Callable
from itertools import cycle, islice

from bench.figures import Figure
from bench.stage import Stage, progress
from bench.timing import exponent, spread
from deadlines.calendars import ZONE
from deadlines.limits import Limit, Unit
from deadlines.reckoning import due
from tests.deadlines import reference
from tests.deadlines.calendar import usual

LIMITS = (
    Limit(3, Unit.WORKING_DAYS),
    Limit(15, Unit.WORKING_DAYS),
    Limit(8, Unit.WORKING_HOURS),
    Limit(30, Unit.CALENDAR_DAYS),
    Limit(24, Unit.HOURS),
    Limit(1, Unit.MONTHS),
)
TARGET = 20_000  # a second
BEGINNING = datetime.datetime(2016, 1, 1, tzinfo=ZONE)
MINUTES = 15 * 365 * 24 * 60  # receipts over fifteen years
LENGTHS = (5, 50, 200, 1_000)  # working days

Case = tuple[datetime.datetime, Limit]


def measure(stage: Stage) -> list[Figure]:
    """Reckon deadlines of all units from receipts of fifteen years; first see that both ways agree."""
    usual()  # its tables are made once for a process
    cases = list(islice(_cases(), 2_000 if stage.quick else 20_000))
    few = cases[: 30 if stage.quick else 300]
    for received, limit in few:
        if due(received, limit, usual()).at != reference.due(received, limit, usual()):
            raise AssertionError(f"{limit} from {received}: the quick and the slow way differ")
    rates = sorted(len(cases) / _used(lambda: _reckon(cases)) for _ in range(3 if stage.quick else 9))
    slow = len(few) / _used(lambda: [reference.due(*case, usual()) for case in few])
    worded = len(few) / _used(lambda: [str(due(*case, usual()).derivation) for case in few])
    progress(f"  {rates[len(rates) // 2]:,.0f} deadlines a second, {worded:,.0f} with their words")
    return [
        Figure(
            "deadlines of all units, one core",
            rates[len(rates) // 2],
            "a second",
            spread(rates),
            baseline=slow,
            baseline_name="minute by minute",
            more_is_better=True,
            ratio_at_least=TARGET / slow,  # that is, TARGET a second
        ),
        Figure("deadlines with their derivation in words", worded, "a second"),
        _growth(stage),
    ]


def _cases() -> cycle[Case]:
    chance = random.Random(2026)
    receipts = [BEGINNING + datetime.timedelta(minutes=chance.randrange(MINUTES)) for _ in range(1_000)]
    return cycle([(received, limit) for received in receipts for limit in LIMITS])


def _used(act: Callable[[], object]) -> float:
    """Return the seconds of processor that `act` uses: nothing waits here, and others may share the core."""
    began = time.process_time()
    act()
    return time.process_time() - began


def _reckon(cases: list[Case]) -> None:
    calendar = usual()
    for received, limit in cases:
        due(received, limit, calendar)


def _growth(stage: Stage) -> Figure:
    """The exponent of the time of one deadline with the length of its limit: 0 is none at all."""
    points = []
    for length in LENGTHS:
        cases = [(received, Limit(length, Unit.WORKING_DAYS)) for received, _ in islice(_cases(), 2_000)]
        taken = min(_used(lambda cases=cases: _reckon(cases)) for _ in range(2 if stage.quick else 5))
        points.append((float(length), taken))
        progress(f"  {length:>5} working days: {taken / len(cases) * 1e6:.1f} µs each")
    return Figure(f"growth with the limit, {LENGTHS[0]} to {LENGTHS[-1]} working days", exponent(points), "exponent")
