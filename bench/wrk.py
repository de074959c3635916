"""wrk, which asks for a page as often as it gets answers. It takes less of the two cores than we would in Python."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from embedded.errors import EmbeddedError

LINES = 16


def per_second(url: str, *, lasting: float, encoding: str = "", script: Path | None = None) -> float:
    """Return the requests a second that are answered well on 16 connections. Raises EmbeddedError for anything else."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise EmbeddedError("wrk is missing, with which requests are counted: install the package wrk.")
    argv = [wrk, "-t2", f"-c{LINES}", f"-d{max(1, round(lasting))}s", "--timeout", "5s"]
    argv += ["-H", f"Accept-Encoding: {encoding}"] if encoding else []
    argv += ["-s", str(script)] if script else []
    said = subprocess.run([*argv, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise EmbeddedError(f"Not all of {url} was answered well: {' '.join(said.split())}")
    return float(re.search(r"Requests/sec:\s+([0-9.]+)", said)[1])
