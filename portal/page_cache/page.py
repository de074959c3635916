"""One kept page."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass, field
from typing import Self

import brotli

Headers = list[tuple[str, str]]

# Nothing older than this second is given out while the portal is well; a day's old page when it is not.
CACHE_CONTROL = "public, max-age=1, stale-while-revalidate=1, stale-if-error=86400"
WORTH_COMPRESSING = 512  # bytes


@dataclass
class Page:
    """What Django answered at a version of the content, and how it is given out in each encoding."""

    version: str
    status: str
    headers: Headers
    body: bytes
    encoded: dict[str, tuple[Headers, bytes]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256("\n".join([self.status, *map(str, self.headers)]).encode() + self.body)
        self.opaque_tag = f'"{digest.hexdigest()[:24]}"'
        self.etag = f"W/{self.opaque_tag}"

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes, with its compressed forms."""
        return len(self.body) * 3 // 2 + 2_000

    def in_encoding(self, encoding: str) -> tuple[Headers, bytes]:
        """Return the headers and the body in "br", "gzip" or "" (as it is); made when first asked for, then kept."""
        known = self.encoded.get(encoding)
        if known is None:
            known = self.encoded[encoding] = self._encode(encoding)
        return known

    def _encode(self, encoding: str) -> tuple[Headers, bytes]:
        body = self.body
        if len(body) < WORTH_COMPRESSING:
            encoding = ""
        if encoding == "br":
            body = brotli.compress(body, quality=5)
        elif encoding == "gzip":
            body = gzip.compress(body, compresslevel=6, mtime=0)
        headers = [
            *self.headers,
            ("Cache-Control", CACHE_CONTROL),
            ("ETag", self.etag),
            ("Vary", "Accept-Encoding"),
            ("Content-Length", str(len(body))),
        ]
        return [*headers, ("Content-Encoding", encoding)] if encoding else headers, body

    def to_bytes(self) -> bytes:
        """Return the page as it stands on the shelf."""
        head = json.dumps([self.version, self.status, self.headers])
        return head.encode() + b"\n" + self.body

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Read what `to_bytes` wrote. Raises ValueError or TypeError for anything else."""
        head, _, body = stored.partition(b"\n")
        version, status, headers = json.loads(head)
        return cls(version, status, [(name, value) for name, value in headers], body)
