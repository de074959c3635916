"""`feedback`: how many cases fifty clients send at once; how long pages, searches, suggestions take among 500,000.

Nothing that was acknowledged may be lost or be there twice, else it fails. Pages are asked for by the application
itself: what is timed is the server's own work. Baseline: a page that answers a constant. The same among a tenth tells
how it grows.
"""

from __future__ import annotations

import multiprocessing
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.urls import NoReverseMatch, reverse

from agencies.models import Agency
from bench.feedback_form import code_of, filled_in, last_page, press
from bench.feedback_rows import COMMONEST, Place, a_place, draft, fill, phrases
from bench.figures import Figure
from bench.pages import without_page_cache
from bench.routed import shares
from bench.stage import Stage, progress
from bench.timing import exponent, percentile, seconds
from bench.urls import CONSTANT
from feedback.actions import send
from feedback.models import Feedback, FeedbackEvent, Sender
from feedback.routing import suggest
from feedback.similar import matching, similar

CASES = 500_000
PARTS = (0.1, 1)
CLIENTS, PROCESSES = 50, 5
SENT, SENT_QUICK = 10_000, 100
ASKED, ASKED_QUICK = 100, 10
MOST_MS_OF_A_SEND, MOST_MS_BETWEEN = 500, 10  # a hundred a second
MOST_MS, MOST_MS_SIMILAR, MOST_MS_ROUTING = 100, 50, 20
LEAST_SHARE = 85
QUEUES = ["?hang-doi=qua-han", "?hang-doi=chua-phan-loai"]
SEARCHES = ("hồ sơ", "ho so phuong", "kết quả chưa có", "khai sinh", "giấy phép xây dựng", "rác thải hồ sơ chậm")
COMMON = COMMONEST.split(" mà ")

Times = dict[str, list[float]]


