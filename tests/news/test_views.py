"""Counting how often articles are read: in a real Redis, folded into a real database, each reading once."""

from __future__ import annotations

import uuid

import pytest
import redis
from django.conf import settings

from news import tally
from news.actions import fold_views, withdraw
from news.actions import views as folding
from news.models import Article, ViewBatch, ViewCount
from news.tally import COUNTING, TAKEN, count_view, drop_batch, take_batch
from tests.country import Country
from tests.news.newsroom import at_once, draft, errors, published
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def counter(world, monkeypatch) -> redis.Redis:
    """The Redis of the tests, with nothing counted."""
    server = tally._redis(settings.CELERY_BROKER_URL)
    server.delete(COUNTING, TAKEN)
    monkeypatch.setattr(tally, "_down_until", 0.0)
    return server


@pytest.fixture
def article(administrator, country: Country) -> Article:
    return published(country.ha_noi, administrator)


def views(article: Article) -> int:
    return ViewCount.objects.filter(article=article).values_list("views", flat=True).first() or 0


def read(client, article: Article, **headers: str):
    return client.post(f"/luot-xem/{article.pk}/", headers={"user-agent": BROWSER, **headers})


def test_a_reading_is_counted_and_folded(client, article):
    for _ in range(3):
        assert read(client, article).json() == {"views": 0}
    assert views(article) == 0

    assert fold_views() == 3
    assert views(article) == 3
    assert fold_views() == 0
    read(client, article)
    fold_views()
    assert views(article) == 4


def test_a_reading_costs_one_increment_and_nothing_else(client, article, counter, django_assert_num_queries):
    read(client, article)
    before = counter.info("commandstats")

    with django_assert_num_queries(0):  # that it is published, and how often it was read, is known for a minute
        read(client, article)

    after = counter.info("commandstats")
    done = {name: after[name]["calls"] - before.get(name, {"calls": 0})["calls"] for name in after}
    assert {name for name, calls in done.items() if calls and name != "cmdstat_info"} == {"cmdstat_hincrby"}
    assert done["cmdstat_hincrby"] == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)"},
        {"user-agent": "facebookexternalhit/1.1"},
        {"user-agent": "Mozilla/5.0 HeadlessChrome/150.0"},
        {"user-agent": "python-requests/2.32"},
        {"user-agent": "curl/8.0"},
        {"user-agent": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "none"},
        {"sec-purpose": "prefetch;prerender"},
    ],
    ids=str,
)
def test_robots_other_sites_and_pages_fetched_ahead_do_not_count(headers, client, article):
    assert read(client, article, **headers).status_code == 200

    assert fold_views() == 0


def test_what_nobody_may_read_is_not_found_and_not_counted(client, article, administrator, country: Country):
    hidden = draft(country.ha_noi, administrator)
    withdraw(article, by=administrator, reason="Sai")

    for each in (hidden, article, Article(pk=99_999_999), Article(pk=10**30)):
        assert read(client, each).status_code == 404
    assert fold_views() == 0


def test_it_is_told_by_posting_and_nothing_is_kept_of_who(client, article):
    assert client.get(f"/luot-xem/{article.pk}/").status_code == 405

    response = read(client, article)

    assert not response.cookies
    assert response["Cache-Control"] == "private, no-store"


def test_the_page_of_an_article_in_the_cache_stays_there(visitor: Visitor, django, client, article):
    address = article.get_absolute_url()
    visitor.get(address)
    asked = django.asked

    read(client, article)
    fold_views()
    visitor.get(address)

    assert django.asked == asked


def test_without_redis_the_reader_notices_nothing(client, article, settings):
    settings.CELERY_BROKER_URL = "unix:///tmp/khong-co-redis.sock"

    for _ in range(2):
        assert read(client, article).json() == {"views": 0}
    with pytest.raises(redis.RedisError):
        fold_views()


# A worker may be killed at any moment: between any two of these steps.


def test_a_worker_killed_before_it_folds_loses_nothing(article):
    count_view(article.pk)
    take_batch()
    count_view(article.pk)  # goes on meanwhile

    assert fold_views() == 1
    assert fold_views() == 1
    assert views(article) == 2


def test_a_worker_killed_after_it_folds_doubles_nothing(article, counter):
    count_view(article.pk)
    batch = take_batch()
    folding._fold(batch)
    assert counter.exists(TAKEN)

    assert fold_views() == 0
    assert views(article) == 1
    assert not counter.exists(TAKEN)


def test_a_worker_that_was_stopped_for_a_while_does_no_harm(article):
    """She has taken a batch; others fold it and take the next one; then she goes on."""
    count_view(article.pk)
    hers = take_batch()
    assert fold_views() == 1
    count_view(article.pk)
    theirs = take_batch()

    assert folding._fold(hers) == 0
    drop_batch(hers)

    assert take_batch() == theirs
    assert fold_views() == 1
    assert views(article) == 2


def test_a_batch_that_lost_its_mark_gets_another(article, counter):
    """A worker was killed between taking the batch and marking it."""
    count_view(article.pk)
    counter.rename(COUNTING, TAKEN)

    assert fold_views() == 1
    assert views(article) == 1


@pytest.mark.django_db(transaction=True)
def test_any_number_of_workers_at_once_add_each_reading_once(article):
    def readers_and_a_worker() -> None:
        for _ in range(20):
            count_view(article.pk)
            fold_views()

    results = at_once(*[readers_and_a_worker] * 4)
    assert errors(results) == []
    while fold_views():
        pass

    assert views(article) == 80


def test_what_was_removed_meanwhile_is_left_out(article):
    count_view(article.pk)
    count_view(99_999_999)

    fold_views()

    assert list(ViewCount.objects.values_list("article", "views")) == [(article.pk, 1)]


def test_proofs_are_forgotten_in_time(article):
    ViewBatch.objects.create(key=uuid.uuid4())
    ViewBatch.objects.update(folded_at="2026-01-01T00:00:00Z")
    count_view(article.pk)

    fold_views()

    assert ViewBatch.objects.count() == 1


def test_the_clock_folds_every_minute():
    schedule = settings.CELERY_BEAT_SCHEDULE["add what was read to the counts of articles"]

    assert (schedule["task"], schedule["schedule"].total_seconds()) == ("news.fold_views", 60)
