"""What the tests that walk the whole admin share."""

from __future__ import annotations

import pytest

from agencies.models import User
from tests.country import Country
from tests.portal.rows import Rows, rows_at


@pytest.fixture
def rows(operator: User, country: Country) -> Rows:
    """One row of each model in Ba Đình, in Huế and at the Government, seen from Hà Nội."""
    return Rows(
        inside=rows_at(country.ba_dinh, operator),
        sibling=rows_at(country.hue, operator),
        ancestor=rows_at(country.government, operator),
    )
