"""Codes of procedures: "1.001193", and with the agency that took it over "1.010708.000.00.00.H56"."""

from __future__ import annotations

import re

_CODE = re.compile(
    r"(\d{1,2}\.\d{4,9})(?:\.(\d{3}(?:\.\d{2}){2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{2,3}){0,3}))?", re.IGNORECASE
)


def national_code(text: str) -> str:
    """Return the code without the suffix of an agency: "1.010708.000.00.00.H56" is "1.010708". "" if it is none."""
    found = _CODE.fullmatch("".join(text.split()).strip("."))
    return found[1] if found else ""


def agency_suffix(text: str) -> str:
    """Return the identifier of the agency behind a code: "000.00.00.H56"; "" where there is none."""
    found = _CODE.fullmatch("".join(text.split()).strip("."))
    return (found[2] or "").upper() if found else ""
