"""How often somebody may send, enclose, and look up: per network, per way to reach her, per code."""

from __future__ import annotations

import re

from django.http import HttpRequest

from visitors.tries import DAY, MINUTE, Counter, limited, network_of

HOUR = 60 * MINUTE
# A telephone network shows thousands of people by one address, and some evenings they all have the same to say.
BEGUN = ((300, 10 * MINUTE), (3_000, DAY))  # drafts
ENCLOSED = ((120, 10 * MINUTE), (600, DAY))  # files: each takes a second of a processor and megabytes of a disk
SENT = ((60, 10 * MINUTE), (600, DAY))
SUPPORTED = ((20, 10 * MINUTE), (100, DAY))
# One person who can be reached at one number.
SENT_BY_ONE = ((5, HOUR), (15, DAY))
# Of a secret's 2^50 values a stranger who knows the code tries 20 a day; the sender waits a day at most.
LOOKED_UP = ((60, 15 * MINUTE),)
LOOKED_UP_ONE = ((5, 15 * MINUTE), (20, DAY))
PHONE_DIGITS = 9  # by which a number is the same with +84, 84 or 0 in front


def beginning(request: HttpRequest) -> tuple[Counter, ...]:
    """Return what beginning a draft counts on."""
    return limited("feedback begun", network_of(request), BEGUN)


def enclosing(request: HttpRequest) -> tuple[Counter, ...]:
    """Return what putting a file to a draft counts on."""
    return limited("feedback enclosed", network_of(request), ENCLOSED)


def sending(request: HttpRequest, phone: str, email: str) -> tuple[Counter, ...]:
    """Return what sending counts on: the network, and each way to reach the sender."""
    number = re.sub(r"\D", "", phone)[-PHONE_DIGITS:]
    reached = [f"phone {number}"] * bool(number) + [f"email {email.casefold()}"] * bool(email)
    by_one = [counter for one in reached for counter in limited("feedback sender", one, SENT_BY_ONE)]
    return (*limited("feedback sent", network_of(request), SENT), *by_one)


def supporting(request: HttpRequest) -> tuple[Counter, ...]:
    """Return what saying "the same for me" counts on."""
    return limited("feedback supported", network_of(request), SUPPORTED)


def looking_up(request: HttpRequest, code: str) -> tuple[Counter, ...]:
    """Return what a try with a code counts on, whether the code exists or not."""
    network = limited("feedback network", network_of(request), LOOKED_UP)
    return (*network, *limited("feedback code", code, LOOKED_UP_ONE))
