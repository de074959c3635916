"""What readers wrote is removed after two years; how many chose which level stays."""

from __future__ import annotations

import datetime
from uuid import uuid4

import pytest

from feedback.actions import forget_comments, rate_page
from feedback.models import Level, PageRating
from feedback.tasks import forget_old_comments
from tests.country import Country

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2028, 11, 23)
TWO_YEARS_AGO = datetime.date(2026, 11, 24)


def rated_on(country: Country, day: datetime.date) -> PageRating:
    said = {"language": "vi", "level": Level.NOT, "comment": "Thiếu giờ làm việc"}
    rating = rate_page(country.ba_dinh, "/co-quan/ha-noi/phuong-ba-dinh/", token=uuid4(), **said)
    PageRating.objects.filter(pk=rating.pk).update(rated_on=day)
    return rating


def test_words_older_than_two_years_are_removed_and_no_others(country: Country):
    old = rated_on(country, TWO_YEARS_AGO - datetime.timedelta(days=1))
    kept = rated_on(country, TWO_YEARS_AGO)

    assert forget_comments(TODAY) == 1
    assert forget_comments(TODAY) == 0

    for rating in (old, kept):
        rating.refresh_from_db()
    assert (old.comment, old.level) == ("", "not")
    assert kept.comment == "Thiếu giờ làm việc"


def test_the_clock_starts_it(country: Country):
    old = rated_on(country, datetime.date(2020, 1, 1))

    forget_old_comments()

    old.refresh_from_db()
    assert old.comment == ""
