"""Keep services alive: start a dead one again, more slowly each time, and give up when there is no hope."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from embedded.errors import EmbeddedError

QUICK_DEATH_SECONDS = 10
HOPELESS_DEATHS = 5
LONGEST_PAUSE_SECONDS = 4.0


class Service(Protocol):
    """What can be kept alive: a Child, PostgreSQL, Valkey."""

    @property
    def name(self) -> str:
        """Return the name a reader knows it by."""

    @property
    def log(self) -> Path | None:
        """Return the file that takes what it prints."""

    def alive(self) -> bool:
        """Whether it runs."""

    def start(self) -> None:
        """Start it."""


class Keeper:
    """Watches one service that has just been started."""

    def __init__(self, service: Service, say: Callable[[str], None]) -> None:
        """Watch `service`, telling what happens to it through `say`."""
        self.service = service
        self._say = say
        self._born = time.monotonic()
        self._deaths = 0
        self._rebirth: float | None = None

    def look(self) -> None:
        """Look once, without waiting. Raises EmbeddedError after five quick deaths in a row."""
        if self._rebirth is not None:
            if time.monotonic() >= self._rebirth:
                self._restart()
        elif not self.service.alive():
            self._mourn()

    def _mourn(self) -> None:
        name, log = self.service.name, self.service.log
        quick = time.monotonic() - self._born < QUICK_DEATH_SECONDS
        self._deaths = self._deaths + 1 if quick else 1
        if self._deaths >= HOPELESS_DEATHS:
            raise EmbeddedError(f"{name} died {self._deaths} times in a row. Its log: {log}", log=log)
        pause = min(0.25 * 2**self._deaths, LONGEST_PAUSE_SECONDS)
        self._say(f"{name} died; starting it again in {pause:.1f} s. Its log: {log}")
        self._rebirth = time.monotonic() + pause

    def _restart(self) -> None:
        self._rebirth = None
        try:
            self.service.start()
        except EmbeddedError as error:
            self._say(str(error))  # counts as a quick death at the next look
        self._born = time.monotonic()
