"""The time of the demo: what happened weeks ago is done by the acts of today, to whom it is then."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """Have Django's clock stand at a moment, for whatever is done inside. One process alone, and only for the demo."""
    clock = timezone.now
    setattr(timezone, "now", lambda: moment)  # noqa: B010 a module, of which type checkers know what it holds
    try:
        yield
    finally:
        setattr(timezone, "now", clock)  # noqa: B010
