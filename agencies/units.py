"""Reading a file of administrative units: every fault is one sentence with its line, and nothing is half read.

Columns: level (province, district, commune), code, parent_code, name, latitude, longitude, and optionally area_km2.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from vietnamese.slugs import slug

LEVELS = ("province", "district", "commune")
COLUMNS = ("level", "code", "parent_code", "name", "latitude", "longitude")
CODE = re.compile(r"[0-9A-Za-z]{1,10}")
NUMBER = re.compile(r"-?[0-9]{1,8}(\.[0-9]{1,8})?")
MAX_NAME = 60  # the longest of the country has 31; with its code after it, it must fit into an address
UNIT_WORDS = ("Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã", "Thị trấn", "Phường", "Xã", "Đặc khu")


class UnitsError(ValueError):
    """A file of units that cannot be loaded; the message says the file, the line and what to mend."""


@dataclass(frozen=True)
class Unit:
    """One administrative unit as the file states it. `key` and `parent_key` are (level, code)."""

    line: int
    level: str
    code: str
    parent_key: tuple[str, str] | None
    name: str
    latitude: Decimal | None
    longitude: Decimal | None
    area_km2: Decimal | None

    @property
    def key(self) -> tuple[str, str]:
        return (self.level, self.code)


def read_units(path: Path) -> list[Unit]:
    """Return the units of the file at `path`, parents before children. Raises UnitsError."""
    rows = _rows(path)
    keys = {(row["level"], row["code"]) for _, row in rows}
    units: dict[tuple[str, str], Unit] = {}
    for line, row in rows:
        unit = _unit(path, line, row, keys)
        if unit.key in units:
            first = units[unit.key].line
            raise _fault(
                path, line, f"{unit.level} {unit.code} stands here a second time; the first is on line {first}"
            )
        units[unit.key] = unit
    for unit in units.values():
        _check_parent(path, unit, units)
    return sorted(units.values(), key=lambda unit: (LEVELS.index(unit.level), unit.line))


def _fault(path: Path, line: int, what: str) -> UnitsError:
    return UnitsError(f"{path.name}, line {line}: {what}. Nothing was changed.")


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return each row with its line number, after the header has been found complete."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnitsError(f"{path}: the file cannot be read ({error.strerror}). Nothing was changed.") from error
    lines = csv.reader(io.StringIO(_text(path, content), newline=""), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        columns = next(lines, [])
        _check_columns(path, columns)
        for fields in lines:
            if fields and len(fields) != len(columns):
                raise _fault(path, lines.line_num, f"the row must have {len(columns)} fields and has {len(fields)}")
            if fields:  # a line without anything is none
                rows.append((lines.line_num, dict(zip(columns, map(str.strip, fields), strict=True))))
    except csv.Error as error:
        raise _fault(path, lines.line_num, f"this is not a row of CSV ({error})") from error
    if not rows:
        raise _fault(path, 1, "there is no unit below the header")
    return rows


def _check_columns(path: Path, columns: list[str]) -> None:
    missing = [column for column in COLUMNS if column not in columns]
    if missing:
        raise _fault(path, 1, f"the column {missing[0]!r} is missing; the columns are {', '.join(COLUMNS)}")
    twice = [column for column in columns if columns.count(column) > 1]
    if twice:
        raise _fault(path, 1, f"the column {twice[0]!r} stands here twice")


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _fault(path, line, "the text is not UTF-8; save the file as UTF-8 and try again") from error


def _unit(path: Path, line: int, row: dict[str, str], keys: set[tuple[str, str]]) -> Unit:
    level = row["level"]
    if level not in LEVELS:
        raise _fault(path, line, f"the level {level!r} is none of {', '.join(LEVELS)}")
    if not row["code"]:
        raise _fault(path, line, "the code is empty")
    if not CODE.fullmatch(row["code"]):
        raise _fault(path, line, f"the code {row['code']!r} is not up to 10 letters and digits")
    if not row["name"]:
        raise _fault(path, line, "the name is empty")
    if len(row["name"]) > MAX_NAME or not slug(row["name"]):
        raise _fault(path, line, f"the name {row['name'][:20]!r} has no letter, or more than {MAX_NAME} characters")
    return Unit(
        line=line,
        level=level,
        code=row["code"],
        parent_key=_parent_key(level, row["parent_code"], keys),
        name=_with_usual_capitals(row["name"]),
        latitude=_number(path, line, row, "latitude", limit=90),
        longitude=_number(path, line, row, "longitude", limit=180),
        area_km2=_number(path, line, row, "area_km2", limit=1_000_000),
    )


def _with_usual_capitals(name: str) -> str:
    """Return the name with the word for its kind as it is usually written: some sources have "Thành Phố"."""
    for word in UNIT_WORDS:
        if name.lower().startswith(word.lower() + " "):
            return word + name[len(word) :]
    return name


def _parent_key(level: str, parent_code: str, keys: set[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the parent meant by a code: of the nearest level above that has it, else of the unit's own level."""
    if not parent_code:
        return None
    above = reversed(LEVELS[: LEVELS.index(level)])
    candidates = [(candidate, parent_code) for candidate in (*above, level)]
    return next((key for key in candidates if key in keys), candidates[0])


def _number(path: Path, line: int, row: dict[str, str], column: str, *, limit: int) -> Decimal | None:
    text = row.get(column, "")
    if not text:
        return None
    if not NUMBER.fullmatch(text) or abs(Decimal(text)) > limit:
        raise _fault(path, line, f"{column} {text!r} is not a number up to {limit}, such as 21.027764")
    return Decimal(text)


def _check_parent(path: Path, unit: Unit, units: dict[tuple[str, str], Unit]) -> None:
    """Refuse an unknown parent, a circle, and a parent of the wrong level."""
    if unit.level == "province" and unit.parent_key is None:
        return
    if unit.parent_key is None:
        raise _fault(path, unit.line, f"the {unit.level} {unit.code} has no parent_code")
    if unit.parent_key not in units:
        raise _fault(
            path, unit.line, f"the parent {unit.parent_key[1]!r} of {unit.level} {unit.code} is not in the file"
        )
    seen: set[tuple[str, str]] = set()
    ancestor = units[unit.parent_key]
    while ancestor.key not in seen and ancestor.parent_key in units:
        seen.add(ancestor.key)
        ancestor = units[ancestor.parent_key]
    if unit.key in seen:  # a circle further up is the fault of those who stand in it
        raise _fault(path, unit.line, f"{unit.level} {unit.code} stands below itself: its parents go round in a cycle")
    if unit.parent_key[0] == unit.level:
        raise _fault(path, unit.line, f"a {unit.level} cannot stand below another {unit.level}")
