"""Who owns a world: at most one process at a time, by a lock that ends with its process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from embedded import places
from embedded.errors import EmbeddedError


@contextmanager
def owning(name: str) -> Iterator[None]:
    """Own the world `name`. Raises EmbeddedError, naming the owner, when another process does."""
    path = places.state_dir(name) / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.open("a+")
    except PermissionError as error:
        raise EmbeddedError(f"{path.parent} belongs to another user. Run as that user, or remove it.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise EmbeddedError(_taken(name, lock.read().strip())) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


@contextmanager
def owning_all() -> Iterator[list[str]]:
    """Own every world this checkout has ever had, and yield their names. Raises EmbeddedError if one is in use."""
    worlds = places.state_dir("any").parent
    names = sorted(path.name for path in worlds.glob("*") if path.is_dir())
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(owning(name))
        yield names


def _taken(name: str, pid: str) -> str:
    return (
        f"Another `make {name.partition('-')[0]}` is running from this folder (pid {pid}). "
        f"Stop it first: Ctrl-C in its terminal, or `kill {pid}`."
    )
