"""The date line of news."""

import datetime

import pytest

from vietnamese.dates import long_date

HANOI = datetime.timezone(datetime.timedelta(hours=7))


def test_a_moment_has_the_time_behind_a_bar() -> None:
    moment = datetime.datetime(2015, 4, 23, 8, 47, 44, tzinfo=HANOI)

    assert long_date(moment) == "Thứ 5, 23/04/2015 | 08:47:44"


def test_midnight_is_a_time() -> None:
    assert long_date(datetime.datetime(2026, 1, 1, tzinfo=HANOI)) == "Thứ 5, 01/01/2026 | 00:00:00"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (20, "Thứ 2, 20/04/2015"),
        (21, "Thứ 3, 21/04/2015"),
        (22, "Thứ 4, 22/04/2015"),
        (23, "Thứ 5, 23/04/2015"),
        (24, "Thứ 6, 24/04/2015"),
        (25, "Thứ 7, 25/04/2015"),
        (26, "Chủ nhật, 26/04/2015"),
    ],
)
def test_a_day_has_none(day: int, expected: str) -> None:
    assert long_date(datetime.date(2015, 4, day)) == expected
