"""One world: a PostgreSQL and a Valkey that belong together, owned by one process.

with running("test", durable=False) as world:
    connect(world.database_url)
    world.postgres.restart(immediate=True)
    world.valkey.kill()
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from embedded import places
from embedded.children import never
from embedded.ownership import owning
from embedded.postgres import Postgres
from embedded.valkey import Valkey


@dataclass(frozen=True)
class World:
    """Both servers of the world `name`; each can be stopped, killed and started on its own."""

    name: str
    postgres: Postgres
    valkey: Valkey

    @property
    def database_url(self) -> str:
        """Return the DATABASE_URL."""
        return self.postgres.url

    @property
    def redis_url(self) -> str:
        """Return the REDIS_URL."""
        return self.valkey.url

    def environment(self) -> dict[str, str]:
        """Return what a program of the portal needs in its environment to live in this world."""
        return {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "MEDIA_ROOT": str(places.state_dir(self.name) / "media"),
            "FEEDBACK_ROOT": str(places.state_dir(self.name) / "feedback"),
        }

    def start(self) -> None:
        """Start both servers. Raises EmbeddedError when one does not start."""
        self.valkey.start()
        self.postgres.start()

    def stop(self, *, hurry: Callable[[], bool] = never) -> None:
        """Stop both servers, the doorbell first."""
        self.valkey.stop(hurry=hurry)
        self.postgres.stop(hurry=hurry)


@contextmanager
def running(name: str, *, durable: bool) -> Iterator[World]:
    """Own the world `name` with both servers running, and stop them at the end.

    Raises EmbeddedError when another process owns it or a server does not start.
    """
    with owning(name), serving(name, durable=durable) as world:
        yield world


@contextmanager
def serving(name: str, *, durable: bool, hurry: Callable[[], bool] = never) -> Iterator[World]:
    """Run both servers of a world that the caller owns already; `hurry` is asked while they stop."""
    _begin_new_logs(name)
    world = World(name, Postgres(name, durable=durable), Valkey(name))
    try:
        world.start()
        yield world
    finally:
        world.stop(hurry=hurry)


def _begin_new_logs(name: str) -> None:
    for path in places.log_file(name, "any").parent.glob("*.log"):
        path.unlink()
