"""How long a service that keeps dying is started again."""

from pathlib import Path

import pytest

from embedded import keeper
from embedded.errors import EmbeddedError
from embedded.keeper import Keeper


class Mayfly:
    """Dies as soon as it lives."""

    name = "worker"
    log = Path("worker.log")
    starts = 0

    def alive(self):
        return False

    def start(self):
        self.starts += 1


class Sturdy(Mayfly):
    """Lives."""

    def alive(self):
        return True


@pytest.fixture
def told(monkeypatch):
    monkeypatch.setattr(keeper, "LONGEST_PAUSE_SECONDS", 0)
    return []


def look_often(service, told, times=40):
    watch = Keeper(service, told.append)
    for _ in range(times):
        watch.look()


def test_a_living_service_is_left_alone(told):
    service = Sturdy()

    look_often(service, told)

    assert (service.starts, told) == (0, [])


def test_five_quick_deaths_in_a_row_are_enough(told):
    service = Mayfly()

    with pytest.raises(EmbeddedError, match=r"worker died 5 times in a row\. Its log: worker\.log"):
        look_often(service, told)

    assert service.starts == 4
    assert len(told) == 4


def test_deaths_after_a_long_life_are_forgiven(told, monkeypatch):
    monkeypatch.setattr(keeper, "QUICK_DEATH_SECONDS", 0)
    service = Mayfly()

    look_often(service, told)

    assert service.starts == 20


def test_a_start_that_fails_counts_as_a_death(told):
    class Unwilling(Mayfly):
        def start(self):
            raise EmbeddedError("PostgreSQL does not start.")

    with pytest.raises(EmbeddedError, match="5 times in a row"):
        look_often(Unwilling(), told)

    assert "PostgreSQL does not start." in told
