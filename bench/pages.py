"""`pages`: what public pages cost: SQL queries, ms cold and warm, requests a second through granian.

Every site shows 20 articles; granian has 2 processes, and the page cache is off.
Baseline: a page of the same server that answers a constant (bench/urls.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.client import one_by_one, per_second
from bench.figures import Figure
from bench.stage import Stage, progress
from bench.timing import percentile, spread
from bench.urls import CONSTANT
from bench.writers import Sites, publish_everywhere

Measured = dict[str, list[float]]  # by page


def measure(stage: Stage) -> list[Figure]:
    """Measure each page in the edition of 2024."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with without_page_cache(), stage.database("pages", like=stage.country_2024):
        addresses = {"constant": f"/{CONSTANT}", **_addresses(publish_everywhere())}
        queries = {page: _queries(address) for page, address in addresses.items() if page != "constant"}
        progress("  cold")
        cold = _cold(stage, addresses)
        with stage.web(workers=2) as port:
            warm, rates = _warm(port, addresses, stage), _rates(port, addresses, stage)
    figures = _of_constant(cold, warm, rates)
    for page, count in queries.items():
        figures += _of_page(page, count, cold, warm, rates)
    return figures


@contextmanager
def without_page_cache() -> Iterator[None]:
    """Let the servers that are started meanwhile make each page anew."""
    os.environ["PAGE_CACHE"] = "0"
    try:
        yield
    finally:
        del os.environ["PAGE_CACHE"]


def _addresses(sites: Sites) -> dict[str, str]:
    return {
        "home of a commune": sites.commune.get_absolute_url(),
        "home of a province": sites.province.get_absolute_url(),
        "home of the root": sites.root.get_absolute_url(),
        "article on a commune's site": sites.article.url_at(sites.commune),
    }


def _queries(address: str) -> int:
    """Return the SQL statements of one warm request, and make sure that it is a good page."""
    browser = Client()
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(address)
    if answer.status_code != 200:
        raise AssertionError(f"{address} answers {answer.status_code}")
    return len(captured)


def _cold(stage: Stage, addresses: dict[str, str]) -> Measured:
    """Return the seconds of the very first request to a fresh granian process, several times a page."""
    times = 1 if stage.quick else 3
    cold: Measured = {page: [] for page in addresses}
    for page, address in addresses.items():
        for _ in range(times):
            with stage.web(workers=1) as port:
                cold[page] += one_by_one(port, address, 1)
    return cold


def _warm(port: int, addresses: dict[str, str], stage: Stage) -> Measured:
    """Return the seconds of requests one after the other, after some that are not counted."""
    progress("  warm, one by one")
    times = 20 if stage.quick else 300
    return {page: one_by_one(port, address, times + 20)[20:] for page, address in addresses.items()}


def _rates(port: int, addresses: dict[str, str], stage: Stage) -> Measured:
    """Return requests a second over 8 connections, in rounds over all pages: each sees the same machine."""
    rates: Measured = {page: [] for page in addresses}
    for number in range(1 if stage.quick else 5):
        progress(f"  as many as possible, round {number + 1}")
        for page, address in addresses.items():
            rates[page].append(per_second(port, address, lasting=0.5 if stage.quick else 3))
    return rates


def _of_constant(cold: Measured, warm: Measured, rates: Measured) -> list[Figure]:
    first, then, rate = _in_ms(cold["constant"]), _in_ms(warm["constant"]), rates["constant"]
    return [
        Figure("constant, cold", median(first), "ms", spread(first)),
        Figure("constant, warm", median(then), "ms"),
        Figure("constant, throughput", median(rate), "requests/s", spread(rate)),
    ]


def _of_page(page: str, queries: int, cold: Measured, warm: Measured, rates: Measured) -> list[Figure]:
    first, then, rate = _in_ms(cold[page]), _in_ms(warm[page]), rates[page]
    base_cold, base_warm = median(_in_ms(cold["constant"])), median(_in_ms(warm["constant"]))
    return [
        Figure(f"{page}: SQL", queries, "queries"),
        Figure(f"{page}, cold", median(first), "ms", spread(first), base_cold, "constant"),
        Figure(f"{page}, warm", median(then), "ms", None, base_warm, "constant"),
        Figure(f"{page}, warm, 95 of 100 within", percentile(then, 95), "ms"),
        Figure(
            f"{page}, throughput",
            median(rate),
            "requests/s",
            spread(rate),
            baseline=median(rates["constant"]),
            baseline_name="constant",
            more_is_better=True,
        ),
    ]


def _in_ms(taken: list[float]) -> list[float]:
    return [1000 * one for one in taken]
