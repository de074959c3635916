"""The rendered nginx in front of a small server: what it serves itself, what it passes on, and with which headers."""

import http.client
import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from deploy.alive import a_host_of_ours, alive
from deploy.render import TEMPLATE, native_values, render

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


class Mirror(BaseHTTPRequestHandler):
    """Answers with the headers that arrived."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = json.dumps(dict(self.headers)).encode()
        self.send_response(500 if self.path == "/broken" else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def upstream() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Mirror) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def nginx(upstream: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Start nginx with some files to serve and return its port."""
    place = tmp_path_factory.mktemp("nginx")
    for path in ("static/a.0123456789ab.css", "static/plain.css", "media/photo.svg"):
        (place / path).parent.mkdir(exist_ok=True)
        (place / path).write_text("x" * 2000)
    port = _free_port()
    values = native_values(place) | {
        "SITE_LISTEN": f"127.0.0.1:{port}",
        "SITE_UPSTREAM": f"127.0.0.1:{upstream}",
        "SITE_TRUSTED_PROXY": "10.9.8.7",
        "SITE_SCHEME": "https",
        "SITE_STATIC_ROOT": str(place / "static"),
        "SITE_MEDIA_ROOT": str(place / "media"),
    }
    (place / "nginx.conf").write_text(render(TEMPLATE.read_text(encoding="utf-8"), values), encoding="utf-8")
    command = [str(NGINX), "-c", str(place / "nginx.conf"), "-e", str(place / "error.log"), "-g", "daemon off;"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        _wait_until_listening(port)
        yield port
        process.terminate()


def test_static_files_with_a_hash_are_kept_for_ever(nginx: int) -> None:
    hashed, plain = _get(nginx, "/static/a.0123456789ab.css"), _get(nginx, "/static/plain.css")

    assert hashed.getheader("Cache-Control") == "public, max-age=31536000, immutable"
    assert plain.getheader("Cache-Control") == "public, max-age=300"
    assert _get(nginx, "/static/none.css").status == 404


def test_static_files_are_compressed(nginx: int) -> None:
    answer = _get(nginx, "/static/plain.css", {"Accept-Encoding": "gzip"})

    assert answer.getheader("Content-Encoding") == "gzip"
    assert answer.getheader("Vary") == "Accept-Encoding"


def test_uploads_are_not_run(nginx: int) -> None:
    answer = _get(nginx, "/media/photo.svg")

    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert "script-src 'none'" in str(answer.getheader("Content-Security-Policy"))


@pytest.mark.parametrize("path", ["/static/../nginx.conf", "/media/%2e%2e/nginx.conf", "/static../nginx.conf"])
def test_nothing_beside_static_and_media_is_served(nginx: int, path: str) -> None:
    assert b"worker_processes" not in _get(nginx, path).read()


def test_the_portal_hears_who_asks_and_not_what_they_claim(nginx: int) -> None:
    claims = {
        "X-Forwarded-For": "1.2.3.4",
        "X-Forwarded-Proto": "gopher",
        "X-Forwarded-Host": "evil.example",
        "Host": "portal.example",
    }

    heard = json.loads(_get(nginx, "/", claims).read())

    assert heard["X-Forwarded-For"] == "127.0.0.1"
    assert heard["X-Forwarded-Proto"] == "https"
    assert heard["Host"] == "portal.example"
    assert "X-Forwarded-Host" not in heard


def test_the_version_is_not_told(nginx: int) -> None:
    assert _get(nginx, "/").getheader("Server") == "nginx"


def test_a_body_above_20_megabytes_is_refused(nginx: int) -> None:
    assert _get(nginx, "/", {"Content-Length": str(21 * 1024 * 1024)}).status == 413


def test_nginx_says_that_it_is_alive(nginx: int) -> None:
    assert _get(nginx, "/nginx-alive").read() == b"alive\n"


def test_the_health_check_asks_the_portal(upstream: int) -> None:
    assert alive(upstream, "portal.example")
    assert not alive(_free_port(), "portal.example")


@pytest.mark.parametrize(
    ("allowed_hosts", "host"),
    [("a.vn,b.vn", "a.vn"), (".a.vn", "a.vn"), ("*", "localhost"), ("", "localhost")],
)
def test_the_health_check_names_a_host_that_is_let_in(allowed_hosts: str, host: str) -> None:
    assert a_host_of_ours(allowed_hosts) == host


def _get(port: int, path: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path, headers={"Connection": "close", **(headers or {})})
    return connection.getresponse()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_listening(port: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx did not start")
