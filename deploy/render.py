"""Fills in deploy/nginx.conf for an nginx of the system, as the nginx image does it for a container.

SITE_LISTEN=127.0.0.1:8080 python -m deploy.render > nginx.conf
nginx -c "$PWD/nginx.conf" -g "daemon off;"
"""

import getpass
import os
import re
import string
import sys
from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
TEMPLATE = CHECKOUT / "deploy" / "nginx.conf"

_VARIABLE = re.compile(r"\$\{(\w+)\}")


def variables(template: str) -> set[str]:
    """Return the names of the ${VARIABLES} in `template`; nginx's own are written without braces."""
    return set(_VARIABLE.findall(template))


def native_values(run_dir: Path) -> dict[str, str]:
    """Return values for trying the portal on one machine, where nginx keeps its own files in `run_dir`."""
    return {
        "SITE_USER": getpass.getuser(),
        "SITE_RUN_DIR": str(run_dir),
        "SITE_LISTEN": "127.0.0.1:8080",
        "SITE_UPSTREAM": "127.0.0.1:8000",
        "SITE_SCHEME": "http",
        "SITE_TRUSTED_PROXY": "127.0.0.1",
        "SITE_STATIC_ROOT": str(CHECKOUT / "staticfiles"),
        "SITE_MEDIA_ROOT": str(CHECKOUT / "media"),
        "SITE_ERROR_ROOT": str(CHECKOUT / "deploy" / "errors"),
        "SITE_CACHE_DIR": str(run_dir / "pages"),
        "SITE_ACCESS_LOG": str(run_dir / "access.log"),
        "SITE_PHONE": "",
        "SITE_NOTICE": "",
        "SITE_NOTICE_IN_ENGLISH": "",
    }


def render(template: str, values: Mapping[str, str]) -> str:
    """Return `template` with its ${VARIABLES} filled in; KeyError names one without a value."""
    missing = variables(template) - values.keys()
    if missing:
        raise KeyError(*sorted(missing))
    # Only what the template has in braces: a value called "host" must not replace nginx's $host.
    return string.Template(template).safe_substitute({name: values[name] for name in variables(template)})


def main() -> None:
    """Print the configuration; the environment's SITE_… variables come before the native values."""
    run_dir = Path(os.environ.get("SITE_RUN_DIR", CHECKOUT / ".local" / "nginx"))
    run_dir.mkdir(parents=True, exist_ok=True)
    given = {name: value for name, value in os.environ.items() if name.startswith("SITE_")}
    sys.stdout.write(render(TEMPLATE.read_text(encoding="utf-8"), native_values(run_dir) | given))


if __name__ == "__main__":
    main()
