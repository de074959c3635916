"""A program that runs beside us: tied to our life, in a session of its own, printing to a log file."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from embedded.account import Account

TETHER = Path(__file__).with_name("tether.py")
POLL_SECONDS = 0.02


def never() -> bool:
    """Answer the question "must we hurry?" of somebody who has time."""
    return False


def wait_until(condition: Callable[[], bool], *, seconds: float, hurry: Callable[[], bool] = never) -> bool:
    """Wait until `condition` holds and return True; return False after `seconds` or when told to hurry."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end or hurry():
            return False
        time.sleep(POLL_SECONDS)
    return True


class Child:
    """One program. Start it from the main thread: it ends with the thread that started it."""

    def __init__(
        self,
        name: str,
        argv: Sequence[str | Path],
        *,
        log: Path | None,
        environment: Mapping[str, str] | None = None,
        account: Account | None = None,
        directory: Path | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        orphan_signal: signal.Signals | None = None,
    ) -> None:
        """Describe the program, without starting it. Without a `log` it prints where we print.

        `stop_signal` asks it to end; `orphan_signal` does when we have died, by default the same.
        """
        self.name = name
        self.argv = [str(argument) for argument in argv]
        self.log = log
        self.environment = environment
        self.account = account
        self.directory = directory
        self.stop_signal = stop_signal
        self.orphan_signal = orphan_signal or stop_signal
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Return the process id, or None when it does not run."""
        return self._process.pid if self._process is not None and self.alive() else None

    @property
    def exit_code(self) -> int | None:
        """Return how it ended, or None when it has not."""
        return self._process.poll() if self._process is not None else None

    def alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it; the terminal's Ctrl-C does not reach it, since it has a session of its own."""
        # A group that outlived its leader would be in the way of the next one.
        self._kill_group()
        uid, gid = self.account or (-1, -1)
        tether = [sys.executable, "-I", "-S", TETHER, os.getpid(), int(self.orphan_signal), uid, gid]
        output = None if self.log is None else _open_log(self.log)
        try:
            self._process = subprocess.Popen(
                [*map(str, tether), *self.argv],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=self.environment,
                cwd=self.directory,
                start_new_session=True,
            )
        finally:
            if output is not None:
                os.close(output)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self._process is not None:
            self._process.send_signal(number)

    def stop(self, *, patience: float = 10, hurry: Callable[[], bool] = never) -> None:
        """Ask it to end, wait `patience` seconds, then kill it and whatever it has started."""
        self.signal(self.stop_signal)
        wait_until(lambda: not self.alive(), seconds=patience, hurry=hurry)
        self.kill()

    def kill(self) -> None:
        """Kill it and whatever it has started, and wait for its end."""
        self._kill_group()
        if self._process is not None:
            self._process.wait()

    def _kill_group(self) -> None:
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            # Nobody left; macOS answers PermissionError when only the dead are left.
            return


def _open_log(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
