"""In front of Django: answers what is known, and keeps the published pages that Django answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.http.request import split_domain_port, validate_host

from agencies.publication import is_published, known_query, marked_as_published
from portal.page_cache.memory import Key, Memory
from portal.page_cache.page import Headers, Page
from portal.page_cache.release import release
from portal.page_cache.shelf import Shelf
from portal.page_cache.versions import Versions, VersionUnknown

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

KEPT_STATUSES = {200, 301, 410}
OF_THE_ADDRESS = {200, 301, 302, 404}  # answers that say something of the address, not of the request
NEVER_PUBLISHED = ("/quan-tri/", "/static/", "/media/", "/suc-khoe/", "/sitemap", "/robots.txt")
MOST_UNPUBLISHED = 10_000


class Door:
    """The WSGI application that the server calls."""

    def __init__(self, django: Application, *, memory: Memory, shelf: Shelf, versions: Versions) -> None:
        self._django = django
        self._memory = memory
        self._shelf = shelf
        self._versions = versions
        self._turns: dict[Key, threading.Lock] = {}
        self._unpublished: dict[Key, str] = {}  # at which version
        self._hosts = Hosts(settings.ALLOWED_HOSTS)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path = environ["PATH_INFO"]
        if not self._may_be_known(environ, path):
            return self._django(environ, start_response)
        key = (path, known_query(environ.get("QUERY_STRING", "")))
        try:
            version = self._versions.of(path)
        except VersionUnknown:
            return self._without_the_database(key, environ, start_response)
        page = self._memory.get(key)
        if page and page.version == version:
            return answer(page, environ, start_response)
        if self._unpublished.get(key) == version:
            return self._django(environ, start_response)
        return self._fetch(key, version, environ, start_response)

    def _may_be_known(self, environ: Environ, path: str) -> bool:
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and not path.startswith(NEVER_PUBLISHED)
            and "\0" not in path  # no text in PostgreSQL holds one; Django refuses it
            and self._hosts.ours(environ.get("HTTP_HOST", ""))
            and is_secure_enough(environ)
        )

    def _without_the_database(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Give out the last page that anybody knows; without one, let Django say what is wrong."""
        page = self._memory.get(key) or self._shelf.get(key)
        return answer(page, environ, start_response) if page else self._django(environ, start_response)

    def _fetch(self, key: Key, version: str, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from the shelf, or have the page rendered: by one thread of one process, while the others wait."""
        turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            page = self._memory.get(key)
            if page is None or page.version != version:
                page = self._on_the_shelf(key, version)
            if page is None:
                return self._render(key, version, environ, start_response)
            self._memory.keep(key, page)
            self._turns.pop(key, None)
        return answer(page, environ, start_response)

    def _on_the_shelf(self, key: Key, version: str) -> Page | None:
        page, first = self._shelf.get_or_go_first(key, version)
        return page if page or first else self._shelf.wait_for(key, version)

    def _render(self, key: Key, version: str, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Let Django answer, and keep the answer if it is for everybody. HEAD is asked as GET, so that all is there."""
        asked = {**environ, "REQUEST_METHOD": "GET", "portal.content_version": version}
        started: list[tuple[str, Headers]] = []
        page: Page | None = None
        try:
            response = self._django(asked, lambda status, headers, *_: started.append((status, headers)))
            page = page_of(response, *started[0], version=version)
            if page:
                self._memory.keep(key, page)
                self._shelf.keep(key, page)
        finally:
            if page is None:
                self._shelf.give_way(key)
            self._turns.pop(key, None)
        if page is None:
            self._note_unpublished(key, version, response)
            start_response(*started[0])
            return response  # the server leaves the body out for HEAD, as it does for all that Django answers
        response.close()  # type: ignore[attr-defined]
        return answer(page, environ, start_response)

    def _note_unpublished(self, key: Key, version: str, response: Iterable[bytes]) -> None:
        """Remember what is no published page now, so that those who ask for it do not wait for each other.

        Only what any visitor would get: never what a broken request was answered.
        """
        if getattr(response, "status_code", 500) in OF_THE_ADDRESS and not marked_as_published(response):
            if len(self._unpublished) >= MOST_UNPUBLISHED:
                self._unpublished.clear()
            self._unpublished[key] = version


class Hosts:
    """The names of the portal, as Django takes them: pages are given out without asking it."""

    def __init__(self, allowed: list[str]) -> None:
        """Take what ALLOWED_HOSTS says."""
        self._allowed = allowed
        self.ours = lru_cache(maxsize=1_000)(self._ours)

    def _ours(self, host: str) -> bool:
        domain, _port = split_domain_port(host)
        return bool(domain) and validate_host(domain, self._allowed)


def page_of(response: Iterable[bytes], status: str, headers: Headers, *, version: str) -> Page | None:
    """Return the page to be kept of what Django answered; None for what is for one visitor only, or not whole."""
    if not isinstance(response, HttpResponse) or not is_published(response):
        return None
    if response.status_code not in KEPT_STATUSES:
        return None
    ours = {"content-length", "cache-control", "etag", "vary"}
    return Page(
        version, status, [(name, value) for name, value in headers if name.lower() not in ours], response.content
    )


def answer(page: Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Give out a page: in an encoding that the visitor reads, or 304 if she has it already."""
    headers, body = page.in_encoding(encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")))
    # To the proxy: yours until the end of this second. It stands after Cache-Control, whose other words stay in force.
    headers = [*headers, ("X-Accel-Expires", f"@{int(time.time())}")]
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and page.status.startswith("200") and (page.opaque_tag in known or known.strip() == "*"):
        start_response("304 Not Modified", [h for h in headers if not h[0].startswith("Content-")])
        return [b""]
    start_response(page.status, headers)
    return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [body]


@lru_cache(maxsize=1_000)
def encoding_for(accepted: str) -> str:
    """Return the best of our encodings that an Accept-Encoding header takes: "br", "gzip" or "" for none."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = (
            not parameter.replace(" ", "").startswith(("q=0;", "q=0.0")) and parameter.strip() != "q=0"
        )
    for encoding in ("br", "gzip"):
        if weights.get(encoding):
            return encoding
    return ""


def is_secure_enough(environ: Environ) -> bool:
    """Tell whether a request may be answered here; Django sends the others on to HTTPS."""
    return not settings.SECURE_SSL_REDIRECT or environ.get("HTTP_X_FORWARDED_PROTO") == "https"


def with_page_cache(django: Application) -> Application:
    """Return Django behind a door of its own, or as it is where pages shall not be kept."""
    if not settings.PAGE_CACHE:
        return django
    shelf = Shelf(settings.CACHE_URL, release())
    return Door(django, memory=Memory(settings.PAGE_CACHE_BYTES), shelf=shelf, versions=Versions())