def measure(stage: Stage) -> list[Figure]:
    """Send; route; then look, search and suggest among many cases and among a tenth of them."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with stage.database("feedback_sent", like=stage.country_2025):
        sent = _sending(a_place(), SENT_QUICK if stage.quick else SENT)
        routed = _routing()
    with without_page_cache():
        small, large = (_among(stage, round(part * (CASES // 50 if stage.quick else CASES))) for part in PARTS)
    figures = [_figure(one, sort, judged=judged) for one, judged in ((small, False), (large, True)) for sort in one[1]]
    growth = [_growth(small, large, sort) for sort in large[1] if sort != "constant"]
    return [*sent, *routed, *(figure for figure in figures if "constant," not in figure.name), *growth]


# --- Sending ---


def _sending(place: Place, count: int) -> list[Figure]:
    """Let fifty clients, in a few processes, send as fast as they can, each tenth case twice with the same token."""
    tokens = filled_in(place.agency, count) if last_page() else [uuid.uuid4() for _ in range(count)]
    shared = [(place.agency, tokens[process::PROCESSES]) for process in range(PROCESSES)]
    connections.close_all()
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("fork")) as processes:
        list(processes.map(_warm, [place.agency] * PROCESSES))
        began = time.perf_counter()
        told = [one for some in processes.map(_clients, shared) for one in some]
        taken = time.perf_counter() - began
    _check({code for code, _took in told}, count)
    times = [1000 * took for _code, took in told]
    progress(f"  {len(told) / taken:,.0f} cases a second")
    name = f"{len(told):,} sends, {CLIENTS} clients"
    return [
        Figure(
            f"{name}, 95 of 100 within",
            percentile(times, 95),
            "ms",
            (min(times), max(times)),
            at_most=MOST_MS_OF_A_SEND,
        ),
        Figure(f"{name}: between two", 1000 * taken / len(told), "ms", at_most=MOST_MS_BETWEEN),
    ]


def _check(codes: set[str], count: int) -> None:
    """Fail if a case was lost, or is there twice, or without its sender or its event."""
    there = Feedback.objects.filter(code__in=codes)
    kept = (len(codes), there.count(), Sender.objects.filter(feedback__in=there).count())
    events = FeedbackEvent.objects.filter(feedback__in=there, verb=FeedbackEvent.Verb.RECEIVED).count()
    if {*kept, events, Feedback.objects.count() - PROCESSES} != {count}:
        raise AssertionError(
            f"of {count} cases were acknowledged, kept, with a sender, with an event: {kept}, {events}"
        )


def _warm(agency: Agency) -> None:
    send(draft(agency), token=uuid.uuid4())
    time.sleep(0.2)  # so that each process gets one


def _clients(asked: tuple[Agency, list[uuid.UUID]]) -> list[tuple[str, float]]:
    (agency, tokens), count = asked, CLIENTS // PROCESSES
    with ThreadPoolExecutor(count) as clients:
        rounds = clients.map(lambda client: _one_client(agency, tokens[client::count]), range(count))
        return [one for some in rounds for one in some]


def _one_client(agency: Agency, tokens: list[uuid.UUID]) -> list[tuple[str, float]]:
    told = []
    try:
        for number, token in enumerate(tokens):
            began = time.perf_counter()
            code = _sent(agency, token)
            told.append((code, time.perf_counter() - began))
            if number % 10 == 0 and _sent(agency, token) != code:
                raise AssertionError("the same, sent twice, got two codes")
        return told
    finally:
        connection.close()


def _sent(agency: Agency, token: uuid.UUID) -> str:
    """Send by the form where the portal has one, else by the act that it calls; return the code."""
    if not last_page():
        return send(draft(agency), token=token).code
    press(token)
    return code_of(token)


# --- Routing ---


def _routing() -> list[Figure]:
    found = shares()
    times = [took for half in found.values() for took in half.milliseconds]
    for name, half in found.items():
        progress(f"  half {name}: {half.among} of {half.texts} among three, {half.first} first")
    long = " ".join(phrases())[:5_000]
    root = Agency.objects.get(parent=None)
    longest = [1000 * seconds(lambda: suggest(long, site=root)) for _ in range(20)]
    return [
        *(
            Figure(
                f"routing, half {name} of {half.texts} texts: right one not among three",
                100 - 100 * half.share,
                "%",
                at_most=100 - LEAST_SHARE,
            )
            for name, half in found.items()
        ),
        Figure(
            "routing, 95 of 100 within", percentile(times, 95), "ms", (min(times), max(times)), at_most=MOST_MS_ROUTING
        ),
        Figure("routing of 5,000 letters, worst of 20", max(longest), "ms", at_most=MOST_MS_ROUTING),
    ]  # fmt: skip


# --- Among many ---


Measured = tuple[int, Times]  # cases, and the milliseconds of each sort of question


def _among(stage: Stage, count: int) -> Measured:
    with stage.database("feedback_cases", like=stage.country_2025):
        place = a_place()
        cases = fill(place, count)
        times = ASKED_QUICK if stage.quick else ASKED
        return cases, {**_pages(place, times), **_searches(times), **_suggestions(place, times)}


def _pages(place: Place, times: int) -> Times:
    """Ask for the pages that the portal has."""
    reader, officer = Client(), Client()
    officer.force_login(place.officer)
    asked: dict[str, tuple[Client, list[str]]] = {"constant": (reader, [f"/{CONSTANT}"])}
    for sort, client, name, queries in (
        ("queue of an officer", officer, "admin:feedback_feedback_changelist", QUEUES),
        ("public list, whole country", reader, "root-feedback", ["", "?trang=50"]),
        ("public search", reader, "root-feedback", [f"?tim={words}" for words in SEARCHES]),
    ):  # fmt: skip
        try:
            asked[sort] = client, [reverse(name) + query for query in queries]
        except NoReverseMatch:
            progress(f"  no page yet: {sort}")
    return {sort: _page_times(client, addresses, times) for sort, (client, addresses) in asked.items()}


def _page_times(client: Client, addresses: list[str], times: int) -> list[float]:
    def ask(address: str) -> None:
        if client.get(address).status_code != 200:
            raise AssertionError(f"{address} does not answer")

    for address in addresses:
        ask(address)
    return [1000 * seconds(lambda: ask(addresses[turn % len(addresses)])) for turn in range(times)]  # noqa: B023


def _searches(times: int) -> Times:
    """Ask for the first page of what a search finds, and how much it is, as the list does."""

    def search(words: str) -> None:
        found = matching(Feedback.objects.published().order_by("-published_at", "-pk"), words)
        list(found[:20])
        len(found.order_by().values_list("pk")[:2_000])

    return {"search for words": _times(search, [*SEARCHES], times)}


def _suggestions(place: Place, times: int) -> Times:
    """Ask for cases that say the same as one of them, and as a text of the commonest words alone."""
    public = Feedback.objects.published().exclude(public_text="Hồ sơ chậm.").order_by("?")
    texts = [text.removesuffix(f". {COMMONEST}.") for text in public.values_list("public_text", flat=True)[:times]]
    ask: Callable[[str], None] = lambda text: _some(similar(text, agency=place.agency))  # noqa: E731
    return {"similar cases": _times(ask, texts, times), "similar, commonest words": _times(ask, [*COMMON], times)}


def _some(found: list[Feedback]) -> None:
    if not found:
        raise AssertionError("nothing is found that is there")


def _times(ask: Callable[[str], None], questions: list[str], times: int) -> list[float]:
    ask(questions[0])
    return [1000 * seconds(lambda: ask(questions[turn % len(questions)])) for turn in range(times)]  # noqa: B023


def _figure(measured: Measured, sort: str, *, judged: bool) -> Figure:
    cases, taken = measured
    times = taken[sort]
    most = MOST_MS_SIMILAR if sort.startswith("similar") else MOST_MS
    return Figure(
        f"{sort}, 95 of 100 within; {cases:,} cases",
        percentile(times, 95),
        "ms",
        (min(times), max(times)),
        percentile(taken["constant"], 95),
        "constant",
        at_most=most if judged else None,
    )


def _growth(small: Measured, large: Measured, sort: str) -> Figure:
    points = [(one[0], percentile(one[1][sort], 95)) for one in (small, large)]
    return Figure(f"growth of {sort} with the cases", exponent(points), "exponent")
