"""Readers who ask for pages at a steady rate, in a process of their own."""

from __future__ import annotations

import itertools
import multiprocessing
import queue
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event

from bench.client import Line

READERS = 40


@dataclass
class Seen:
    """What readers saw: seconds from the moment in which they wanted a page, and what was no page."""

    taken: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@contextmanager
def readers(port: int, paths: list[str], *, rate: int) -> Iterator[Seen]:
    """Have readers ask for `rate` random pages a second; afterwards the yielded object says what they saw."""
    context = multiprocessing.get_context("spawn")
    stop, results, seen = context.Event(), context.Queue(), Seen()
    process = context.Process(target=_read, args=(port, paths, rate, stop, results), daemon=True)
    process.start()
    time.sleep(3)  # they are at work
    try:
        yield seen
    finally:
        stop.set()
        found = results.get(timeout=60)
        process.join(timeout=10)
        seen.taken, seen.failed = found.taken, found.failed


def _read(port: int, paths: list[str], rate: int, stop: Event, results: multiprocessing.Queue[Seen]) -> None:
    """Ask for a random page every 1/rate s, whatever became of those before: who waits is counted as waiting."""
    wanted: queue.Queue[float] = queue.Queue()
    seen = Seen()

    def reader() -> None:
        line = Line(port)
        while (moment := wanted.get()) > 0:
            try:
                line.read(random.choice(paths))
            except (OSError, ValueError) as error:
                seen.failed.append(str(error))
                line = Line(port)
            seen.taken.append(time.perf_counter() - moment)

    with ThreadPoolExecutor(READERS) as people:
        for _ in range(READERS):
            people.submit(reader)
        began = time.perf_counter()
        for number in itertools.count():
            moment = began + number / rate
            time.sleep(max(0, moment - time.perf_counter()))
            if stop.is_set():
                break
            wanted.put(moment)
        for _ in range(READERS):
            wanted.put(-1)
    results.put(seen)
