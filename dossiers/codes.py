"""Codes of dossiers (mã số hồ sơ), in the three forms that people hold in their hands. None ever stops to resolve.

    000.00.00.H57-250101-0001    TT 01/2018/TT-VPCP art. 19: the receiver written from right to left
    H57.00.00-250101-0001        the receiver written from left to right, as QĐ 20/2020/QĐ-TTg orders its groups
    000.00.00.H57-250101-BK0001  TT 4/2025: two letters name the owner of the central system that gave the number

The receiver, the day and the number say which dossier it is, however they are written: `key` is the same for all.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from agencies.identifiers import Identifier

LEAST_DIGITS = 4  # of the number within a day; it grows beyond them on a day of 10,000 dossiers
LONGEST = 60  # characters of a code as it is typed or imported

_CODE = re.compile(r"(?P<receiver>[0-9A-Z.]+)-(?P<day>[0-9]{6})-(?P<owner>[A-Z]{2})?(?P<number>[0-9]{4,9})")
_DASHES = re.compile(r"\s*[-‐‑‒–—−_/\s]\s*")
EXAMPLE = "Mã đúng có dạng như 000.00.00.H57-250101-0001, ghi trên giấy tiếp nhận hồ sơ."


@dataclass(frozen=True)
class DossierCode:
    """One code: the identifier of the receiver, the day of receipt, the owner of a central system, the number."""

    receiver: Identifier
    day: datetime.date
    number: int
    owner: str = ""

    @classmethod
    def parse(cls, text: str) -> DossierCode:
        """Read any of the forms, in either case, with spaces or other dashes. The ValueError says what to do."""
        found = _CODE.fullmatch(_DASHES.sub("-", text.strip().upper()[: LONGEST + 1]))
        if found is None:
            raise ValueError(f"“{text.strip()[:LONGEST]}” không phải mã hồ sơ. {EXAMPLE}")
        receiver = _receiver(found["receiver"])
        return cls(receiver, _day(found["day"]), int(found["number"]), found["owner"] or "")

    def __str__(self) -> str:
        """Return the code as it is given out: the receiver as TT 01/2018 writes it, where that can be written."""
        try:
            receiver = self.receiver.old_notation()
        except ValueError:
            receiver = str(self.receiver)
        return f"{receiver}-{self._rest}"

    @property
    def key(self) -> str:
        """The same code in one spelling, by which a dossier is found."""
        return f"{self.receiver}-{self._rest}"

    @property
    def _rest(self) -> str:
        return f"{self.day:%y%m%d}-{self.owner}{self.number:0{LEAST_DIGITS}d}"


def _receiver(text: str) -> Identifier:
    """Read the receiver from right to left or from left to right; there, zeros at the end are no levels."""
    groups = text.split(".")
    while len(groups) > 1 and not groups[-1].strip("0"):
        groups.pop()
    return Identifier.parse(".".join(groups))


def _day(text: str) -> datetime.date:
    try:
        return datetime.date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        raise ValueError(f"“{text}” trong mã hồ sơ không phải một ngày (năm, tháng, ngày). {EXAMPLE}") from None
