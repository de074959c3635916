"""A real Chromium, that of the system, and a portal for it to look at."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from celery import current_app
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.looking import DESK
from tests.country import Country, small_country
from tests.kept import Kept

# The first of these that there is. The headless shell draws no window around the page, and takes half the time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session", autouse=True)
def _django_beside_playwright() -> None:
    """Let tests ask the database while Playwright's event loop runs in the same thread."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session", autouse=True)
def _static_files_kept() -> Iterator[None]:
    """Let a browser keep style sheets and scripts from page to page, as it does with those of the real server."""
    serve = StaticFilesHandler.serve

    def for_an_hour(self: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        answer = serve(self, request)
        answer["Cache-Control"] = "max-age=3600"
        return answer

    StaticFilesHandler.serve = for_an_hour
    yield
    StaticFilesHandler.serve = serve


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the system. Missing, it is an error in CI and a skipped test elsewhere."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: install the package chromium-headless-shell, or chromium.")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def country(kept: Kept, transactional_db) -> Country:
    """The small country, committed, so that other processes see it."""
    kept.found_country()
    return small_country()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A window of a desk's width."""
    context = chromium.new_context(viewport=DESK, locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture
def worker(country: Country, settings) -> Iterator[None]:
    """A real Celery worker on the test database, and among the files of the test."""
    database = connection.settings_dict
    host = database["OPTIONS"].get("host", database["HOST"])
    environment = {
        **os.environ,
        "DEVELOPMENT": "1",
        "DATABASE_URL": f"postgres://postgres@/{database['NAME']}?host={host}",
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "FEEDBACK_ROOT": str(settings.FEEDBACK_ROOT),
        "REDIS_URL": current_app.conf.broker_url,
    }
    argv = [sys.executable, "-m", "celery", "-A", "portal", "worker", "--concurrency=1", "--loglevel=WARNING"]
    process = subprocess.Popen(argv, env=environment, start_new_session=True)
    yield
    process.terminate()
    process.wait(timeout=15)


def until(condition, *, seconds: float = 10) -> None:
    """Wait until `condition()` holds; fail when it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
