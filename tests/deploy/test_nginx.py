"""The rendered nginx in front of a small server: what it serves itself, what it passes on, and with which headers."""

import http.client
import json
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.urls import reverse

from deploy.alive import a_host_of_ours, alive
from deploy.render import CHECKOUT, TEMPLATE, native_values, render

SIGN_IN = "/quan-tri/login/"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


class Mirror(BaseHTTPRequestHandler):
    """Answers with the headers that arrived."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = json.dumps(dict(self.headers)).encode()
        self.send_response(500 if self.path == "/broken" else 200)
        if self.path.startswith("/tai-lieu/"):  # as the portal names a document
            self.send_header("X-Accel-Redirect", "/media/tai-lieu/a.pdf")
            self.send_header("Content-Disposition", "attachment; filename=a.pdf")
            self.send_header("Content-Security-Policy", "default-src 'none'")
        self.send_header("Content-Type", "application/pdf" if "/tai-lieu/" in self.path else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

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


@contextmanager
def nginx_before(upstream: int, place: Path, **more: str) -> Iterator[int]:
    """Run nginx, with what lies in `place`, before what listens on `upstream`; yield its port."""
    port = _free_port()
    values = native_values(place) | {
        "SITE_LISTEN": f"127.0.0.1:{port}",
        "SITE_UPSTREAM": f"127.0.0.1:{upstream}",
        "SITE_TRUSTED_PROXY": "10.9.8.7",
        "SITE_SCHEME": "https",
        "SITE_STATIC_ROOT": str(place / "static"),
        "SITE_MEDIA_ROOT": str(place / "media"),
        **more,
    }
    (place / "nginx.conf").write_text(render(TEMPLATE.read_text(encoding="utf-8"), values), encoding="utf-8")
    command = [str(NGINX), "-c", str(place / "nginx.conf"), "-e", str(place / "error.log"), "-g", "daemon off;"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_until_listening(port)
            yield port
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def nginx(upstream: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Start nginx with some files to serve and return its port."""
    place = tmp_path_factory.mktemp("nginx")
    for path in (
        "static/a.0123456789ab.css",
        "static/plain.css",
        "static/plain.svg",
        "media/photo.svg",
        "media/photo-320.avif",
        "media/tai-lieu/a.pdf",
    ):
        (place / path).parent.mkdir(exist_ok=True, parents=True)
        (place / path).write_text("x" * 2000)
    for name in ("a.0123456789ab.css", "packed.js"):
        for form in ("br", "gz"):
            (place / f"static/{name}.{form}").write_text(form)
    (place / "static/packed.js").write_text("x")
    with nginx_before(upstream, place) as port:
        yield port


def test_static_files_with_a_hash_are_kept_for_ever(nginx: int) -> None:
    hashed, plain = _get(nginx, "/static/a.0123456789ab.css"), _get(nginx, "/static/plain.css")

    assert hashed.getheader("Cache-Control") == "public, max-age=31536000, immutable"
    assert plain.getheader("Cache-Control") == "public, max-age=300"
    assert _get(nginx, "/static/none.css").status == 404


@pytest.mark.parametrize(("name", "kind"), [("a.0123456789ab.css", "text/css"), ("packed.js", "text/javascript")])
@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [("gzip, deflate, br", "br", b"br"), ("gzip", "gzip", b"gz"), ("br;q=0, gzip", "gzip", b"gz"), ("", None, b"x")],
)
def test_static_files_are_sent_packed_as_the_reader_takes_them(
    nginx: int, name: str, kind: str, accepted: str, encoding: str | None, body: bytes
) -> None:
    answer = _get(nginx, f"/static/{name}", {"Accept-Encoding": accepted})

    assert (answer.status, answer.getheader("Content-Encoding")) == (200, encoding)
    assert answer.read().startswith(body)
    assert answer.getheader("Content-Type") == kind
    assert answer.headers.get_all("Vary") == ["Accept-Encoding"]
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert "max-age=" in answer.getheader("Cache-Control", "")
    assert _get(nginx, f"/static/{name}.br").status == 200


def test_other_static_files_are_packed_on_the_way(nginx: int) -> None:
    assert _get(nginx, "/static/plain.css", {"Accept-Encoding": "gzip"}).getheader("Content-Encoding") is None
    assert _get(nginx, "/static/plain.svg", {"Accept-Encoding": "gzip"}).getheader("Content-Encoding") == "gzip"


def test_uploads_are_not_run(nginx: int) -> None:
    answer = _get(nginx, "/media/photo.svg")

    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Content-Security-Policy") == "default-src 'none'; frame-ancestors 'none'; sandbox"


def test_pictures_are_sent_as_what_they_are(nginx: int) -> None:
    assert _get(nginx, "/media/photo-320.avif").getheader("Content-Type") == "image/avif"


@pytest.mark.parametrize("path", ["/media/tai-lieu/a.pdf", "/media//tai-lieu/a.pdf", "/media/x/../tai-lieu/a.pdf"])
def test_no_document_is_sent_by_its_path(nginx: int, path: str) -> None:
    assert _get(nginx, path).status == 404


