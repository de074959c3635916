"""What the apps above do when the tree changes: each registers its part in its `apps.py`, agencies knows none of them."""

from collections.abc import Callable

from agencies.models import Agency

_joined: list[Callable[[Agency], None]] = []


def when_agency_joins(act: Callable[[Agency], None]) -> Callable[[Agency], None]:
    """Register `act(agency)`, called in the same transaction when an agency is founded or comes under another parent."""
    _joined.append(act)
    return act


def agency_joined(agency: Agency) -> None:
    """Tell the apps above that `agency` has a new place in the tree."""
    for act in _joined:
        act(agency)
