"""Checks the deployment files without a container engine: `python -m deploy.check`, part of `make check`.

One line for each problem, and exit code 1 if there is one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from deploy.compose import CLAIMS, Compose, other_shapes
from deploy.render import CHECKOUT, native_values, render

COMPOSE_FILE = "docker-compose.yml"
NGINX_TEMPLATE = "deploy/nginx.conf"


def problems(root: Path) -> Iterator[str]:
    """Yield what is wrong with the deployment files of the checkout at `root`."""
    yield from compose_faults(root / COMPOSE_FILE)
    yield from nginx_refusals(root / NGINX_TEMPLATE, shutil.which("nginx", path=_search_path()))


def compose_faults(compose_file: Path) -> Iterator[str]:
    """Yield what is wrong with the compose file: its claims only if its shape is right, since they rely on it."""
    misfits = list(schema_misfits(compose_file)) or list(other_shapes(Compose.read(compose_file)))
    yield from misfits
    if not misfits:
        compose = Compose.read(compose_file)
        for claim in CLAIMS:
            yield from claim(compose)


def schema_misfits(compose_file: Path) -> Iterator[str]:
    """Hold the file against the Compose specification's schema, which check-jsonschema brings along."""
    schema = ("--builtin-schema", "vendor.compose-spec", "--output-format", "json")
    run = _run(sys.executable, "-m", "check_jsonschema", *schema, str(compose_file))
    if run.returncode == 0:
        return
    try:
        report = json.loads(run.stdout)
    except json.JSONDecodeError:
        yield f"{compose_file.name}: {_one_line(run.stdout + run.stderr)}"
        return
    for error in report["errors"]:
        yield f"{compose_file.name}: {error['path']}: {error['message']}"
    for error in report["parse_errors"]:
        yield f"{compose_file.name}: {_one_line(error['message'])}"


def nginx_refusals(template: Path, nginx: str | None) -> Iterator[str]:
    """Let nginx itself read the configuration, filled in with values for this machine."""
    if nginx is None:
        if os.environ.get("CI") == "true":
            yield "nginx is not installed, so its configuration was not checked"
        else:
            print("nginx is not installed: its configuration is not checked (CI does)")
        return
    with tempfile.TemporaryDirectory() as scratch:
        # A socket of its own: `nginx -t` opens what it would listen on.
        values = native_values(Path(scratch)) | {"SITE_LISTEN": f"unix:{scratch}/nginx.sock"}
        rendered = Path(scratch) / "nginx.conf"
        try:
            rendered.write_text(render(template.read_text(encoding="utf-8"), values), encoding="utf-8")
        except KeyError as missing:
            yield f"{template.name}: deploy/render.py has no value for {missing}"
            return
        run = _run(nginx, "-t", "-e", "stderr", "-c", str(rendered))
    if run.returncode != 0:
        refusals = [line for line in run.stderr.splitlines() if "[emerg]" in line]
        yield f"{template.name}: {_one_line(' '.join(refusals) or run.stderr)}"


def _search_path() -> str:
    """Debian keeps nginx where only root looks."""
    return os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no input of others


def _one_line(text: str) -> str:
    return " ".join(text.split())


def main() -> int:
    """Print the problems of this checkout."""
    found = list(problems(CHECKOUT))
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
