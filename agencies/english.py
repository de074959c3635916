"""The English name of an agency to which nobody has given one: by rule, and from a table of established names.

"Phường Ba Đình" is "Ba Dinh Ward", "Sở Y tế thành phố Hà Nội" the "Department of Health of Ha Noi City". Names of
places are written without marks, as they are in addresses (NĐ 224/2026 art. 11(4)). Where no rule fits there is no
English name: better the Vietnamese one, said to be Vietnamese, than a wrong one.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from agencies.words import Words
from vietnamese.folding import without_marks

TABLE = Path(__file__).parent / "data" / "english_names.csv"

UNIT = re.compile(r"(Thành phố|Thị trấn|Thị xã|Đặc khu|Tỉnh|Quận|Huyện|Phường|Xã) (.+)", re.IGNORECASE)
ENGLISH_UNIT = {
    "tỉnh": "Province",
    "thành phố": "City",
    "quận": "District",
    "huyện": "District",
    "thị xã": "Town",
    "thị trấn": "Township",
    "phường": "Ward",
    "xã": "Commune",
    "đặc khu": "Special Zone",
}
COMMITTEE = re.compile(r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND) (.+)", re.IGNORECASE)


@lru_cache(maxsize=32_768)
def in_language(language: str, vietnamese: str, given: str = "") -> Words:
    """Return a name for a page in `language`: the one `given` in it, else ours, else the Vietnamese one."""
    if language == "vi":
        return Words(vietnamese, "vi")
    english = given or english_name(vietnamese)
    return Words(english or vietnamese, language if english else "vi", reader=language)


def english_name(vietnamese: str) -> str:
    """Return the English name of an agency or unit by its full or short Vietnamese name, "" if no rule fits."""
    name = unicodedata.normalize("NFC", " ".join(vietnamese.split()))
    return _established(name) or _committee(name) or _unit(name) or _part_of(name)


def _established(name: str) -> str:
    return _table().get(name.casefold(), "")


def _committee(name: str) -> str:
    """Return "People's Committee of Ba Dinh Ward" of "Ủy ban nhân dân phường Ba Đình"."""
    found = COMMITTEE.fullmatch(name)
    unit = _unit(found[1]) if found else ""
    return f"People's Committee of {unit}" if unit else ""


def _unit(name: str) -> str:
    """Return "Ba Dinh Ward" of "Phường Ba Đình", "Ward 1" of "Phường 1"; nothing of "xã hội", which is no place."""
    found = UNIT.fullmatch(name)
    if not found:
        return ""
    word, proper = ENGLISH_UNIT[found[1].lower()], without_marks(found[2])
    number, _, rest = proper.partition(" ")
    if number.isdecimal():
        return f"{rest} {word} {int(number)}".strip()
    return f"{proper} {word}" if proper[0].isupper() else ""


def _part_of(name: str) -> str:
    """Return "Department of Health of Ha Noi City" of "Sở Y tế thành phố Hà Nội"."""
    words = name.split(" ")
    for length in range(len(words) - 2, 0, -1):
        whole = " ".join(words[length:])
        part, of = _established(" ".join(words[:length])), _unit(whole) or _committee(whole)
        if part and of:
            return f"{part} of {of}"
    return ""


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["vietnamese"].casefold(): row["english"] for row in csv.DictReader(file)}
