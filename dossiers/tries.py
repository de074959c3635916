"""How often somebody may try to find a dossier and be wrong: per network, and per code, whether it exists or not."""

from __future__ import annotations

from django.http import HttpRequest

from dossiers.codes import DossierCode
from visitors.tries import DAY, MINUTE, Counter, limited, network_of

# A telephone network shows thousands of people by one address, and each of them mistypes now and then.
PER_NETWORK = ((60, 15 * MINUTE),)
# Of the 10,000 ends of a number, a stranger who knows the code tries 20 a day; the owner waits a day at most.
PER_CODE = ((5, 15 * MINUTE), (20, DAY))


def counters_of(request: HttpRequest, code: DossierCode) -> tuple[Counter, ...]:
    """Return what a try of this visitor with this code counts on."""
    return (*limited("dossier network", network_of(request), PER_NETWORK), *limited("dossier code", code.key, PER_CODE))
