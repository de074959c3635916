"""`python -m bench [--only NAME] [--quick]`: measure, print one table, write bench/results.json.

Exits with 1 when a figure with a target misses it, after everything was measured and printed.
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import django

from bench.figures import Figure, table, write_results
from bench.stage import Stage, progress
from embedded.errors import EmbeddedError
from embedded.world import World, running

RESULTS = Path(__file__).with_name("results.json")
NAMES = (
    "tree",
    "load",
    "push",
    "imports",
    "renditions",
    "pages",
    "front",
    "fresh",
    "weight",
    "archive",
    "deadlines",
    "procedures",
    "dossiers",
    "lookup",
    "results",
    "feedback",
)


def main() -> int:
    """Measure what was asked for; return the exit code."""
    options = _options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a kill cleans up like Ctrl-C
    try:
        # Durable: every commit waits for the disk, as in production.
        with running("bench", durable=True) as world:
            stage = _set_the_stage(world, quick=options.quick)
            with stage:
                figures = [figure for name in options.only or NAMES for figure in _measure(name, stage)]
                machine = stage.machine()
    except EmbeddedError as error:
        print(error, *error.last_lines(), sep="\n    ", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    print(table(figures, machine))
    write_results(RESULTS, figures, machine)
    return 1 if any(figure.passed is False for figure in figures) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=NAMES, metavar="NAME", help=f"one of {', '.join(NAMES)}")
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that it works, measures nothing")
    return parser.parse_args()


def _set_the_stage(world: World, *, quick: bool) -> Stage:
    """Let this process, and all that it starts, live in the world as in production but for HTTPS."""
    os.environ.update(_environment(world.environment()))
    django.setup()
    return Stage(world, quick=quick)


def _environment(world: Mapping[str, str]) -> dict[str, str]:
    return {
        **world,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DEVELOPMENT": "0",
        "DEBUG": "0",
        "SECRET_KEY": "only-for-measuring",
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "PORTAL_ORIGIN": "http://127.0.0.1",
        "CACHE_URL": world["REDIS_URL"],
        "SECURE_SSL_REDIRECT": "0",
        "STATIC_ROOT": str(Path(world["MEDIA_ROOT"]).with_name("static")),
        "EMAIL_URL": "dummymail://",  # nobody is written to
        "LOG_LEVEL": "WARNING",
    }


def _measure(name: str, stage: Stage) -> list[Figure]:
    progress(f"{name}:")
    return importlib.import_module(f"bench.{name}").measure(stage)  # it imports models, so only after django.setup()


if __name__ == "__main__":
    sys.exit(main())
