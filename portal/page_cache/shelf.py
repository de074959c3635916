"""The pages that all processes know, in Redis. Whatever goes wrong with it is a page that is not there."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from typing import TypeVar

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.page_cache.memory import Key
from portal.page_cache.page import Page

PATIENCE = 0.3  # seconds for an answer of Redis
KEPT = 3_600  # seconds
RENDERING = 2_000  # milliseconds after which somebody who renders is given up: perhaps it was killed
LOOK_AGAIN = 0.02  # seconds
AFTER_FAILURE = 2.0  # seconds in which Redis is left alone

T = TypeVar("T")
log = logging.getLogger(__name__)


class Shelf:
    """Pages in Redis below a name of their own, for one release of the code."""

    def __init__(self, url: str, release: str) -> None:
        """Use the server at `url`."""
        self._redis = redis.Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), 0)
        )
        self._release = release
        self._down_until = 0.0

    def get(self, key: Key) -> Page | None:
        """Return the page last kept by `key`, at whatever version."""
        return self._read(self._ask(lambda: self._redis.get(self._name("page", key))))

    @staticmethod
    def _read(stored: object) -> Page | None:
        try:
            return Page.from_bytes(stored) if isinstance(stored, bytes) else None
        except (ValueError, TypeError):
            return None

    def get_or_go_first(self, key: Key, version: str) -> tuple[Page | None, bool]:
        """Return the page at `version`, or whether the caller is the one who shall render it; one question to Redis.

        Without Redis everybody renders.
        """

        def ask() -> tuple[object, object]:
            asked = self._redis.pipeline(transaction=False)
            asked.get(self._name("page", key))
            asked.set(self._name("turn", key), 1, nx=True, px=RENDERING)
            stored, first = asked.execute()
            return stored, first

        answer = self._ask(ask)
        if answer is None:
            return None, True
        page, first = self._read(answer[0]), bool(answer[1])
        if page and page.version == version:
            if first:
                self.give_way(key)
            return page, False
        return None, first

    def keep(self, key: Key, page: Page) -> None:
        """Keep a page in place of what was known by its key, and let those who wait for it go on."""

        def ask() -> object:
            asked = self._redis.pipeline(transaction=False)
            asked.set(self._name("page", key), page.to_bytes(), ex=KEPT)
            asked.delete(self._name("turn", key))
            return asked.execute()

        self._ask(ask)

    def give_way(self, key: Key) -> None:
        """Say that the rendering is over, whatever came of it."""
        self._ask(lambda: self._redis.delete(self._name("turn", key)))

    def wait_for(self, key: Key, version: str) -> Page | None:
        """Return the page at `version` that somebody else renders now, or None when it does not come."""
        give_up = time.monotonic() + RENDERING / 1000
        while time.monotonic() < give_up:
            time.sleep(LOOK_AGAIN)
            over = not self._ask(lambda: self._redis.exists(self._name("turn", key)))
            page = self.get(key)
            if page and page.version == version:
                return page
            if over:
                break
        return None

    def _name(self, what: str, key: Key) -> str:
        digest = hashlib.sha256("\n".join(key).encode("utf-8", "surrogateescape")).hexdigest()[:40]
        return f"page:{self._release}:{what}:{digest}"

    def _ask(self, question: Callable[[], T]) -> T | None:
        if time.monotonic() < self._down_until:
            return None
        try:
            return question()
        except redis.RedisError as error:
            log.warning("Pages are not shared for a moment: %s", error)
            self._down_until = time.monotonic() + AFTER_FAILURE
            return None
