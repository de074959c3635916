"""The 20 labels of a national text export, in their order, and where each of them stands in a text.

A label begins a line. The same words may begin a line of prose as well ("Từ khóa:" inside the conditions), so the
labels are looked for together: of all ways to place them in order, the one that breaks the fewest habits of the export.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from procedures.reading.record import Unreadable

LINE, LINES, BLOCK = "line", "lines", "block"


@dataclass(frozen=True, slots=True)
class Label:
    """A field of an export: `shape` is one line, several lines of prose, or a block below the label."""

    key: str
    text: str
    shape: str = LINE
    after_blank: bool = False  # the export puts an empty line before it
    begins: str = ""  # what the first line of a block looks like


LABELS = (
    Label("code", "Mã thủ tục"),
    Label("decision", "Số quyết định"),
    Label("name", "Tên thủ tục", LINES),
    Label("levels", "Cấp thực hiện"),
    Label("kind", "Loại thủ tục"),
    Label("field", "Lĩnh vực"),
    Label("steps", "Trình tự thực hiện", BLOCK, begins=r"(?: {2}\S|$)"),
    Label("methods", "Cách thức thực hiện", BLOCK, after_blank=True, begins=r" {2}(?:\* Hình thức nộp|Không có)|$"),
    Label("cases", "Thành phần hồ sơ", BLOCK, after_blank=True, begins=r" {2}(?:\[|Không có| {2}-)|$"),
    Label("audiences", "Đối tượng thực hiện", after_blank=True),
    Label("performing", "Cơ quan thực hiện"),
    Label("deciding", "Cơ quan có thẩm quyền"),
    Label("address", "Địa chỉ tiếp nhận HS", LINES),
    Label("authorised", "Cơ quan được ủy quyền"),
    Label("coordinating", "Cơ quan phối hợp"),
    Label("result", "Kết quả thực hiện", LINES),
    Label("legal_bases", "Căn cứ pháp lý", BLOCK, begins=r" {2}(?:\*|Không có)|$"),
    Label("conditions", "Yêu cầu, điều kiện thực hiện", LINES, after_blank=True),
    Label("keywords", "Từ khóa"),
    Label("description", "Mô tả", LINES),
)
_BY_TEXT = {label.text.casefold(): label for label in LABELS} | {
    alias.casefold(): next(label for label in LABELS if label.key == key)
    for alias, key in (
        ("Địa chỉ tiếp nhận hồ sơ", "address"),
        ("Cơ quan ủy quyền", "authorised"),
        ("Cơ quan được uỷ quyền", "authorised"),
        ("Yêu cầu, điều kiện", "conditions"),
        ("Từ khoá", "keywords"),
    )
}
NEEDED = ("code", "name", "description")  # an export without them is cut off, or none at all

# What a reading is charged for each broken habit; a missing label weighs more than all that prose can imitate.
_MISSING, _NOT_A_BLOCK, _NO_BLANK, _LINE_TOO_MANY, _LINE_OF_PROSE = 1000, 30, 20, 5, 0.01

# A way to place the labels so far: its cost, and the line of each label.
_Way = tuple[float, tuple[tuple[Label, int], ...]]


def parts(lines: list[str]) -> dict[str, list[str]]:
    """Return the lines of each field by its key, the label taken off. Raises Unreadable for what is no whole export."""
    placed = _place(lines)
    missing = [
        label.text for label in LABELS if label.key in NEEDED and label.key not in {one.key for one, _ in placed}
    ]
    if missing:
        raise Unreadable(_why(placed, missing))
    ends = [line for _, line in placed[1:]] + [len(lines)]
    found = {"": lines[: placed[0][1]]}
    for (label, line), end in zip(placed, ends, strict=True):
        found[label.key] = [_behind_label(lines[line]), *lines[line + 1 : end]]
    return found


def _label_of(line: str) -> Label | None:
    """Return the label that begins a line, if one does."""
    said, colon, _ = line.partition(":")
    return _BY_TEXT.get(said.rstrip().casefold()) if colon else None


def _behind_label(line: str) -> str:
    return line.partition(":")[2]


def _why(placed: tuple[tuple[Label, int], ...], missing: list[str]) -> str:
    if len(placed) < 2:
        return "Không phải bản xuất thủ tục hành chính: không thấy các nhãn “Mã thủ tục”, “Tên thủ tục”…"
    if placed[0][0].key == "code" and missing[-1] == LABELS[-1].text:
        return f"Tệp bị cắt cụt: hết sau mục “{placed[-1][0].text}”, thiếu mục “{LABELS[-1].text}” ở cuối."
    return f"Thiếu mục “{'”, “'.join(missing)}”."


def _place(lines: list[str]) -> tuple[tuple[Label, int], ...]:
    """Return the best way to place the labels, in order; those that stand nowhere are left out.

    The best way up to a label depends on where the one before stands only, so one way is kept for each such place.
    """
    ways: dict[int, _Way] = {-1: (0.0, ())}
    places: dict[str, list[int]] = {label.key: [] for label in LABELS}
    for number, text in enumerate(lines):
        if found := _label_of(text):
            places[found.key].append(number)
    said = list(accumulate((bool(text.strip()) for text in lines), initial=0))
    for label in LABELS:
        following: dict[int, _Way] = {place: (cost + _MISSING, way) for place, (cost, way) in ways.items()}
        for line in places[label.key]:
            charge = _charge(label, line, lines)
            best = min(
                ((cost + charge + _body_charge(way, line, said), (*way, (label, line))) for place, (cost, way)
                 in ways.items() if place < line),
                key=lambda way: way[0],
            )  # fmt: skip
            if line not in following or best[0] < following[line][0]:
                following[line] = best
        ways = following
    return min(ways.values(), key=lambda way: way[0])[1]


def _charge(label: Label, line: int, lines: list[str]) -> float:
    """Return what it costs that `label` should stand at `line`."""
    charge = 0.0
    if label.after_blank and line and lines[line - 1].strip():
        charge += _NO_BLANK
    if label.shape == BLOCK:
        said = _behind_label(lines[line])
        following = next((text for text in lines[line + 1 :] if text.strip()), "")
        if said.strip() or not re.match(label.begins, following):
            charge += _NOT_A_BLOCK
    return charge


def _body_charge(way: tuple[tuple[Label, int], ...], line: int, said: list[int]) -> float:
    """Return what it costs that the last label placed should go on until `line`; `said` counts the lines with text."""
    if not way:
        return 0.0
    label, begins = way[-1]
    extra = said[line] - said[begins + 1]
    weight = _LINE_TOO_MANY if label.shape == LINE else 0.0 if label.shape == BLOCK else _LINE_OF_PROSE
    return extra * weight
