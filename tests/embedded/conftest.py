"""Every test here has a world of its own, which is gone afterwards."""

import itertools
import os

import pytest

from embedded.clean import remove_world

_numbers = itertools.count(1)


@pytest.fixture
def world_name():
    name = f"test-embedded-{os.getpid()}-{next(_numbers)}"
    yield name
    remove_world(name)
