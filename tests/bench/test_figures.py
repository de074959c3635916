"""What a figure says: its ratio, whether it reaches its target, how it is printed."""

import json

import pytest

from bench.figures import Figure, table, write_results
from bench.timing import exponent, percentile


def test_ratio_is_above_one_when_better():
    fewer_ms = Figure("wait", 10, "ms", baseline=30, baseline_name="before")
    more_sites = Figure("rate", 30, "sites/s", baseline=10, baseline_name="before", more_is_better=True)

    assert fewer_ms.ratio == more_sites.ratio == 3


@pytest.mark.parametrize(
    ("figure", "passed"),
    [
        (Figure("a", 1, "s"), None),
        (Figure("a", 1, "s", at_most=1), True),
        (Figure("a", 1.01, "s", at_most=1), False),
        (Figure("a", 1, "s", baseline=50, ratio_at_least=50), True),
        (Figure("a", 1, "s", baseline=49, ratio_at_least=50), False),
        (Figure("a", 1, "s", ratio_at_least=50), False),
    ],
)
def test_passed_only_when_the_target_is_reached(figure, passed):
    assert figure.passed is passed


def test_table_shows_baseline_ratio_and_verdict():
    shown = table([Figure("rebuild", 0.1, "s", baseline=8, baseline_name="mptt", ratio_at_least=50)], {"cores": "2"})

    assert shown.startswith("cores: 2\n")
    assert [cell.strip() for cell in shown.splitlines()[-1].strip("|").split("|")] == [
        "rebuild", "0.1", "s", "", "mptt: 8", "80×", "ratio ≥ 50", "PASS",
    ]  # fmt: skip


def test_results_hold_ratio_and_verdict(tmp_path):
    path = tmp_path / "results.json"

    write_results(path, [Figure("push", 0.5, "s", at_most=1)], {"cores": "2"})

    stored = json.loads(path.read_text())
    assert stored["figures"][0]["passed"] is True
    assert stored["machine"] == {"cores": "2"}


def test_exponent_of_a_square_is_two():
    assert exponent([(10, 100), (100, 10_000), (1_000, 1_000_000)]) == pytest.approx(2)


def test_percentile_is_a_value_that_was_measured():
    assert percentile(range(1, 101), 95) == 95
    assert percentile([7], 95) == 7
