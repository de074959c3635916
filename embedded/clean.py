"""Remove what the embedded servers keep: data, sockets, logs. `python -m embedded.clean` is behind `make clean`.

Needs nothing but Python itself, so that it also works when .venv is gone.
"""

import shutil
import sys
import time
from pathlib import Path

from embedded import places
from embedded.errors import EmbeddedError
from embedded.ownership import owning, owning_all

PATIENCE_SECONDS = 5


def remove_world(name: str) -> None:
    """Remove all that the world `name` keeps. Raises EmbeddedError when it is in use."""
    with owning(name):
        _remove(_places_of(name))


def remove_all() -> None:
    """Remove all worlds of this checkout. Raises EmbeddedError when one is in use."""
    with owning_all() as names:
        for name in names:
            _remove(_places_of(name))
        _remove([places.outside_dir()])


def _places_of(name: str) -> list[Path]:
    return [places.socket_dir(name), places.outside_dir() / name, places.state_dir(name)]


def _remove(paths: list[Path]) -> None:
    for path in paths:
        # A server that has just lost its supervisor may still be putting its files in order.
        end = time.monotonic() + PATIENCE_SECONDS
        while path.exists():
            try:
                shutil.rmtree(path)
            except OSError as error:
                if isinstance(error, PermissionError) or time.monotonic() > end:
                    raise EmbeddedError(f"{path} cannot be removed: {error.strerror}.") from error
                time.sleep(0.05)


if __name__ == "__main__":
    try:
        remove_all()
    except EmbeddedError as error:
        sys.exit(str(error))
