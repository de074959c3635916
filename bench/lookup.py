"""`lookup`: how long a citizen waits for her dossier when the portal has 1,000,000 of them, with 5,000,000 events.

Asked for once each, by the application itself, as a form is sent; the counters of tries are the portal's own. Baseline:
a page that answers a constant, asked in the same way. Measured with a tenth of the rows too, which tells how it grows.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from agencies.models import Agency, AgencyKind, User
from bench.copies import copies
from bench.figures import Figure
from bench.pages import without_page_cache
from bench.stage import Stage, progress, tidy
from bench.timing import exponent, percentile, seconds
from bench.urls import CONSTANT
from dossiers import actions, tries
from dossiers.models import Applicant, Dossier, DossierEvent
from portal.demo.catalogue import open_catalogue
from portal.demo.dossiers.offices import open_offices

DOSSIERS = 1_000_000
EVENTS = 5  # of each
ASKED = 400
MOST_MS = 30
PARTS = (0.1, 1)
ENDS = "0001"


@dataclass(frozen=True)
class Measured:
    """What was measured with so many dossiers: milliseconds of each sort of answer."""

    dossiers: int
    taken: dict[str, list[float]]


def measure(stage: Stage) -> list[Figure]:
    """Measure the dossier that is found, the code that nobody has, and the factor that is wrong."""
    call_command("collectstatic", interactive=False, verbosity=0)
    whole = DOSSIERS // 50 if stage.quick else DOSSIERS
    with without_page_cache():
        small, large = (_measured(stage, round(part * whole)) for part in PARTS)
    return [*_figures(small, judged=False), *_figures(large, judged=True), _growth(small, large)]


def _measured(stage: Stage, dossiers: int) -> Measured:
    with stage.database("lookup", like=stage.empty):
        call_command("load_units", edition="2025", verbosity=0)
        fill(dossiers)
        progress(f"  {dossiers:,} dossiers, {DossierEvent.objects.count():,} events")
        most = 40 if stage.quick else ASKED
        keys = Dossier.objects.filter(pk__gt=1).order_by("?").values_list("code_key", flat=True)[:most]
        codes = list(keys)
        address = Agency.objects.filter(kind=AgencyKind.COMMUNE).order_by("pk").first().url("dossiers")  # type: ignore[union-attr]
        return Measured(dossiers, _asked(address, codes))


def fill(dossiers: int) -> None:
    """Put so many dossiers like one, with five events each, on the desks of all agencies."""
    operator = User.objects.create_superuser("do-hieu-nang")
    open_catalogue(by=operator)
    office = open_offices()[-1]
    one = Dossier(version=office.versions[0], receiver=office.agency, decider=office.agency)
    one.limit_value, one.limit_unit = 5, "working_days"
    actions.receive(one, Applicant(name="Người Mẫu", phone=f"000000{ENDS}"), by=office.desk)
    event = one.events.get()
    made = (
        f"(SELECT number, agency.id AS agency_id FROM generate_series(1, {dossiers}) AS number "
        "JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM agencies_agency) AS agency "
        "ON agency.place = number % (SELECT count(*) FROM agencies_agency)) AS made"
    )
    day = "to_char(date '2020-01-01' + made.number % 2000, 'YYMMDD')"
    key = f"'Y01.01-' || {day} || '-' || lpad(made.number::text, 7, '0')"
    copies(
        one,
        made,
        code=f"'000.00.01.' || {key}",
        code_key=key,
        receiver_id="made.agency_id",
        decider_id="made.agency_id",
        received_at="template.received_at - made.number % 2000 * interval '1 day'",
    )
    copied = f"(SELECT id, received_at, receiver_id FROM dossiers_dossier WHERE id <> {one.pk}) AS made"
    copies(Applicant.objects.get(dossier=one), copied, dossier_id="made.id")
    copies(
        event,
        f"{copied} CROSS JOIN generate_series(0, {EVENTS - 1}) AS step",
        dossier_id="made.id",
        agency_id="made.receiver_id",
        happened_at="made.received_at + step * interval '1 minute'",
        verb="CASE step WHEN 0 THEN 'accepted' ELSE 'reckoned' END",
    )
    tidy()


def _asked(address: str, codes: list[str]) -> dict[str, list[float]]:
    """Return the milliseconds of each sort of answer; the very first of each is not counted."""
    day = f"{timezone.localdate():%y%m%d}"
    unknown = [f"Y25.25-{day}-{number:04d}" for number in range(1, len(codes) + 1)]
    tries.PER_NETWORK = ()  # one machine asks for all
    sorts = {"found": (codes, ENDS), "wrong code": (unknown, ENDS), "wrong digits": (codes, "9999")}
    reader = Client()
    taken = {"constant": [_constant(reader) for _ in codes]}
    for sort, (asked, ends) in sorts.items():
        taken[sort] = [_looked_up(reader, address, code, ends) for code in (asked[0], *asked)][1:]
    return taken


def _constant(reader: Client) -> float:
    return 1000 * seconds(lambda: reader.get(f"/{CONSTANT}"))


def _looked_up(reader: Client, address: str, code: str, ends: str) -> float:
    """Return the milliseconds until the answer, which is the right one for those digits."""

    def ask() -> None:
        answer = reader.post(address, {"code": code, "last_digits": ends})
        if answer.status_code != 200:
            raise AssertionError(f"{code}: {answer.status_code}")

    connection.ensure_connection()
    return 1000 * seconds(ask)


def _figures(measured: Measured, *, judged: bool) -> list[Figure]:
    base = percentile(measured.taken["constant"], 95)
    return [
        Figure(
            f"look-up, {sort}, 95 of 100 within; {measured.dossiers:,} dossiers",
            percentile(times, 95),
            "ms",
            (min(times), max(times)),
            base,
            "constant",
            at_most=MOST_MS if judged else None,
        )
        for sort, times in measured.taken.items()
        if sort != "constant"
    ]


def _growth(small: Measured, large: Measured) -> Figure:
    points = [(one.dossiers, percentile(one.taken["found"], 95)) for one in (small, large)]
    return Figure("growth of the look-up with the dossiers", exponent(points), "exponent")
