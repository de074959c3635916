"""`weight`: what a first visit costs on a cheap telephone: bytes, requests, and when the page is there and stays still.

Chromium, held back to slow 4G (1.6 Mbit/s, 150 ms there and back) and a quarter of the processor, through nginx.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.core.management import call_command
from playwright.sync_api import Browser, sync_playwright

from bench.figures import Figure
from bench.front import measured_pages
from bench.production import Shape, production
from bench.stage import Stage, progress
from bench.timing import spread
from embedded.errors import EmbeddedError

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
QUARTER = 4
TELEPHONE = {"width": 360, "height": 740}

# Asked of the page: when its largest part was painted (ms), and how far parts of it jumped.
WATCH = """
window.seen = {lcp: 0, shift: 0};
const watch = (type, note) =>
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({type, buffered: true});
watch("largest-contentful-paint", (entry) => { window.seen.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) window.seen.shift += entry.value; });
"""


@dataclass
class Visit:
    """One first visit: compressed bytes by kind of file, requests, ms to the largest part, shift."""

    weight: dict[str, int]
    requests: int
    lcp: float
    shift: float


def measure(stage: Stage) -> list[Figure]:
    """Visit a home and an article, each several times with an empty browser."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with stage.database("weight", like=stage.country_2024):
        addresses = measured_pages()
        with production(stage) as shape:
            return [
                figure
                for page, address in addresses.items()
                for figure in _figures(page, _visits(shape, page, address, times=1 if stage.quick else 5))
            ]


def _visits(shape: Shape, page: str, address: str, *, times: int) -> list[Visit]:
    progress(f"  {page} on a slow line")
    path = shutil.which("chromium")
    if path is None:
        raise EmbeddedError("Chromium is missing: install the package chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        visits = [_visit(browser, shape.url(address)) for _ in range(times)]
        browser.close()
    return visits


def _visit(browser: Browser, url: str) -> Visit:
    context = browser.new_context(viewport=TELEPHONE, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_4G)
    line.send("Emulation.setCPUThrottlingRate", {"rate": QUARTER})
    kinds: dict[str, str] = {}
    weight: dict[str, int] = {}

    def begun(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def ended(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        weight[kind] = weight.get(kind, 0) + int(event["encodedDataLength"])

    line.on("Network.requestWillBeSent", begun)
    line.on("Network.loadingFinished", ended)
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(500)
    seen = page.evaluate("window.seen")
    context.close()
    return Visit(weight, len(kinds), seen["lcp"], seen["shift"])


def _figures(page: str, visits: list[Visit]) -> list[Figure]:
    first, times = visits[0], [visit.lcp / 1000 for visit in visits]

    def kilobytes(*kinds: str) -> float:
        return sum(first.weight.get(kind, 0) for kind in kinds) / 1000

    return [
        Figure(
            f"{page}, a first visit without photos", kilobytes(*(first.weight.keys() - {"Image"})), "kB", at_most=100
        ),
        Figure(f"{page}, style sheets", kilobytes("Stylesheet"), "kB", at_most=18),
        Figure(f"{page}, scripts", kilobytes("Script"), "kB", at_most=12),
        Figure(f"{page}, requests", first.requests, "requests", at_most=15),
        Figure(f"{page}, largest part painted", median(times), "s", spread(times), at_most=1.8),
        Figure(f"{page}, layout shift", max(visit.shift for visit in visits), "", at_most=0.02),
    ]
