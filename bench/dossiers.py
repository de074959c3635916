"""`dossiers`: how many a desk with twenty clients receives, and how long officers wait for their queues.

The queues are asked for in a country of 1,000,000 dossiers with 5,000,000 events, and of a tenth, which tells how they
grow; by the application itself: what is timed is the server's own work. Baseline: a page that answers a constant.
"""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, AgencyKind
from bench.dossier_rows import Desk, desk_of, fill, take_in
from bench.figures import Figure
from bench.stage import Stage, progress
from bench.timing import exponent, percentile, seconds
from bench.urls import CONSTANT
from dossiers.models import Dossier

DOSSIERS = 1_000_000
PARTS = (0.1, 1)
CLIENTS, PROCESSES = 20, 4
RECEIVED, RECEIVED_QUICK = 4_000, 200
MOST_MS_BETWEEN = 10  # a hundred a second
MOST_MS = 100
ASKED, ASKED_QUICK = 100, 10
PAGES = {
    "queue, overdue": "?hang-doi=qua-han",
    "queue, one's own": "?hang-doi=cua-toi",
    "queue, waiting for citizens": "?hang-doi=cho-nguoi-nop",
    "all dossiers of the agency": "",
}


def measure(stage: Stage) -> list[Figure]:
    """Receive at one desk; then look at queues in a large country and in one of a tenth."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with stage.database("dossiers_received", like=stage.country_2025):
        received = _receiving(_a_desk(), RECEIVED_QUICK if stage.quick else RECEIVED)
    small, large = (_queues(stage, round(part * (DOSSIERS // 50 if stage.quick else DOSSIERS))) for part in PARTS)
    figures = [_figure(one, sort, judged=judged) for one, judged in ((small, False), (large, True)) for sort in PAGES]
    growth = [_growth(small, large, sort) for sort in PAGES]
    return [received, *figures, *growth]


def _a_desk() -> Desk:
    agency = Agency.objects.filter(kind=AgencyKind.COMMUNE).order_by("pk").first()
    assert agency
    return desk_of(agency)


def _receiving(desk: Desk, count: int) -> Figure:
    """Let twenty clients, in a few processes, receive at the same desk. Fails if a code is given out twice."""
    each = count // CLIENTS
    connections.close_all()
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("fork")) as processes:
        list(processes.map(_warm, [desk] * PROCESSES))
        began = time.perf_counter()
        codes = [code for some in processes.map(_clients, [(desk, each)] * PROCESSES) for code in some]
        taken = time.perf_counter() - began
    if len(set(codes)) != each * CLIENTS or Dossier.objects.filter(code__in=codes).count() != len(codes):
        raise AssertionError("a code was given out twice, or a dossier was lost")
    progress(f"  {len(codes) / taken:,.0f} dossiers a second")
    name = f"receiving {len(codes):,} dossiers, {CLIENTS} clients at one desk: between two"
    return Figure(name, 1000 * taken / len(codes), "ms", at_most=MOST_MS_BETWEEN)


def _warm(desk: Desk) -> None:
    take_in(desk)
    time.sleep(0.2)  # so that each process gets one


def _clients(asked: tuple[Desk, int]) -> list[str]:
    desk, each = asked
    with ThreadPoolExecutor(CLIENTS // PROCESSES) as clients:
        rounds = clients.map(lambda _client: _one_client(desk, each), range(CLIENTS // PROCESSES))
        return [code for codes in rounds for code in codes]


def _one_client(desk: Desk, each: int) -> list[str]:
    try:
        return [take_in(desk).code for _ in range(each)]
    finally:
        connection.close()


Measured = tuple[int, int, dict[str, list[float]]]  # dossiers, events, and the milliseconds of each sort of page


def _queues(stage: Stage, count: int) -> Measured:
    with stage.database("dossiers_queues", like=stage.country_2025):
        desk = _a_desk()
        dossiers, events = fill(desk, count)
        progress(f"  {events:,} events")
        client = Client()
        client.force_login(desk.officer)
        times = ASKED_QUICK if stage.quick else ASKED
        pages = {"constant": f"/{CONSTANT}"}
        pages |= {sort: reverse("admin:dossiers_dossier_changelist") + asked for sort, asked in PAGES.items()}
        return dossiers, events, {sort: _milliseconds(client, address, times) for sort, address in pages.items()}


def _milliseconds(client: Client, address: str, times: int) -> list[float]:
    def ask() -> None:
        if client.get(address).status_code != 200:
            raise AssertionError(f"{address} does not answer")

    ask()
    return [1000 * seconds(ask) for _ in range(times)]


def _figure(measured: Measured, sort: str, *, judged: bool) -> Figure:
    dossiers, events, taken = measured
    times = taken[sort]
    return Figure(
        f"{sort}, 95 of 100 within; {dossiers:,} dossiers, {events:,} events",
        percentile(times, 95),
        "ms",
        (min(times), max(times)),
        percentile(taken["constant"], 95),
        "constant",
        at_most=MOST_MS if judged else None,
    )


def _growth(small: Measured, large: Measured, sort: str) -> Figure:
    points = [(one[0], percentile(one[2][sort], 95)) for one in (small, large)]
    return Figure(f"growth of {sort} with the dossiers", exponent(points), "exponent")
