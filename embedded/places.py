"""Where the embedded servers of this checkout keep their data and listen.

Every name ("demo", "test", ...) is one world of its own: data directory, sockets, media. Addresses are
a pure function of the checkout's path and the name, so that any process can find a server without being told.
"""

import hashlib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
DATABASE = "portal"


def state_dir(name: str = "demo") -> Path:
    """Return the directory that holds everything the world `name` keeps; it may not exist yet."""
    return CHECKOUT / ".local" / name


def socket_dir(name: str = "demo") -> Path:
    """Return the directory of the Unix sockets: short, since the system allows about 100 characters.

    Not below $TMPDIR: that differs between two terminals of one person, and on macOS it is too long.
    """
    return Path("/tmp") / f"{_prefix()}-{name}"  # noqa: S108 - its owner is checked before use


def outside_dir() -> Path:
    """Return the directory for what must lie outside a checkout that `nobody` cannot enter (only as root)."""
    return Path("/var/tmp") / _prefix()  # noqa: S108 - its owner is checked before use


def log_file(name: str, program: str) -> Path:
    """Return the file that takes what `program` of the world `name` prints."""
    return state_dir(name) / "log" / f"{program}.log"


def database_url(name: str = "demo", database: str = DATABASE) -> str:
    """Return the DATABASE_URL of the embedded PostgreSQL."""
    return f"postgres://postgres@/{database}?host={socket_dir(name)}"


def redis_url(name: str = "demo") -> str:
    """Return the REDIS_URL of the embedded Redis-protocol server, as Celery's broker takes it."""
    return f"redis+socket://{redis_socket(name)}"


def redis_socket(name: str = "demo") -> Path:
    """Return the Unix socket of the embedded Redis-protocol server."""
    return socket_dir(name) / "redis.sock"


def _prefix() -> str:
    return f"thongsuot-{hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:10]}"
