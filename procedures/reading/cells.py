"""The four blocks of an export where they stand in a cell of a table, which may have lost the space before lines."""

from __future__ import annotations

import re
from typing import Any

from procedures.reading.blocks import read_bases, read_cases, read_methods, read_steps

# How far the export sets in a line that begins so, by field.
_SET_IN = {
    "steps": ((r"\* ", 2), (r"", 4)),
    "methods": ((r"\* ?Hình thức nộp", 2), (r"Thời hạn giải quyết:|Phí, lệ phí:|Mô tả:", 4)),
    "cases": ((r"\[", 2), (r"- ", 4), (r"Số lượng|Mẫu|Biểu mẫu", 6)),
    "legal_bases": ((r"\* ", 2),),
}
_BARE_METHOD = re.compile(r"^\s*Hình thức nộp", re.MULTILINE)


def block(key: str, text: str) -> tuple[Any, list[str]]:
    """Return what a cell says of a block, and what of it has no place."""
    lines = _set_in(key, text)
    if key == "steps":
        return read_steps(lines), []
    if key == "methods":
        return read_methods(lines)
    if key == "cases":
        return read_cases(lines)
    if not any(line.startswith("  * ") for line in lines):
        lines = [f"  * {line.strip()}" for line in lines if line.strip()]
    return read_bases(lines)


def _set_in(key: str, text: str) -> list[str]:
    """Return the lines of a cell set in as an export does: the first, whose space is lost, or all if none has any."""
    if key == "methods":
        text = _BARE_METHOD.sub("* Hình thức nộp", text)
    lines = text.split("\n")
    lost = lines[:1] if any(line.startswith("  ") for line in lines[1:]) else lines
    return [_moved(key, line) for line in lost] + lines[len(lost) :]


def _moved(key: str, line: str) -> str:
    if line.startswith("  "):
        return line
    space = next((width for pattern, width in _SET_IN[key] if re.match(pattern, line)), 0)
    return " " * space + line
