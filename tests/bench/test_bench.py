"""`python -m bench --quick`: the machinery of the measurements works from end to end. The figures mean nothing here."""

import json
import subprocess
import sys

import pytest

from bench.__main__ import RESULTS
from embedded import places

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("bench")]  # it has one world


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(argv, cwd=places.CHECKOUT, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def results_kept():
    """Give the results of a real run back to their owner."""
    before = RESULTS.read_bytes() if RESULTS.exists() else None
    yield RESULTS
    if before is None:
        RESULTS.unlink(missing_ok=True)
    else:
        RESULTS.write_bytes(before)


def test_quick_push_prints_a_table_and_writes_results(results_kept):
    done = bench("--quick", "--only", "push")

    assert done.returncode in (0, 1), done.stderr
    assert "| name " in done.stdout
    assert "growth of push with the tree" in done.stdout
    stored = json.loads(results_kept.read_text())
    assert stored["machine"]["size"] == "quick"
    sizes = [figure for figure in stored["figures"] if "growth" not in figure["name"]]  # of a small tree, noise
    assert all(figure["value"] > 0 for figure in sizes)


def test_refuses_an_unknown_name():
    done = bench("--only", "nonsense")

    assert done.returncode == 2
    assert "tree" in done.stderr
