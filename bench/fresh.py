"""`fresh`: how soon readers see what was published, and what it costs them, through the whole production shape.

While readers ask for 200 pages a second over many sites, articles are pushed from the root to all sites of 2024.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import TypeVar

from django.core.management import call_command

from agencies.actions import sites_changed
from agencies.models import Agency, User
from bench.client import Line
from bench.figures import Figure
from bench.production import Shape, production
from bench.readers import readers
from bench.renderings import COUNTED, renderings
from bench.stage import Stage, progress
from bench.timing import percentile, spread
from bench.writers import draft, publish_and_push, publish_everywhere
from news.models.article import article_leaf

RATE = 200  # requests a second
SAMPLE = 300  # sites that are looked at after each push
WATCHED = 40  # sites that are looked at all the time
PAUSE = 0.02
STAMPEDE = 500

T = TypeVar("T")


def measure(stage: Stage) -> list[Figure]:
    """Measure in the edition of 2024, with a real worker."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with stage.database("fresh", like=stage.country_2024):
        publish_everywhere()
        with stage.worker(), production(stage) as shape:
            figures = _stampede(shape)
            paths = [agency.get_absolute_url() for agency in Agency.objects.live().exclude(path="")]
            figures += _pushes(shape, paths, pushes=1 if stage.quick else 7)
    return figures


def _pushes(shape: Shape, paths: list[str], *, pushes: int) -> list[Figure]:
    """Push while readers read; look at some sites all the time, and at a sample of all sites two seconds later."""
    progress(f"  {pushes} pushes to {len(paths):,} sites while readers ask for {RATE} pages a second")
    root = Agency.objects.get(parent=None)
    editor = User.objects.get(username=f"editor-{root.pk}")
    watched = random.sample(paths, WATCHED)
    shown, stale = [], 0
    with readers(shape.front, paths, rate=RATE) as answers:
        for number in range(pushes):
            article = draft(root, 5_000 + number, by=editor)
            time.sleep(1 + random.random())  # not always at the same part of a second
            began = time.perf_counter()
            publish_and_push(article, by=editor)
            leaf = article_leaf(article.pk, article.slug)
            shown.append(_until_shown(shape, watched, leaf) - began)
            time.sleep(max(0, began + 2 - time.perf_counter()))
            stale += _not_showing(shape, random.sample(paths, SAMPLE), leaf)
    every = f"of {RATE} a second over {len(paths):,} sites, with {pushes} pushes"
    return [
        Figure(f"publish() and push → {WATCHED} watched sites show it", max(shown), "s", spread(shown), at_most=2),
        Figure(f"sites without it 2 s after publish(), of {pushes * SAMPLE} looked at", stale, "sites", at_most=0),
        Figure(f"readers, median {every}", 1000 * median(answers.taken), "ms"),
        Figure(f"readers, 99 of 100 {every} within", 1000 * percentile(answers.taken, 99), "ms", at_most=100),
        Figure(f"answers other than 200, of {len(answers.taken):,}", len(answers.failed), "answers", at_most=0),
    ]


def _until_shown(shape: Shape, paths: list[str], leaf: str) -> float:
    """Return the moment at which the last of these sites showed the article."""

    def look(paths: list[str]) -> None:
        line, waiting = Line(shape.front), paths
        while waiting := [path for path in waiting if leaf.encode() not in line.read(path)]:
            time.sleep(PAUSE)  # the looking shares the processors with the readers
        line.close()

    _with_four_eyes(look, paths)
    return time.perf_counter()


def _not_showing(shape: Shape, paths: list[str], leaf: str) -> int:
    """Return how many of these sites do not show the article."""

    def look(paths: list[str]) -> int:
        line = Line(shape.front)
        missing = sum(leaf.encode() not in line.read(path) for path in paths)
        line.close()
        return missing

    return sum(_with_four_eyes(look, paths))


def _with_four_eyes(look: Callable[[list[str]], T], paths: list[str]) -> list[T]:
    with ThreadPoolExecutor(4) as eyes:
        return list(eyes.map(look, [paths[part::4] for part in range(4)]))


def _stampede(shape: Shape) -> list[Figure]:
    """Let 500 readers ask at once for a page that nobody knows: through nginx, and at the application itself."""
    figures = []
    for name, port in (("through nginx", shape.front), ("at the application", shape.application)):
        progress(f"  {STAMPEDE} readers at once, {name}")
        sites_changed(Agency.objects.get(parent=None))
        time.sleep(1.5)
        renderings()
        answers = asyncio.run(_all_at_once(port, "/tin-tuc/"))
        if answers != [200] * STAMPEDE:
            raise AssertionError(f"{STAMPEDE - answers.count(200)} readers got no page")
        figures.append(
            Figure(f"renderings for {STAMPEDE} readers at once, {name}", renderings(), "renderings", at_most=2)
        )
    return figures


async def _all_at_once(port: int, path: str) -> list[int]:
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(STAMPEDE)]
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: {COUNTED}\r\nConnection: close\r\n\r\n".encode()
    for _, writer in lines:
        writer.write(request)
    heads = await asyncio.gather(*(reader.readline() for reader, _ in lines))
    for _, writer in lines:
        writer.close()
    return [int(head.split()[1]) for head in heads if head]
