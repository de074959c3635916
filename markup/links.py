"""Where a link in a text may lead: to pages, to an address to write to or to call, or to a page of ours."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LONGEST_ADDRESS = 2_000  # characters

# What browsers leave out of an address before they look at it; a scheme may hide among such characters.
_LEFT_OUT = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_AS_IT_IS = "!#$%&'()*+,/:;=?@[]~-._"


def safe_address(typed: str) -> str:
    """Return the address as it may stand in a link, "" if it may not: another scheme, another site in disguise."""
    address = quote(_LEFT_OUT.sub("", typed), safe=_AS_IT_IS)
    if not address or len(address) > LONGEST_ADDRESS:
        return ""
    if address.startswith("/"):
        return "" if address.startswith("//") else address
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme.lower() in ("http", "https"):
        return address if host and "@" not in parts.netloc else ""
    return address if parts.scheme.lower() in SCHEMES and parts.path else ""
