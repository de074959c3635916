"""The beacon of an article's page, in a real browser under the portal's own policy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from news import tally
from news.actions import fold_views
from news.models import Article, ViewCount
from tests.browser.conftest import until
from tests.browser.looking import DESK
from tests.country import Country
from tests.news.newsroom import published

pytestmark = pytest.mark.browser

READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"
ROBOT = "Mozilla/5.0 AppleWebKit/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/150 Safari"


@pytest.fixture
def article(country: Country, administrator) -> Article:
    tally._redis(settings.CELERY_BROKER_URL).delete(tally.COUNTING, tally.TAKEN)
    article = published(country.ha_noi, administrator, keywords=["bão"])
    ViewCount.objects.create(article=article, views=1_000)
    return article


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=DESK, user_agent=READER)
    yield context.new_page()
    context.close()


def read(page: Page, host: str, article: Article) -> None:
    page.goto(host + article.get_absolute_url())
    page.wait_for_load_state("networkidle")


def counted() -> int:
    return sum(int(count) for count in tally._redis(settings.CELERY_BROKER_URL).hvals(tally.COUNTING))


def test_reading_counts_and_reloading_does_not(reader: Page, live_server, article):
    read(reader, live_server.url, article)
    until(lambda: counted() == 1)
    reader.reload()
    reader.wait_for_load_state("networkidle")
    read(reader, f"{live_server.url}/en", article)

    assert counted() == 1
    assert fold_views() == 1
    assert reader.get_by_text("Views: 1,000").is_visible()


def test_a_robot_that_runs_scripts_does_not_count(chromium: Browser, live_server, article):
    context = chromium.new_context(user_agent=ROBOT)
    read(context.new_page(), live_server.url, article)
    context.close()

    assert counted() == 0


def test_the_policy_of_the_page_has_nothing_against_its_block_of_data(reader: Page, live_server, article):
    said: list[str] = []
    reader.on("console", lambda message: said.append(message.text))

    read(reader, live_server.url, article)

    assert said == []
    assert '"NewsArticle"' in reader.locator('script[type="application/ld+json"]').inner_text()


def test_without_the_beacon_the_page_shows_what_it_knew(reader: Page, live_server, article):
    reader.route("**/luot-xem/**", lambda route: route.fulfill(status=429))

    read(reader, live_server.url, article)

    assert reader.get_by_text("Lượt xem: 1.000").is_visible()


def test_nothing_about_the_reader_is_kept_or_sent(reader: Page, live_server, article):
    sent = []
    reader.on("request", lambda request: sent.append(request) if "/luot-xem/" in request.url else None)

    read(reader, live_server.url, article)
    until(lambda: len(sent) == 1)

    assert "cookie" not in sent[0].all_headers()
    assert sent[0].post_data is None
    assert reader.context.cookies() == []
    assert reader.evaluate("localStorage.length") == 0
