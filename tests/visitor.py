"""A visitor of the WSGI application itself: past Django's test client, which knows no page cache."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass, field
from typing import Any

from django.core.handlers.wsgi import WSGIHandler


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes
    all_headers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.body.decode()


class CountedDjango:
    """Django, counting how often it was asked."""

    def __init__(self) -> None:
        self._django = WSGIHandler()
        self.asked = 0

    def __call__(self, environ, start_response):
        self.asked += 1
        return self._django(environ, start_response)


@dataclass
class Visitor:
    """Asks `application` for pages."""

    application: Any

    def get(self, address: str, *, method: str = "GET", **headers: str) -> Answer:
        """Ask for a page; `headers` are given as in WSGI: HTTP_HOST="…"."""
        path, _, query = address.partition("?")
        started: list[Any] = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "SCRIPT_NAME": "",
            "wsgi.input": io.BytesIO(b""),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **headers,
        }
        response = self.application(environ, lambda status, headers, *_: started.append((status, headers)))
        body = b"".join(response)
        getattr(response, "close", lambda: None)()
        status, sent = started[0]
        return Answer(int(status[:3]), {name.lower(): value for name, value in sent}, body, sent)
