"""What the apps above do when the calendar changes, and who may change it: each registers its part in its `apps.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from deadlines.calendars import WorkCalendar


class Person(Protocol):
    """An account, as far as it matters here."""

    @property
    def pk(self) -> int: ...
    @property
    def is_active(self) -> bool: ...
    @property
    def is_superuser(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Correction:
    """What changed: the calendar before and after, and a note in words for whatever is reckoned anew."""

    before: WorkCalendar
    after: WorkCalendar
    note: str


Recomputing = Callable[[Correction], int]
_recomputing: list[Recomputing] = []
_keepers: list[Callable[[Person], bool]] = []


def when_calendar_changes(act: Recomputing) -> Recomputing:
    """Register `act(correction)`: called in the same transaction; it returns how many deadlines it changes.

    Where these are many, `act` writes down that they are to be reckoned (a row), and a worker does it.
    """
    _recomputing.append(act)
    return act


def calendar_changed(correction: Correction) -> int:
    """Tell the apps above of a correction; return how many deadlines change."""
    return sum(act(correction) for act in _recomputing)


def keeps_the_calendar(test: Callable[[Person], bool]) -> Callable[[Person], bool]:
    """Register `test(person)`: whom it tells True may correct the calendar, besides the operators of the portal."""
    _keepers.append(test)
    return test


def may_keep(person: Person) -> bool:
    """Tell whether a person may correct days, office hours and rules."""
    return person.is_active and (person.is_superuser or any(test(person) for test in _keepers))
