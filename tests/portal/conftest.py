"""What the tests that walk the whole admin share."""

from __future__ import annotations

import pytest

from tests.country import Country
from tests.kept import Kept
from tests.portal.rows import Rows, all_rows


@pytest.fixture(scope="session")
def _rows_kept(kept: Kept, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        kept.keep("rows", all_rows)


@pytest.fixture
def rows(_rows_kept: None, kept: Kept, country: Country) -> Rows:
    """One row of each model in Ba Đình, in Huế and at the Government, seen from Hà Nội."""
    return kept.bring("rows")
