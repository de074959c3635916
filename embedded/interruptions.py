"""Ctrl-C and its relatives as questions that can be asked, instead of exceptions at any line of the program."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class InterruptedByUser(Exception):  # noqa: N818 - it is no error
    """Somebody wants us to stop."""


class Interruptions:
    """Counts the requests to stop."""

    count = 0

    def wanted(self) -> bool:
        """Whether we have been asked to stop."""
        return self.count > 0

    def urgent(self) -> bool:
        """Whether we have been asked more than once."""
        return self.count > 1

    def check(self) -> None:
        """Raise InterruptedByUser if we have been asked to stop."""
        if self.wanted():
            raise InterruptedByUser

    def note(self, _number: int, _frame: FrameType | None) -> None:
        """Take one request: a signal handler."""
        self.count += 1


@contextmanager
def counted() -> Iterator[Interruptions]:
    """Count SIGINT, SIGTERM and SIGHUP instead of dying of them. A SIGHUP ignored by nohup stays ignored."""
    interruptions = Interruptions()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    if before[signal.SIGHUP] == signal.SIG_IGN:
        del before[signal.SIGHUP]
    for number in before:
        signal.signal(number, interruptions.note)
    try:
        yield interruptions
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
