"""The events of articles stay as they were written: the database refuses anything else."""

import pytest
from django.db import IntegrityError, connection, transaction

from news.models import ArticleEvent
from tests.country import Country
from tests.news.newsroom import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(author, country: Country) -> ArticleEvent:
    return draft(country.ba_dinh, author).events.get()


def test_an_event_is_not_changed(event: ArticleEvent):
    event.verb = "published"

    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        event.save()


def test_an_event_is_not_deleted(event: ArticleEvent):
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        event.delete()


def test_nor_by_sql(event: ArticleEvent):
    with (
        pytest.raises(IntegrityError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE news_articleevent SET at = now() - interval '1 day'")
