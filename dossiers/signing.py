"""The secrets of feeds, and the signatures made with them (docs/decisions/0024).

A secret stands nowhere. It is HMAC-SHA256 over a random salt of 256 bits, which stands with the feed, under a key
derived from SECRET_KEY: neither the database alone nor the settings alone give it away.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import secrets

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from dossiers.models import Feed

SKEW = datetime.timedelta(minutes=5)  # between the clock of the sender and ours
_PURPOSE = "dossiers.feed.secret"
_NOBODY = Feed(key="", salt="0" * 64)  # whose signature is reckoned for an unknown key, so that it takes as long


def new_key() -> str:
    """Return a name for a key: 80 random bits, no secret."""
    return f"tsf_{secrets.token_hex(10)}"


def new_salt() -> str:
    """Return what a new secret is derived from: 256 random bits."""
    return secrets.token_hex(32)


def secret_of(salt: str, *, under: str | None = None) -> str:
    """Return the secret that belongs to a salt: 64 hexadecimal digits."""
    return salted_hmac(_PURPOSE, salt, secret=under, algorithm="sha256").hexdigest()


def signature(secret: str, *, method: str, path: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a request: over method, path with its query, timestamp, and the SHA-256 of the body."""
    told = "\n".join([method, path, timestamp, hashlib.sha256(body).hexdigest()])
    return hmac.new(secret.encode(), told.encode(), hashlib.sha256).hexdigest()


def sender(key: str, signed: str, *, method: str, path: str, timestamp: str, body: bytes) -> Feed | None:
    """Return the open feed that signed a request within the last minutes, or None, for whatever reason."""
    feed = Feed.objects.open().select_related("agency").filter(key=key[:32]).first()
    fits = False
    for secret in _secrets(feed or _NOBODY):
        right = signature(secret, method=method, path=path, timestamp=timestamp, body=body)
        fits |= hmac.compare_digest(right.encode(), signed.lower().encode())
    return feed if feed is not None and fits and _is_now(timestamp) else None


def _secrets(feed: Feed) -> list[str]:
    """Return every secret that the feed may sign with: the former one for a day, and under former SECRET_KEYs."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [secret_of(salt, under=key) for salt in feed.salts for key in keys]


def _is_now(timestamp: str) -> bool:
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12):
        return False
    return abs(timezone.now().timestamp() - int(timestamp)) <= SKEW.total_seconds()
