"""Run a whole portal on this machine: its servers, its preparations, its programs; and leave nothing behind."""

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from embedded import places
from embedded.children import Child, wait_until
from embedded.errors import EmbeddedError
from embedded.interruptions import InterruptedByUser, Interruptions, counted
from embedded.keeper import Keeper, Service
from embedded.ownership import owning
from embedded.world import World, serving

READY_SECONDS = 60
REFUSAL_SECONDS = 5  # a page that answers, but never with 200, is not going to


@dataclass(frozen=True)
class Step:
    """Something that must succeed before the portal runs. A quiet one prints to its log, not to the terminal."""

    title: str
    name: str
    argv: tuple[str, ...]
    quiet: bool = True


@dataclass(frozen=True)
class Program:
    """Something that runs as long as the portal does, and may take `patience` seconds to end.

    If the supervisor is killed, nobody is left to be patient: then `orphan_signal` ends it.
    """

    name: str
    argv: tuple[str, ...]
    patience: float
    orphan_signal: signal.Signals = signal.SIGTERM


@dataclass(frozen=True)
class Plan:
    """What a portal consists of, besides its world. Programs start in this order and stop in the reverse one."""

    world: str
    port: int
    steps: tuple[Step, ...]
    programs: tuple[Program, ...]
    welcome: Step
    environment: dict[str, str]


def run(plan: Plan) -> int:
    """Run `plan` until somebody asks to stop. Return the exit code: 0 if it was stopped, 1 if it failed."""
    with counted() as interruptions:
        supervisor = Supervisor(plan, interruptions)
        try:
            with owning(plan.world):
                check_port(plan.port)
                supervisor.live()
        except InterruptedByUser:
            supervisor.say("Stopped.")
            return 0
        except EmbeddedError as error:
            tell(str(error))
            for line in error.last_lines():
                tell(f"    {line}")
            return 1
        return 0


def tell(line: str) -> None:
    """Print a line; when the terminal is gone, there is nobody to tell and still much to stop."""
    try:
        print(line, flush=True)
    except OSError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - until we exit


def check_port(port: int) -> None:
    """Raise EmbeddedError unless we can listen on `port`."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError as error:
            line = f"Port {port} cannot be used ({error.strerror}). Choose another one: make demo PORT={port + 1}"
            raise EmbeddedError(line) from error


class Supervisor:
    """The life of one portal."""

    def __init__(self, plan: Plan, interruptions: Interruptions) -> None:
        """Prepare to run `plan`, without starting anything."""
        self.plan = plan
        self.interruptions = interruptions
        self.environment = {**os.environ, **plan.environment, "PYTHONUNBUFFERED": "1"}
        self._begun = time.monotonic()

    def say(self, line: str) -> None:
        """Tell what happens, with the seconds since the beginning."""
        tell(f"[{time.monotonic() - self._begun:6.1f} s] {line}")

    def live(self) -> None:
        """Start everything, watch over it, stop everything. Raises InterruptedByUser or EmbeddedError at the end."""
        self.say("Starting PostgreSQL and Valkey")
        with serving(self.plan.world, durable=True, hurry=self.interruptions.urgent) as world:
            self.environment.update(world.environment())
            for step in self.plan.steps:
                self._do(step)
            with self._programs() as programs:
                self._await_page(programs)
                self._do(self.plan.welcome)
                self._keep(programs, world)

    def _do(self, step: Step) -> None:
        """Run one step to its end, and stop it when somebody asks us to stop."""
        self.interruptions.check()
        if step.title:
            self.say(step.title)
        log = places.log_file(self.plan.world, step.name) if step.quiet else None
        child = self._child(step.name, step.argv, quiet=step.quiet)
        child.start()
        try:
            wait_until(lambda: not child.alive(), seconds=float("inf"), hurry=self.interruptions.wanted)
        finally:
            child.stop(patience=2, hurry=self.interruptions.urgent)
        self.interruptions.check()
        if child.exit_code != 0:
            raise EmbeddedError(f"{step.name} failed (exit code {child.exit_code}). See {log or 'above'}.", log=log)

    @contextmanager
    def _programs(self) -> Iterator[list[Child]]:
        """Start all programs together and yield them; stop them one after the other."""
        started: list[tuple[Child, float]] = []
        self.say(f"Starting {', '.join(program.name for program in self.plan.programs)}")
        try:
            for program in self.plan.programs:
                child = self._child(program.name, program.argv, orphan_signal=program.orphan_signal)
                child.start()
                started.append((child, program.patience))
            yield [child for child, _ in started]
        finally:
            self.say("Stopping. (Ctrl-C hurries.)")
            for child, patience in reversed(started):
                child.stop(patience=patience, hurry=self.interruptions.urgent)

    def _await_page(self, programs: list[Child]) -> None:
        """Wait until the first page is there. Raises EmbeddedError when a program dies or the page never comes."""
        address = f"http://127.0.0.1:{self.plan.port}/"
        web = programs[-1]
        began, refused = time.monotonic(), None
        while (status := _status_of_first_page(self.plan.port)) != http.HTTPStatus.OK:
            self.interruptions.check()
            now = time.monotonic()
            for child in programs:
                if not child.alive():
                    raise EmbeddedError(f"{child.name} died while starting. Its log: {child.log}", log=child.log)
            if status is not None:
                refused = refused or now
            if now - began > READY_SECONDS or now - (refused or now) > REFUSAL_SECONDS:
                answer = f"answers {status}" if status else "does not answer"
                raise EmbeddedError(f"{address} {answer}. Its log: {web.log}", log=web.log)
            time.sleep(0.1 if refused is None else 1)

    def _keep(self, programs: list[Child], world: World) -> None:
        """Watch over everything until somebody asks us to stop."""
        services: list[Service] = [world.postgres, world.valkey, *programs]
        keepers = [Keeper(service, self.say) for service in services]
        while True:
            self.interruptions.check()
            for keeper in keepers:
                keeper.look()
            time.sleep(0.1)

    def _child(
        self,
        name: str,
        argv: tuple[str, ...],
        *,
        quiet: bool = True,
        orphan_signal: signal.Signals = signal.SIGTERM,
    ) -> Child:
        return Child(
            name,
            argv,
            log=places.log_file(self.plan.world, name) if quiet else None,
            environment=self.environment,
            directory=places.CHECKOUT,
            orphan_signal=orphan_signal,
        )


def _status_of_first_page(port: int) -> int | None:
    """Return what the web server answers, or None when there is no answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
