"""Published pages in nginx: kept until the end of the second, asked for once, shown old when the portal is down."""

from __future__ import annotations

import asyncio
import http.client
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from embedded.children import wait_until
from portal.page_cache.page import CACHE_CONTROL
from tests.deploy.test_nginx import nginx_before
from tests.visitor import Answer

BODY = b"<p>page</p>" * 500


class Portal(ThreadingHTTPServer):
    """Answers as the portal's page cache does, and keeps what was asked of it."""

    daemon_threads = True
    request_queue_size = 1_000

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.slow = 0.0
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.kept = 0  # seconds after the present one
        self.status = 200
        self.body = BODY


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Portal

    def do_GET(self) -> None:
        self.server.asked.append(
            f"{self.headers.get('Accept-Encoding', '')} {self.headers['Host']} {self.path}".strip()
        )
        time.sleep(self.server.slow)
        self.server.may_answer.wait(timeout=10)
        self.send_response(self.server.status)
        if self.path.startswith("/rieng"):
            self.send_header("Cache-Control", "private, no-store")
        elif self.server.status < 500:
            self.send_header("Cache-Control", CACHE_CONTROL)
            self.send_header("ETag", 'W/"one"')
            self.send_header("Vary", "Accept-Encoding")
            self.send_header("X-Accel-Expires", f"@{int(time.time()) + self.server.kept}")
        if self.path.startswith("/banh-quy"):
            self.send_header("Set-Cookie", "a=b")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def nginx(portal: Portal, tmp_path: Path) -> Iterator[int]:
    with nginx_before(portal.server_port, tmp_path) as port:
        yield port


def get(port: int, path: str, **headers: str) -> Answer:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)


def at_the_beginning_of_a_second() -> None:
    time.sleep(1.05 - time.time() % 1)


def test_within_a_second_the_portal_is_asked_once(nginx: int, portal: Portal) -> None:
    at_the_beginning_of_a_second()
    first = int(time.time())
    for _ in range(20):
        assert get(nginx, "/").status == 200

    assert 1 <= len(portal.asked) <= int(time.time()) - first + 1  # one, unless the machine is busy


def test_in_the_next_second_the_portal_is_asked_again(nginx: int, portal: Portal) -> None:
    get(nginx, "/")
    at_the_beginning_of_a_second()
    time.sleep(0.1)
    get(nginx, "/")

    assert len(portal.asked) == 2


async def readers_at_once(port: int, path: str, number: int) -> list[str]:
    """Connect so many readers, let them all ask in the same moment, and return what came back first to each."""
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(number)]
    for _, sending in lines:
        sending.write(f"GET {path} HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n".encode())
    answers = await asyncio.gather(*(receiving.read() for receiving, _ in lines))
    for _, sending in lines:
        sending.close()
    return [answer.partition(b"\r\n")[0].decode() for answer in answers]


# The page is kept for a minute here, so that the end of a second, early or late on a busy machine, is no part of this.
@pytest.mark.parametrize("slow", [0.1, 1.2])
def test_five_hundred_at_once_are_one_question(slow: float, nginx: int, portal: Portal) -> None:
    portal.slow, portal.kept = slow, 60

    with ThreadPoolExecutor(1) as apart:  # the loop of a browser's tests may run in this thread
        answers = apart.submit(lambda: asyncio.run(readers_at_once(nginx, "/", 500))).result()

    assert answers == ["HTTP/1.1 200 OK"] * 500
    assert len(portal.asked) == 1


def test_what_is_published_shows_with_the_next_second(nginx: int, portal: Portal) -> None:
    get(nginx, "/")
    portal.body = b"corrected"
    at_the_beginning_of_a_second()

    assert get(nginx, "/").body == b"corrected"


def test_nobody_waits_while_another_fetches_the_next_version(nginx: int, portal: Portal) -> None:
    at_the_beginning_of_a_second()
    get(nginx, "/")
    portal.body = b"corrected"
    portal.may_answer.clear()
    at_the_beginning_of_a_second()
    first = threading.Thread(target=get, args=(nginx, "/"))
    first.start()
    assert wait_until(lambda: len(portal.asked) == 2, seconds=5)

    assert get(nginx, "/").body == BODY  # while the first still waits
    portal.may_answer.set()
    first.join()
    assert len(portal.asked) == 2


@pytest.mark.parametrize("status", [301, 403, 404, 410])
def test_a_page_that_is_taken_back_is_gone(status: int, nginx: int, portal: Portal) -> None:
    get(nginx, "/")
    portal.status = status
    at_the_beginning_of_a_second()

    assert get(nginx, "/").status == status


def test_a_reader_who_has_the_page_is_told_so(nginx: int) -> None:
    assert get(nginx, "/").headers["etag"] == 'W/"one"'
    assert get(nginx, "/", If_None_Match='W/"one"').status == 304


def test_encodings_are_kept_apart_and_asked_for_by_our_names(nginx: int, portal: Portal) -> None:
    portal.kept = 60
    for accepted in (
        "gzip, deflate, br, zstd",
        "br;q=1.0, gzip",
        "gzip",
        "deflate, gzip;q=0.5",
        "br;q=0, gzip",
        "*",
        "",
    ):
        get(nginx, "/", Accept_Encoding=accepted, Host="a.example")

    assert sorted(portal.asked) == ["a.example /", "br a.example /", "gzip a.example /"]


def test_a_page_of_one_host_is_not_given_out_for_another(nginx: int, portal: Portal) -> None:
    for host in ("a.example", "b.example"):
        get(nginx, "/", Host=host, X_Forwarded_Host="forged.example")

    assert len(portal.asked) == 2


def test_what_no_page_reads_does_not_fill_the_disk(nginx: int, portal: Portal) -> None:
    portal.kept = 60
    for junk in ("", "?utm_source=x", "?a=1&b=2", "?fbclid=abc"):
        get(nginx, f"/{junk}")
    get(nginx, "/?trang=2")

    assert len(portal.asked) == 2


@pytest.mark.parametrize("path", ["/rieng", "/banh-quy", "/quan-tri/"])
def test_what_is_for_one_visitor_is_never_kept(path: str, nginx: int, portal: Portal, tmp_path: Path) -> None:
    for _ in range(3):
        get(nginx, path)

    assert len(portal.asked) == 3


def test_known_pages_are_shown_while_the_portal_is_broken(nginx: int, portal: Portal) -> None:
    get(nginx, "/")
    portal.status = 500
    time.sleep(2.1)

    answer = get(nginx, "/")

    assert (answer.status, answer.body) == (200, BODY)
    assert get(nginx, "/not-known").status == 500
