"""`front`: how fast public pages are: through nginx beside a file of the same bytes, and the application alone.

Everything listens on 127.0.0.1 and shares the cores with wrk. Both sides of a ratio are measured in turns.
"""

from __future__ import annotations

import gzip
import urllib.request
from collections.abc import Callable
from pathlib import Path
from statistics import median

from django.core.management import call_command

from agencies.models import Agency
from bench.figures import Figure
from bench.production import Shape, production, shared_files
from bench.stage import Stage, progress
from bench.timing import spread
from bench.urls import CONSTANT
from bench.writers import publish_everywhere
from bench.wrk import per_second

TURN = 1  # seconds
ONE_AFTER_THE_OTHER = """
local paths = {{}}
for line in io.lines("{paths}") do paths[#paths + 1] = line end
local threads, mine, step = 0, 0, 0
function setup(thread) thread:set("mine", threads); threads = threads + 1 end
function request()
  step = step + 1
  return wrk.format("GET", paths[(step * 2 + mine) % #paths + 1])
end
"""


def measure(stage: Stage) -> list[Figure]:
    """Measure in the edition of 2024, with 20 articles on every site."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with stage.database("front", like=stage.country_2024):
        addresses = measured_pages()
        with production(stage) as shape:
            figures = [figure for page in addresses for figure in _through_nginx(shape, page, addresses[page], stage)]
            figures += [_alone(shape, page, address, stage, "kept", 3) for page, address in addresses.items()]
        # No page is ever kept, in the memory or on the shelf; what is known of the sites is.
        with production(stage, PAGE_CACHE_BYTES="0", CACHE_URL="redis://127.0.0.1:1/0") as shape:
            figures += [_alone(shape, page, address, stage, "rendered", 0.25) for page, address in addresses.items()]
        with production(stage) as shape:
            figures.append(_never_asked_for(shape))
    return figures


def measured_pages() -> dict[str, str]:
    """Publish everywhere, and return the addresses of a commune's home and of an article there."""
    sites = publish_everywhere()
    return {"home": sites.commune.get_absolute_url(), "article": sites.article.url_at(sites.commune)}


def _through_nginx(shape: Shape, page: str, address: str, stage: Stage) -> list[Figure]:
    progress(f"  {page} through nginx, and from a file")
    body = urllib.request.urlopen(shape.url(address)).read()
    file = _kept(page, body)
    figures = []
    for encoding in ("", "gzip"):
        ours, theirs = _in_turns(
            lambda encoding=encoding: per_second(shape.url(address), lasting=TURN, encoding=encoding),
            lambda encoding=encoding: per_second(shape.url(file), lasting=TURN, encoding=encoding),
            stage,
        )
        name = f"{page} through nginx, {encoding or 'not'} compressed"
        figures.append(_beside(name, ours, theirs, "a file of the same bytes", at_least=0.9))
    return figures


def _alone(shape: Shape, page: str, address: str, stage: Stage, how: str, at_least: float) -> Figure:
    """Measure the application without nginx, beside a view that answers the same bytes."""
    progress(f"  {page}, the application alone, {how}")
    ours, theirs = _in_turns(
        lambda: per_second(shape.behind(address), lasting=TURN),
        lambda: per_second(shape.behind(f"/{CONSTANT}{page}.html/"), lasting=TURN),
        stage,
    )
    return _beside(f"{page}, application alone, {how}", ours, theirs, "a view of the same bytes", at_least=at_least)


def _never_asked_for(shape: Shape) -> Figure:
    """Ask for the homes of all sites, one after the other: nobody has asked for any of them before."""
    progress("  homes that nobody has asked for yet")
    paths = shared_files() / "paths"
    addresses = [agency.get_absolute_url() for agency in Agency.objects.exclude(path="").order_by("?")]
    paths.write_text("\n".join(addresses))
    script = paths.with_suffix(".lua")
    script.write_text(ONE_AFTER_THE_OTHER.format(paths=paths))
    rate = per_second(shape.behind(""), lasting=TURN, script=script)
    same = per_second(shape.behind(f"/{CONSTANT}home.html/"), lasting=TURN)
    return _beside("homes never asked for, application alone", [rate], [same], "a view of the same bytes")


def _kept(page: str, body: bytes) -> str:
    """Write the bytes of a page to a file, and compressed beside it as nginx wants it; return its address."""
    file: Path = shared_files() / f"{page}.html"
    file.write_bytes(body)
    file.with_suffix(".html.gz").write_bytes(gzip.compress(body, 6))
    return f"/static/bench/{page}.html"


def _in_turns(ours: Callable[[], float], theirs: Callable[[], float], stage: Stage) -> tuple[list[float], list[float]]:
    """Measure both many times in short turns, so that each sees the same machine; the first turn is not counted."""
    both = [(ours(), theirs()) for _ in range(3 if stage.quick else 16)][1:]
    return [one for one, _ in both], [other for _, other in both]


def _beside(name: str, ours: list[float], theirs: list[float], other: str, at_least: float | None = None) -> Figure:
    return Figure(
        name,
        median(ours),
        "requests/s",
        spread(ours),
        baseline=median(theirs),
        baseline_name=other,
        more_is_better=True,
        ratio_at_least=at_least,
    )
