"""How often somebody may try something and be wrong, or do it at all: per network, and per whatever else it is about.

A try counts as wrong until it is known to be right, so that a thousand at once are no more than one after another.
What is counted goes by a keyed hash: neither codes nor addresses are kept. The server is the broker's; while it is
away, each process counts for itself, so that the limits become a few times wider and do not vanish.
"""

from __future__ import annotations

import ipaddress
import logging
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import redis
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from redis.backoff import NoBackoff
from redis.retry import Retry

PATIENCE = 0.3  # seconds for an answer of Redis
AFTER_FAILURE = 2.0  # seconds in which Redis is left alone
MOST_REMEMBERED = 50_000  # counters of a process
MINUTE, DAY = 60, 24 * 60 * 60

PREFIXES = {4: 24, 6: 56}  # bits: what one household or office holds, and less than a country's operator

TAKE = """
local wait = 0
for i, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[2 * i - 1]) then
    local left = redis.call('TTL', key)
    if left < 1 then redis.call('EXPIRE', key, 1) left = 1 end
    if left > wait then wait = left end
  end
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  if redis.call('INCR', key) == 1 then redis.call('EXPIRE', key, ARGV[2 * i]) end
end
return 0
"""
GIVE_BACK = """
for _, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
end
"""

log = logging.getLogger(__name__)
_down_until = 0.0


@dataclass(frozen=True)
class Counter:
    """Counts the wrong tries of one kind within a stretch of time that begins with the first of them."""

    name: str
    most: int
    seconds: int


class ProcessCounters:
    """Counters of this process alone, for as long as Redis is away."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, tuple[int, float]] = {}  # how many, and until when (monotonic)

    def take(self, counters: Sequence[Counter]) -> int:
        """Count a try on all counters, or return for how many seconds one of them lets none through."""
        now = time.monotonic()
        with self._lock:
            self._forget(now)
            waits = [self._known[one.name][1] - now for one in counters if self._count(one.name, now) >= one.most]
            if waits:
                return max(1, round(max(waits)))
            for one in counters:
                count, until = self._count(one.name, now), self._known.get(one.name, (0, 0.0))[1]
                self._known[one.name] = (count + 1, until if count else now + one.seconds)
            return 0

    def give_back(self, counters: Sequence[Counter]) -> None:
        """Take back a try that was right."""
        with self._lock:
            for one in counters:
                count, until = self._known.get(one.name, (0, 0.0))
                if count:
                    self._known[one.name] = (count - 1, until)

    def _count(self, name: str, now: float) -> int:
        count, until = self._known.get(name, (0, 0.0))
        return count if until > now else 0

    def _forget(self, now: float) -> None:
        """Drop what is over; if that is not enough, the oldest."""
        if len(self._known) < MOST_REMEMBERED:
            return
        self._known = {name: known for name, known in self._known.items() if known[1] > now}
        for name in list(self._known)[: max(0, len(self._known) - MOST_REMEMBERED // 2)]:
            del self._known[name]


IN_PROCESS = ProcessCounters()


def limited(kind: str, subject: str, limits: Iterable[tuple[int, int]]) -> tuple[Counter, ...]:
    """Return the counters of a subject (a network, a code) of one kind: `limits` as (how many, within seconds)."""
    return tuple(Counter(_name(kind, subject, seconds), most, seconds) for most, seconds in limits)


def take(counters: Sequence[Counter]) -> int:
    """Count a try as wrong and return 0; or return after how many seconds another may be made, and count nothing."""
    arguments = [number for one in counters for number in (one.most, one.seconds)]
    waited = _asked(TAKE, counters, arguments)
    return IN_PROCESS.take(counters) if waited is None else waited


def give_back(counters: Sequence[Counter]) -> None:
    """Say that the try was right after all."""
    _asked(GIVE_BACK, counters, [])
    IN_PROCESS.give_back(counters)


def network_of(request: HttpRequest) -> str:
    """Return the network of a visitor, as the front server tells it, or as the connection does in development."""
    told = request.META.get("REMOTE_ADDR", "")
    if not settings.DEVELOPMENT:
        told = request.META.get("HTTP_X_FORWARDED_FOR", told)  # nginx writes it anew (deploy/nginx.conf)
    try:
        address = ipaddress.ip_address(told.strip())
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ipaddress.ip_network((address, PREFIXES[address.version]), strict=False))


def _name(kind: str, subject: str, seconds: int) -> str:
    return f"tries:{kind}:{seconds}:{salted_hmac('visitors.tries', subject, algorithm='sha256').hexdigest()[:32]}"


def _asked(script: str, counters: Sequence[Counter], arguments: list[int]) -> int | None:
    """Run a script on the counters in Redis; return what it says, or None while Redis is away."""
    global _down_until
    if time.monotonic() < _down_until:
        return None
    try:
        names = [one.name for one in counters]
        return int(_redis(settings.CELERY_BROKER_URL).eval(script, len(names), *names, *arguments) or 0)
    except redis.RedisError as error:
        log.warning("Tries are counted in each process for a moment: %s", type(error).__name__)
        _down_until = time.monotonic() + AFTER_FAILURE
        return None


@lru_cache(maxsize=4)
def _redis(url: str) -> redis.Redis:
    url = url.replace("redis+socket://", "unix://")  # Celery's word for a socket, and the client's
    retry = Retry(NoBackoff(), 0)
    return redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=retry)
