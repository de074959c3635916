"""The production shape on one machine: nginx with the repository's configuration, granian, and what is behind."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from bench.stage import Stage
from deploy.render import TEMPLATE, native_values, render
from embedded import places
from embedded.children import Child, wait_until
from embedded.errors import EmbeddedError


@dataclass(frozen=True)
class Shape:
    """Where the parts listen, on 127.0.0.1."""

    front: int
    application: int

    def url(self, path: str) -> str:
        """Return the address of a page through nginx."""
        return f"http://127.0.0.1:{self.front}{path}"

    def behind(self, path: str) -> str:
        """Return the address of a page at the application itself."""
        return f"http://127.0.0.1:{self.application}{path}"


def shared_files() -> Path:
    """Return a folder whose files nginx serves below /static/bench/, and the constant page answers with."""
    folder = Path(settings.STATIC_ROOT) / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def production(stage: Stage, *, workers: int = 2, **environment: str) -> Iterator[Shape]:
    """Have nginx and the application serve the present database, with nothing kept from before."""
    stage.world.valkey.flush()
    former = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        with stage.web(workers=workers) as application, nginx(stage, application) as front:
            yield Shape(front, application)
    finally:
        for name, value in former.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


@contextmanager
def nginx(stage: Stage, application: int) -> Iterator[int]:
    """Have the nginx of the system stand in front of the application; yield its port."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        raise EmbeddedError("nginx is missing: install the package nginx-light.")
    run_dir = Path(settings.MEDIA_ROOT).with_name("nginx")
    shutil.rmtree(run_dir, ignore_errors=True)
    run_dir.mkdir(parents=True)
    port = _free_port()
    values = native_values(run_dir) | {
        "SITE_LISTEN": f"127.0.0.1:{port}",
        "SITE_UPSTREAM": f"127.0.0.1:{application}",
        "SITE_STATIC_ROOT": str(settings.STATIC_ROOT),
        "SITE_MEDIA_ROOT": str(settings.MEDIA_ROOT),
    }
    configuration = run_dir / "nginx.conf"
    # Files are written to the log here as pages are: a file is to be beaten at serving, not at keeping silent.
    logged = TEMPLATE.read_text(encoding="utf-8").replace("access_log off;", "")
    configuration.write_text(render(logged, values))
    subprocess.run([program, "-t", "-q", "-c", configuration], check=True)
    log = places.log_file(stage.world.name, "nginx")
    child = Child("nginx", [program, "-c", configuration, "-g", "daemon off;"], log=log)
    try:
        child.start()
        if not wait_until(lambda: _listens(port), seconds=10):
            raise EmbeddedError("nginx does not start.", log=log)
        yield port
    finally:
        child.stop(patience=5)


def _listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])
