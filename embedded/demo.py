"""The whole portal on one machine, with nothing installed but Python: `python -m embedded.demo` is `make demo`."""

import argparse
import signal
import sys

from embedded.supervisor import Plan, Program, Step, run

PYTHON = sys.executable


def demo(port: int) -> Plan:
    """Return what `make demo` runs."""
    return Plan(
        world="demo",
        port=port,
        steps=(
            Step("Bringing the tables up to date", "migrate", _manage("migrate", "--verbosity=1", "--no-color")),
            Step("Looking after the sample content", "seed_demo", _manage("seed_demo"), quiet=False),
        ),
        programs=(_worker(), _beat(), _web(port)),
        welcome=Step("The portal is ready", "demo_welcome", _manage("demo_welcome", f"--port={port}"), quiet=False),
        # Like production except for HTTPS: no debug pages, which also remember every query.
        environment={"DEVELOPMENT": "1", "DEBUG": "0"},
    )


def _manage(*arguments: str) -> tuple[str, ...]:
    return (PYTHON, "manage.py", *arguments)


def _worker() -> Program:
    quick = ("--without-gossip", "--without-mingle")  # they are for clusters
    argv = (*_celery("worker"), "--concurrency=2", *quick)
    # An orphan must not finish its task first: SIGQUIT is Celery's cold shutdown. The sweep finds what was left.
    return Program("worker", argv, patience=5, orphan_signal=signal.SIGQUIT)


def _beat() -> Program:
    # What it remembers may be lost: tasks start by the clock, and one run more does no harm.
    return Program("beat", (*_celery("beat"), "--schedule=.local/demo/beat"), patience=3)


def _celery(command: str) -> tuple[str, ...]:
    return (PYTHON, "-m", "celery", "-A", "portal", command, "--loglevel=INFO")


def _web(port: int) -> Program:
    listening = ("--host=127.0.0.1", f"--port={port}", "--interface=wsgi", "--no-ws")
    size = ("--workers=2", "--blocking-threads=2", "--respawn-failed-workers", "--workers-kill-timeout=3s")
    return Program("web", (PYTHON, "-m", "granian", "portal.wsgi:application", *listening, *size), patience=5)


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65535:
        raise ValueError
    return port


def main() -> int:
    """Run the demo until Ctrl-C; return the exit code."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--port", type=_port, default=8000, help="where the portal listens, on this machine only")
    return run(demo(parser.parse_args().port))


if __name__ == "__main__":
    sys.exit(main())
