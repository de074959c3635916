"""Time limits and fees of a method, from a line to value and unit, amount and condition."""

from __future__ import annotations

import re
from decimal import Decimal

from procedures.reading.record import Fee, TimeLimit
from procedures.reading.words import UNITS, said

_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_VALUE_AND_UNIT = re.compile(rf"(\d+(?:[.,]\d+)?)\s*({_UNIT})\.?", re.IGNORECASE)
_PROSE_AND_CODE = re.compile(r"(?s)(.*?)\s*\b([A-Z]+(?:_[A-Z]+)*)")
_BY_FOLDED = {name.casefold(): unit for name, unit in UNITS.items()}

_NUMBER = r"\d+(?:[.,]\d+)*"
_CURRENCY = r"VNĐ|VND|đồng|USD|EUR|EURO|JPY|CHF|SDR"
_AMOUNT = re.compile(rf"(?s)({_NUMBER})\s*({_CURRENCY})\b\s*(?:\((.*)\))?", re.IGNORECASE)
_BEGINS_AMOUNT = re.compile(rf"{_NUMBER}\s*(?:{_CURRENCY})\s*\(", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
SEPARATOR = " | "


def read_limit(text: str) -> TimeLimit | None:
    """Return how long handling takes: "10 WORKING_DAY", "15 ngày", "Theo mô tả OTHER" or prose; None if unsaid."""
    written = said(text)
    if not written:
        return None
    if match := _VALUE_AND_UNIT.fullmatch(written):
        return TimeLimit(Decimal(match[1].replace(",", ".")), _BY_FOLDED[match[2].casefold()], "", written)
    if (match := _PROSE_AND_CODE.fullmatch(written)) and match[2] in UNITS:
        return TimeLimit(None, match[2], match[1].strip(), written)
    return TimeLimit(None, "", written, written)


def read_fees(text: str) -> tuple[Fee, ...]:
    """Return the fees of a line, which " | " parts, also from nothing: an empty one says nothing."""
    return tuple(_fee(part.strip()) for part in _parted(said(text)) if part.strip(" |"))


def read_amount(text: str) -> Decimal | None:
    """Return a number, in which points or commas may part the thousands; None if it is none."""
    text = text.strip()
    if _GROUPED.fullmatch(text):
        return Decimal(re.sub(r"[.,]", "", text))
    return Decimal(text.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", text) else None


def _parted(text: str) -> list[str]:
    """Return the fees of a line; a bar inside the condition of an amount parts nothing."""
    parts: list[str] = []
    for part in f" {text} ".split(SEPARATOR):
        if parts and _BEGINS_AMOUNT.match(parts[-1].strip()) and not parts[-1].rstrip().endswith(")"):
            parts[-1] += SEPARATOR + part
        else:
            parts.append(part)
    return parts


def _fee(text: str) -> Fee:
    match = _AMOUNT.fullmatch(text)
    amount = read_amount(match[1]) if match else None
    if match is None or amount is None:
        return Fee(None, "", text)
    return Fee(amount, match[2], (match[3] or "").strip())
