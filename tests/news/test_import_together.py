"""Two who bring in the same file at once, and a database session that dies in the midst of it."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import Error, connection

from agencies.imports import Table, bring_in, read_table
from agencies.models import User
from news.models import Article, ArticleEvent
from news.resources import ArticleResource
from tests.country import Country, small_country
from tests.files import file_of
from tests.kept import Kept
from tests.news.newsroom import at_once, errors
from tests.news.test_import_articles import row

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def country(kept: Kept, transactional_db) -> Country:
    """The small country, committed, so that other sessions see it."""
    kept.found_country()
    return small_country()


@pytest.fixture
def table() -> Table:
    return read_table("tep.csv", file_of([row(f"Bài {number}") for number in range(20)]).getvalue())


def test_of_two_who_bring_in_the_same_file_the_second_finds_it_done(author: User, table: Table):
    write = partial(bring_in, ArticleResource, table, by=author, write=True)

    results = at_once(write, write)

    assert errors(results) == []
    assert sorted(outcome.written for outcome in results) == [False, True]
    assert Article.objects.count() == 20
    (refused,) = (outcome for outcome in results if not outcome.written)
    assert "đã có bài số" in refused.bad[0].faults[0].reason


class Dying(ArticleResource):
    """Loses its session once everything is written, and nothing committed."""

    def keep(self, rows: list[Article]) -> None:
        super().keep(rows)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def test_of_a_session_that_dies_nothing_is_written(author: User, table: Table):
    with pytest.raises(Error):
        bring_in(Dying, table, by=author, write=True)
    connection.close()

    assert not Article.objects.exists()
    assert not ArticleEvent.objects.exists()
