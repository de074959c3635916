"""The pages that one process knows: a dictionary with a bound in bytes.

What came first goes first, so that reading needs no lock and leaves no mark; what is asked for often is soon back from
the shelf.
"""

from __future__ import annotations

import threading

from portal.page_cache.page import Page

Key = tuple[str, str]  # path and known query


class Memory:
    """Pages by key. Reading takes no lock."""

    def __init__(self, most_bytes: int) -> None:
        """Hold at most about `most_bytes`."""
        self._most = most_bytes
        self._bytes = 0
        self._pages: dict[Key, Page] = {}
        self._lock = threading.Lock()
        self.get = self._pages.get

    def keep(self, key: Key, page: Page) -> None:
        """Keep a page in place of what was known by its key."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._bytes += page.size
            while self._bytes > self._most:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def _drop(self, key: Key) -> None:
        former = self._pages.pop(key, None)
        if former:
            self._bytes -= former.size
