"""What the apps above do when the tree changes: each registers its part in its `apps.py`; agencies knows none."""

from collections.abc import Callable

from agencies.models import Agency

_settling: list[Callable[[Agency], None]] = []


def when_agency_settles(act: Callable[[Agency], None]) -> Callable[[Agency], None]:
    """Register `act(agency)`: called in the same transaction when an agency is founded, moved, or changes its kind."""
    _settling.append(act)
    return act


def agency_settled(agency: Agency) -> None:
    """Tell the apps above that `agency`, with all below it, stands otherwise in the tree than before."""
    for act in _settling:
        act(agency)
