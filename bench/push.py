"""`push`: from the commit of an article to the last site that shows it, and back, with one real worker on a real Redis.

Time is taken by looking: the placements that the public sees are counted every few milliseconds, as a site would ask.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from statistics import median

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from bench.figures import Figure
from bench.stage import Stage, progress
from bench.timing import exponent, seconds, spread
from bench.trees import plant
from bench.writers import draft, editor_of, publish_and_push
from news.actions import recall
from news.models import Article, Placement, Push, PushPiece

PAUSE = 0.005
PATIENCE = 120
SIZES = (1_000, 11_500, 100_000)
SAMPLE = 500
BASELINES = {"one transaction": True, "a commit each": False}


@dataclass
class Times:
    """Seconds, one entry a push: the editor's wait; commit to last site; recall() to no site, to a settled ledger."""

    ordered: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    gone: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)


def measure(stage: Stage) -> list[Figure]:
    """Push in the edition of 2024, then how the time grows with the tree."""
    if stage.quick:
        return _growth(stage, sizes=(200, 1_000), pushes=2)
    with stage.database("push", like=stage.country_2024), stage.worker():
        progress("  20 pushes to the edition of 2024")
        times, sites = _push_and_recall(pushes=20)
        progress("  the ORM, one by one")
        baselines = {kind: _one_by_one(atomic=atomic) for kind, atomic in BASELINES.items()}
    return [*_in_the_country(times, sites, baselines), *_growth(stage, sizes=SIZES, pushes=7)]


def _in_the_country(times: Times, sites: int, baselines: dict[str, float]) -> list[Figure]:
    to_sites = f"to {sites:,} sites, commit → last site visible"
    return [
        Figure(f"push {to_sites}, median of 20", median(times.shown), "s", spread(times.shown), at_most=1),
        Figure(f"push {to_sites}, worst of 20", max(times.shown), "s", at_most=2),
        Figure("publish and order, the editor's wait", 1000 * median(times.ordered), "ms", _in_ms(times.ordered)),
        *(_reached(sites / median(times.shown), kind, rate) for kind, rate in baselines.items()),
        Figure("recall() → no site shows it", median(times.gone), "s", spread(times.gone), at_most=1),
        Figure("recall() → ledger settled", median(times.settled), "s", spread(times.settled)),
    ]


def _reached(rate: float, kind: str, baseline: float) -> Figure:
    return Figure(
        f"sites reached by a push, beside the ORM with {kind}",
        rate,
        "sites/s",
        baseline=baseline,
        baseline_name=f"create() one by one, from a sample of {SAMPLE}",
        more_is_better=True,
    )


def _push_and_recall(*, pushes: int) -> tuple[Times, int]:
    """Push fresh articles from the root one after the other, then recall all; return the times and how many sites."""
    root = Agency.objects.get(parent=None)
    editor = editor_of(root)
    below = set(Agency.objects.live().below(root).values_list("pk", flat=True))
    done, times = [], Times()
    for number in range(pushes + 1):
        push = _push(draft(root, number, by=editor), editor, len(below), times)
        _must_stand_once(push.article, below | {root.pk})
        done.append(push)
    for push in done:
        _recall(push, editor, times)
    for taken in (times.ordered, times.shown, times.gone, times.settled):
        del taken[0]  # the first finds the worker without a connection, and is not counted
    return times, len(below)


def _push(article: Article, editor: User, sites: int, times: Times) -> Push:
    committed: list[float] = []
    began = time.perf_counter()
    with transaction.atomic():
        transaction.on_commit(lambda: committed.append(time.perf_counter()))  # before the doorbell's
        push = publish_and_push(article, by=editor)
    times.ordered.append(time.perf_counter() - began)
    _wait(lambda: _visible(push) == sites)
    times.shown.append(time.perf_counter() - committed[0])
    _wait(lambda: Push.objects.filter(pk=push.pk, state=Push.State.DELIVERED).exists())
    return push


def _recall(push: Push, editor: User, times: Times) -> None:
    began = time.perf_counter()
    recall(push, by=editor, reason="Đo thử")
    _wait(lambda: _visible(push) == 0)
    times.gone.append(time.perf_counter() - began)
    _wait(lambda: not PushPiece.objects.left().filter(push=push).exists())
    times.settled.append(time.perf_counter() - began)
    if push.placements.exclude(state=Placement.State.RECALLED).exists():
        raise AssertionError("a placement was not recalled")


def _visible(push: Push) -> int:
    return Placement.objects.visible().filter(article=push.article_id, push=push.pk).count()


def _must_stand_once(article: Article, expected: set[int]) -> None:
    placed = list(Placement.objects.visible().filter(article=article).values_list("agency_id", flat=True))
    if len(placed) != len(expected) or set(placed) != expected:
        raise AssertionError(f"{len(placed)} placements on {len(set(placed))} sites instead of {len(expected)}")


def _wait(condition: Callable[[], bool]) -> None:
    """Wait until it holds; look again after 5 ms or twice the time that looking takes, so as not to be in the way."""
    end = time.perf_counter() + PATIENCE
    while True:
        began = time.perf_counter()
        if condition():
            return
        if began > end:
            raise TimeoutError(f"nothing came within {PATIENCE} s")
        time.sleep(max(PAUSE, 2 * (time.perf_counter() - began)))


def _one_by_one(*, atomic: bool) -> float:
    """Return how many sites a second a loop over Placement.objects.create() reaches, in one transaction or in many."""
    root = Agency.objects.get(parent=None)
    article = draft(root, 1_000, by=User.objects.get(username=f"editor-{root.pk}"))
    sample = list(Agency.objects.live().below(root).order_by("pk")[:SAMPLE])
    now = timezone.now()

    def loop() -> None:
        with transaction.atomic() if atomic else nullcontext():
            for agency in sample:
                Placement.objects.create(article=article, agency=agency, published_at=now)

    return len(sample) / seconds(loop)


def _growth(stage: Stage, *, sizes: tuple[int, ...], pushes: int) -> list[Figure]:
    """The same in synthetic trees: ms a push and a recall; the exponents are those of power laws fitted to them."""
    figures: list[Figure] = []
    shown, settled = [], []
    for size in sizes:
        progress(f"  {pushes} pushes in a tree of {size:,}")
        with stage.database("push", like=stage.empty):
            plant(size)
            with stage.worker():
                times, _ = _push_and_recall(pushes=pushes)
        shown.append((size, median(times.shown)))
        settled.append((size, median(times.settled)))
        figures += _of_size(size, times)
    # 1 is linear; a little more is noise
    figures.append(Figure("growth of push with the tree", exponent(shown), "exponent", at_most=1.05))
    figures.append(Figure("growth of recall (ledger) with the tree", exponent(settled), "exponent", at_most=1.05))
    return figures


def _of_size(size: int, times: Times) -> list[Figure]:
    kinds = (
        ("push", times.shown),
        ("recall() → no site shows it", times.gone),
        ("recall() → ledger settled", times.settled),
    )
    figures = []
    for what, taken in kinds:
        figures.append(Figure(f"{what}, {size:,} agencies (synthetic)", 1000 * median(taken), "ms", _in_ms(taken)))
    per_thousand = 1000 * median(times.shown) / (size / 1000)
    return [*figures, Figure(f"push, {size:,} agencies (synthetic), each 1,000", per_thousand, "ms")]


def _in_ms(taken: list[float]) -> tuple[float, float]:
    return spread(1000 * one for one in taken)
