"""The settings in production: what they insist on, what they say, and that the deployment files provide it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from deploy.compose import Compose
from deploy.render import CHECKOUT

NEEDED = {
    "DEVELOPMENT": "0",
    "SECRET_KEY": "chi-de-thu",
    "ALLOWED_HOSTS": "portal.example",
    "PORTAL_ORIGIN": "https://portal.example",
    "DATABASE_URL": "postgres://portal:chi-de-thu@localhost:5432/portal",
    "REDIS_URL": "redis://localhost:6379/0",
    "MEDIA_ROOT": "/srv/media",
    "FEEDBACK_ROOT": "/srv/feedback",
    "EMAIL_URL": "smtp://mail.example",
}


GIVEN = {
    "SECRET_KEY": "x",
    "ALLOWED_HOSTS": "portal.example",
    "POSTGRES_PASSWORD": "x",
    "EMAIL_URL": "smtp://mail.example",
    "MAIL_FROM": "x@portal.example",
}


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with `environment`, and with nothing of our own but the way to the programs."""
    command = [sys.executable, "manage.py", *arguments]
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment}
    return subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)


def settings(environment: dict[str, str], expression: str) -> object:
    """Return what `expression` makes of the settings under `environment`."""
    program = f"import json; from django.conf import settings; print('=' + json.dumps({expression}))"
    run = manage(environment, "shell", "--no-imports", "-c", program)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.rpartition("=")[2])


def test_with_all_that_is_needed_the_checks_pass() -> None:
    run = manage(NEEDED, "check")

    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("name", sorted(NEEDED.keys() - {"DEVELOPMENT"}))
@pytest.mark.parametrize("value", [None, "", " , "], ids=["unset", "empty", "commas"])
def test_what_is_missing_is_named(name: str, value: str | None) -> None:
    environment = {key: text for key, text in {**NEEDED, name: value}.items() if text is not None}

    run = manage(environment, "check")

    assert run.returncode != 0
    assert f"ImproperlyConfigured: In production these must be set: {name} (see docs/operations.md)." in run.stderr


def test_all_that_is_missing_is_named_at_once() -> None:
    run = manage({"DEVELOPMENT": "0"}, "check")

    assert (
        "must be set: SECRET_KEY, ALLOWED_HOSTS, PORTAL_ORIGIN, DATABASE_URL, REDIS_URL, MEDIA_ROOT, FEEDBACK_ROOT, "
        "EMAIL_URL (" in run.stderr
    )


def test_a_developer_sets_nothing() -> None:
    assert manage({}, "check").returncode == 0


@pytest.mark.parametrize(
    ("given", "seconds", "subdomains"),
    [
        ({}, 31_536_000, False),
        ({"SECURE_HSTS_SECONDS": "3600", "SECURE_HSTS_INCLUDE_SUBDOMAINS": "1"}, 3600, True),
        ({"SECURE_SSL_REDIRECT": "false", "SECURE_HSTS_SECONDS": "3600"}, 0, False),
    ],
    ids=["by default", "as told", "without HTTPS"],
)
def test_what_browsers_are_promised_of_https(given: dict[str, str], seconds: int, subdomains: bool) -> None:
    told = settings({**NEEDED, **given}, "[settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS]")

    assert told == [seconds, subdomains]


@pytest.mark.parametrize(("given", "disabled"), [({}, False), ({"DISABLE_SERVER_SIDE_CURSORS": "1"}, True)])
def test_cursors_of_the_server_behind_a_pool_of_transactions(given: dict[str, str], disabled: bool) -> None:
    assert settings({**NEEDED, **given}, "settings.DATABASES['default']['DISABLE_SERVER_SIDE_CURSORS']") is disabled


def test_a_session_lasts_a_working_day_and_two_languages_are_spoken(settings) -> None:
    assert settings.SESSION_COOKIE_AGE == 12 * 60 * 60
    assert settings.LANGUAGES == [("vi", "Tiếng Việt"), ("en", "English")]


@pytest.mark.parametrize("service", ["web", "worker", "beat", "migrate"])
def test_the_compose_file_gives_all_that_is_needed(service: str) -> None:
    compose = Compose.read(CHECKOUT / "docker-compose.yml")
    environment = {name: _filled_in(text, GIVEN) for name, text in compose.services[service]["environment"].items()}

    run = manage(environment, "check")

    assert run.returncode == 0, run.stderr


def test_the_image_collects_its_static_files_with_what_the_dockerfile_sets() -> None:
    dockerfile = (CHECKOUT / "deploy/Dockerfile").read_text(encoding="utf-8")
    before_users = dockerfile[: dockerfile.index("USER portal")]
    environment = dict(re.findall(r"\b([A-Z_]+)=(\S+)", before_users))

    assert environment["DEVELOPMENT"] == "false"
    run = manage(environment, "collectstatic", "--dry-run", "--no-input", "--verbosity", "0")

    assert run.returncode == 0, run.stderr


def _filled_in(text: str, given: dict[str, str]) -> str:
    """Return `text` with its ${VARIABLES} as compose fills them in: what is given, else the default."""
    return re.sub(r"\$\{(\w+):[-?]([^}]*)\}", lambda found: given.get(found[1], found[2]), text)