def test_a_document_is_sent_when_the_portal_says_so(nginx: int) -> None:
    answer = _get(nginx, "/tai-lieu/1/2/a.pdf")

    assert answer.read() == b"x" * 2000
    assert answer.getheader("Content-Disposition") == "attachment; filename=a.pdf"
    assert answer.getheader("Content-Type") == "application/pdf"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.headers.get_all("Content-Security-Policy") == ["default-src 'none'; frame-ancestors 'none'; sandbox"]


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
    answer = _get(nginx, "/", {"Content-Length": str(21 * 1024 * 1024)})

    assert answer.status == 413
    assert "nhiều nhất 20 MB" in answer.read().decode()


def test_many_attempts_to_sign_in_from_one_address_must_wait(nginx: int) -> None:
    answers = [_ask("POST", nginx, SIGN_IN, source="127.0.0.2") for _ in range(15)]

    assert [answer.status for answer in answers] == [200] * 11 + [429] * 4
    assert "Gửi quá nhiều lần" in answers[-1].read().decode()
    assert _ask("POST", nginx, SIGN_IN, source="127.0.0.3").status == 200
    assert _ask("GET", nginx, SIGN_IN, source="127.0.0.2").status == 200
    assert _ask("POST", nginx, "/quan-tri/", source="127.0.0.2").status == 200


def test_many_ratings_from_one_address_must_wait_and_reading_never(nginx: int) -> None:
    answers = [_ask("POST", nginx, "/co-quan/ha-noi/danh-gia/", source="127.0.0.4").status for _ in range(25)]

    assert answers == [200] * 21 + [429] * 4
    assert _ask("GET", nginx, "/co-quan/ha-noi/danh-gia/?muc=not", source="127.0.0.4").status == 200


def test_readings_from_one_address_are_counted_up_to_a_bound(nginx: int) -> None:
    answers = [_ask("POST", nginx, "/luot-xem/1/", source="127.0.0.5").status for _ in range(250)]

    assert answers[:121] == [200] * 121
    assert 429 in answers
    assert _ask("POST", nginx, "/luot-xem/1/", source="127.0.0.6").status == 200


def test_a_system_that_sends_without_pause_must_wait_and_is_told_so_in_json(nginx: int) -> None:
    def send(key: str, source: str) -> http.client.HTTPResponse:
        return _ask("POST", nginx, "/api/v1/dossiers/events", headers={"X-Feed-Key": key}, source=source)

    answers = [send("tsf_one", "127.0.0.7") for _ in range(40)]

    assert [answer.status for answer in answers[:31]] == [200] * 31
    assert answers[-1].status == 429
    assert json.loads(answers[-1].read())["error"] == "too_often"
    assert send("tsf_two", "127.0.0.7").status == 200


def test_a_batch_above_5_megabytes_is_refused_in_json(nginx: int) -> None:
    answer = _get(nginx, "/api/v1/dossiers/events", {"Content-Length": str(6 * 1024 * 1024)})

    assert answer.status == 413
    assert json.loads(answer.read())["error"] == "too_large"


def test_the_sign_in_page_is_passed_on_like_every_other(nginx: int) -> None:
    assert json.loads(_get(nginx, SIGN_IN).read()) == json.loads(_get(nginx, "/").read())


def test_the_address_that_is_limited_is_the_one_where_people_sign_in() -> None:
    assert reverse("admin:login") == SIGN_IN


def test_a_portal_that_is_down_has_a_page(tmp_path: Path) -> None:
    with nginx_before(_free_port(), tmp_path) as port:
        answer = _get(port, "/")

    assert answer.status == 503
    assert answer.getheader("Retry-After") == "120"
    assert answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert answer.getheader("Cache-Control") == "no-store"
    text = answer.read().decode()
    assert "Cổng đang tạm ngừng" in text
    assert "The portal is not available" in text
    assert "<!--#" not in text


def test_whom_to_call_and_what_is_planned_stands_there(tmp_path: Path) -> None:
    said = {"SITE_PHONE": "024 0000 0000", "SITE_NOTICE": "Bảo trì đến 6 giờ.", "SITE_NOTICE_IN_ENGLISH": "Until 6 am."}
    with nginx_before(_free_port(), tmp_path, **said) as port:
        text = _get(port, "/").read().decode()

    assert [words for words in said.values() if words not in text] == []


def test_errors_of_the_portal_are_its_own(nginx: int) -> None:
    answer = _get(nginx, "/broken")

    assert answer.status == 500
    assert answer.getheader("Content-Type") == "application/json"


def test_the_pages_for_errors_are_no_addresses(nginx: int) -> None:
    assert _get(nginx, "/_error/unavailable.html").status == 404


@pytest.mark.parametrize("page", sorted((CHECKOUT / "deploy/errors").glob("*.html")), ids=lambda page: page.name)
def test_the_pages_for_errors_need_nothing_else(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert '<html lang="vi">' in text
    assert [word for word in ("src=", "url(", "@import", "<script", "<style", " style=") if word in text] == []
    assert re.findall(r'href="([^"]+)"', text) == ["/_error/errors.css", *re.findall(r'href="(tel:[^"]+)"', text)]


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
    return _ask("GET", port, path, headers)


def _ask(
    method: str, port: int, path: str, headers: dict[str, str] | None = None, source: str = "127.0.0.1"
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5, source_address=(source, 0))
    connection.request(method, path, headers={"Connection": "close", **(headers or {})})
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
