"""Numbers as attributes hold them."""

from __future__ import annotations


def small_number(told: str, largest: int) -> int:
    """Return the number that an attribute tells, 0 if it is none, or one beyond `largest`."""
    told = told.strip()
    if not (told.isascii() and told.isdecimal() and len(told) <= len(str(largest))):
        return 0
    return int(told) if int(told) <= largest else 0
