"""PostgreSQL from its wheel, on a Unix socket: made, started and stopped."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil

from embedded import places
from embedded.account import data_dir, postgres_programs, private_dir, servant
from embedded.children import Child, never, wait_until
from embedded.errors import EmbeddedError

START_SECONDS = 60  # a slow disk, and a recovery after a crash
STOP_SECONDS = 20
PORT = 5432  # only part of the socket's name: there is no TCP

MODEST = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "io_method": "sync",
    "jit": "off",
    "log_timezone": "UTC",
}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
# No waiting for the disk. What is committed still survives a killed server: fault tests rely on it.
THROW_AWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
INITDB = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "--no-instructions"]
# PostgreSQL's own C.UTF-8: the same on every system, and it knows that Đ is the capital of đ.
LOCALE = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


class Postgres:
    """The PostgreSQL server of one world. `durable=False` gives up safety against power loss for speed."""

    name = "PostgreSQL"

    def __init__(self, world: str, *, durable: bool) -> None:
        """Describe the server of `world`, without starting it."""
        self.log = places.log_file(world, "postgres")
        self.sockets = places.socket_dir(world)
        self._world = world
        self._durable = durable
        self._child: Child | None = None

    @property
    def url(self) -> str:
        """Return the DATABASE_URL."""
        return places.database_url(self._world)

    @property
    def pid(self) -> int | None:
        """Return the process id of the postmaster, or None when it does not run."""
        return self._child.pid if self._child else None

    def alive(self) -> bool:
        """Whether the postmaster runs."""
        return self._child is not None and self._child.alive()

    def start(self) -> None:
        """Start it, made first if need be, and wait until it answers. Raises EmbeddedError with the reason."""
        if self.alive():
            return
        places.state_dir(self._world).mkdir(parents=True, exist_ok=True)
        data = data_dir(self._world)
        private_dir(self.sockets)
        if data.exists():
            _check_version(private_dir(data))
            self._clear_away_the_dead(data)
        else:
            self._make(data)
        self._launch(data)
        self._create_database()

    def stop(self, *, immediate: bool = False, hurry: Callable[[], bool] = never) -> None:
        """Stop it in order (open connections are cut), or `immediate`: as a crash, with a recovery at next start."""
        if self._child is None:
            return
        self._child.signal(signal.SIGQUIT if immediate else signal.SIGINT)
        if not wait_until(lambda: not self.alive(), seconds=STOP_SECONDS, hurry=hurry):
            self._child.signal(signal.SIGQUIT)
            wait_until(lambda: not self.alive(), seconds=5)
        self._child.kill()

    def kill(self) -> None:
        """Kill the postmaster without a word; its backends notice and end on their own."""
        if self._child is not None:
            self._child.kill()

    def restart(self, *, immediate: bool = False) -> None:
        """Stop it and start it again."""
        self.stop(immediate=immediate)
        self.start()

    def _make(self, data: Path) -> None:
        """Let initdb work beside the place and move the result there: whatever exists is complete."""
        unfinished = data.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        private_dir(unfinished)
        initdb = self._program("initdb", *INITDB, *LOCALE, "--pgdata", unfinished)
        initdb.start()
        wait_until(lambda: not initdb.alive(), seconds=START_SECONDS)
        if initdb.exit_code != 0:
            initdb.kill()
            raise EmbeddedError("PostgreSQL's data directory cannot be made.", log=self.log)
        unfinished.rename(data)

    def _launch(self, data: Path) -> None:
        settings = MODEST | (DURABLE if self._durable else THROW_AWAY) | {"unix_socket_directories": str(self.sockets)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        self._child = child = self._program("postgres", "-D", data, *options)
        child.start()
        wait_until(lambda: _is_ready(data, child.pid) or not child.alive(), seconds=START_SECONDS)
        if not _is_ready(data, child.pid):
            child.kill()
            raise EmbeddedError("PostgreSQL does not start.", log=self.log)

    def _program(self, name: str, *arguments: str | Path) -> Child:
        return Child(
            name,
            [postgres_programs() / name, *arguments],
            log=self.log,
            environment=_environment(),
            account=servant(),
            directory=Path("/"),  # the present one may be closed to the servant
            stop_signal=signal.SIGINT,
        )

    def _create_database(self) -> None:
        if self._psql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{places.DATABASE}'") != "1":  # noqa: S608
            self._psql("postgres", f"CREATE DATABASE {places.DATABASE}")

    def _psql(self, database: str, statement: str) -> str:
        where = ("-h", self.sockets, "-p", str(PORT), "-U", "postgres", "-d", database)
        argv = (postgres_programs() / "psql", "--no-psqlrc", "-qAt", *where, "-c", statement)
        done = subprocess.run(argv, env=_environment(), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise EmbeddedError(f"PostgreSQL refuses a statement: {done.stderr.strip()}", log=self.log)
        return done.stdout.strip()

    def _clear_away_the_dead(self, data: Path) -> None:
        """Remove the traces of a server that is gone.

        PostgreSQL itself refuses to start when the process number it once had belongs to any other program now.
        A server that lost its supervisor is just stopping: it gets some seconds.
        """
        wait_until(lambda: not _servers_on(data), seconds=STOP_SECONDS)
        if servers := _servers_on(data):
            raise EmbeddedError(
                f"A PostgreSQL is still running on {data} (pid {servers[0]}). Stop it with `kill -INT {servers[0]}`."
            )
        (data / "postmaster.pid").unlink(missing_ok=True)
        for path in self.sockets.glob(".s.PGSQL.*"):
            path.unlink()


def _servers_on(data: Path) -> list[int]:
    """Return the processes of a PostgreSQL on `data`, the oldest first: each has its data directory as its own."""
    found = []
    for process in psutil.process_iter(["name", "cwd"]):
        if process.info["name"] == "postgres" and process.info["cwd"] == str(data.resolve()):
            found.append(process.pid)
    return found


def _is_ready(data: Path, pid: int | None) -> bool:
    """Whether the postmaster `pid` says so in the eighth line of its file, the way pg_ctl asks."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return pid is not None and len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _check_version(data: Path) -> None:
    made_by = (data / "PG_VERSION").read_text().strip()
    ours = subprocess.run([postgres_programs() / "postgres", "-V"], capture_output=True, text=True, check=True)
    if f" {made_by}." not in ours.stdout:
        raise EmbeddedError(f"{data} was made by PostgreSQL {made_by}. `make clean` removes it; then start again.")


def _environment() -> dict[str, str]:
    """Return our environment without what would lead PostgreSQL's programs elsewhere (PGHOST, PGDATA, ...)."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}
