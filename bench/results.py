"""`results`: what readers wait for when 1,000,000 dossiers of 3,700 agencies are added up, and how long that takes.

The page is asked for as nobody has seen it yet: by the application itself, with no page cache. Baseline: a page that
answers a constant. Everything is measured with a tenth of the dossiers, too, which tells how it grows.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from agencies.models import Agency
from bench.copies import copies
from bench.figures import Figure
from bench.pages import without_page_cache
from bench.stage import Stage, progress, tidy
from bench.timing import exponent, percentile, seconds
from bench.urls import CONSTANT
from dossiers.models import Dossier, Outcome, State
from procedures.models import Procedure, ProcedureVersion
from results.actions import count_anew, fold, reckon
from results.models import Tally

DOSSIERS = 1_000_000
PROCEDURES = 40
ASKED = 40
MOST_MS = 300
CHANGED = 10_000  # dossiers between two foldings: some days of the country
PARTS = (0.1, 1)


@dataclass(frozen=True)
class Measured:
    """What was found with so many dossiers: seconds, and milliseconds of each page."""

    dossiers: int
    tallies: int
    anew: float
    folding: float
    index: float
    constant: list[float]
    national: list[float]
    province: list[float]


def measure(stage: Stage) -> list[Figure]:
    """Measure with a tenth of the dossiers and with all."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with without_page_cache():
        small, large = (_measured(stage, round(part * (DOSSIERS // 50 if stage.quick else DOSSIERS))) for part in PARTS)
    return [*_figures(small, judged=False), *_figures(large, judged=True), *_growth(small, large)]


def _measured(stage: Stage, dossiers: int) -> Measured:
    with stage.database("results", like=stage.empty):
        call_command("load_units", edition="2025", verbosity=0)
        fill(dossiers)
        anew = seconds(count_anew)
        tidy()
        _change()
        folding = seconds(fold)
        index = seconds(reckon)
        progress(f"  {Dossier.objects.count():,} dossiers, {Tally.objects.count():,} tallies")
        client = Client()
        provinces = [agency.url("results") for agency in Agency.objects.filter(kind="province").order_by("sort_key")]
        return Measured(
            Dossier.objects.count(),
            Tally.objects.count(),
            anew,
            folding,
            index,
            _milliseconds(client, [f"/{CONSTANT}"] * ASKED),
            _milliseconds(client, ["/thong-ke/"] * ASKED),
            _milliseconds(client, provinces),
        )


@transaction.atomic
def fill(dossiers: int) -> None:
    """Put dossiers of the last twelve months at every commune: 93 of 100 done, one in fifteen of these late."""
    now = timezone.now()
    version = _version(0)
    for number in range(1, PROCEDURES):
        _version(number)
    agency = Agency.objects.filter(kind="commune").order_by("pk").first()
    one = Dossier.objects.create(
        code="mau", code_key="mau", version=version, receiver=agency, decider=agency, received_at=now, due_at=now,
        finished_at=now, state=State.FINISHED, outcome=Outcome.GRANTED,
    )  # fmt: skip
    communes = Agency.objects.filter(kind="commune").count()
    each = max(1, dossiers // communes)
    source = (
        f"(SELECT unit.id, number, now() - (12 + number * 7919 % 340) * interval '1 day' AS at, "
        "number % 100 < 7 AS is_open, number % 15 = 0 AS is_late "
        f"FROM agencies_agency AS unit, generate_series(1, {each}) AS number WHERE unit.kind = 'commune') AS made"
    )
    versions = f"(SELECT min(id) FROM procedures_procedureversion) + made.number % {PROCEDURES}"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # they are counted anew afterwards
        copies(
            one,
            source,
            code="'H00-' || made.id || '-' || made.number",
            code_key="'H00-' || made.id || '-' || made.number",
            version_id=versions,
            receiver_id="made.id",
            decider_id="made.id",
            received_at="made.at",
            due_at="made.at + interval '7 days'",
            state="CASE WHEN is_open THEN 4 ELSE 9 END",
            outcome="CASE WHEN is_open THEN '' ELSE 'granted' END",
            finished_at="CASE WHEN is_open THEN NULL WHEN is_late THEN at + interval '9 days' "
            "ELSE at + interval '4 days' END",
        )
        cursor.execute("SET LOCAL session_replication_role = origin")


def _version(number: int) -> ProcedureVersion:
    procedure = Procedure.objects.create(code=f"1.{900_000 + number}", slug=f"thu-tuc-{number}")
    return ProcedureVersion.objects.create(
        procedure=procedure, number=1, valid_from="2020-01-01", name=f"Thủ tục số {number}", sort_key=f"{number:03}",
        levels=["commune"], record={}, content_hash=str(number),
    )  # fmt: skip


def _change() -> None:
    """Finish some thousands of open dossiers, so that there is something to fold."""
    some = Dossier.objects.running().order_by("pk").values_list("pk", flat=True)[:CHANGED]
    Dossier.objects.filter(pk__in=list(some)).update(
        state=State.FINISHED, finished_at=timezone.now(), outcome=Outcome.GRANTED
    )


def _milliseconds(client: Client, addresses: list[str]) -> list[float]:
    _good(client, addresses[0])
    return [1_000 * seconds(lambda address=address: _good(client, address)) for address in addresses]


def _good(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise AssertionError(f"{address} answers {answer.status_code}")


def _figures(found: Measured, *, judged: bool) -> list[Figure]:
    size = f"{found.dossiers:,} dossiers, {found.tallies:,} tallies"
    base = percentile(found.constant, 95)
    pages = [
        Figure(
            f"{name}, 95 of 100 within; {size}",
            percentile(times, 95),
            "ms",
            (min(times), max(times)),
            base,
            "constant",
            at_most=MOST_MS if judged else None,
        )
        for name, times in (("national results, cold", found.national), ("results of a province", found.province))
    ]
    return [
        *pages,
        Figure(f"counting everything anew; {size}", found.anew, "s", at_most=60 if judged else None),
        Figure(f"folding what {CHANGED:,} acts changed; {size}", found.folding, "s"),
        Figure(f"index of every agency and month; {size}", found.index, "s", at_most=60 if judged else None),
    ]


def _growth(small: Measured, large: Measured) -> list[Figure]:
    """Return the exponents between the two sizes: 0 is as quick with ten times the dossiers."""
    pairs = {
        "national results": (percentile(small.national, 95), percentile(large.national, 95)),
        "counting anew": (small.anew, large.anew),
        "the index": (small.index, large.index),
    }
    return [
        Figure(
            f"growth of {name} with the dossiers",
            exponent([(small.dossiers, few), (large.dossiers, many)]),
            "exponent",
        )
        for name, (few, many) in pairs.items()
    ]
