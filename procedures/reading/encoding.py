"""From the bytes of a file to its text: by its mark, or by the only encoding in which it makes sense."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from procedures.reading.record import Unreadable
from procedures.reading.words import composed

_FIRST_LABEL = "Mã thủ tục"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FEW_LOST = 0.001  # the share of characters that may be lost in a text that is otherwise whole
# What makes an UTF-8 file look like "MÃ£ thá»§ tá»¥c": it was once read in one of these.
_MISREAD_AS = ("cp1252", "latin-1", "cp1258")


def decode(content: bytes) -> str:
    """Return the text of a file in NFC with plain line ends. Raises Unreadable with the reason in Vietnamese.

    Read are UTF-8 and UTF-16, with a mark or without, and Windows-1258 if the text then holds the first label.
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("Tệp trống.")
    text = composed(_decoded(content)).removeprefix("\ufeff")
    _refuse_damaged(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _or_refuse(content, encoding)
    if wide := _wide(content):
        return _or_refuse(content, wide)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if (regional := _regional(content)) is not None:
            return regional
        if error.end >= len(content) - 1 and error.reason == "unexpected end of data":
            raise Unreadable("Tệp bị cắt cụt giữa một chữ.") from error
        raise Unreadable(f"Tệp không ở bảng mã UTF-8 (hỏng từ byte {error.start}). Hãy lưu lại ở UTF-8.") from error


def _or_refuse(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        if error.end >= len(content) - 1:
            raise Unreadable(f"Tệp {name} bị cắt cụt giữa một chữ.") from error
        raise Unreadable(f"Tệp có dấu hiệu là {name} nhưng hỏng từ byte {error.start}.") from error


def _wide(content: bytes) -> str:
    """Return the UTF-16 in which a text without a mark is written, told by the empty halves of its spaces."""
    head = content[:400]
    if b" \x00" in head and head[1::2].count(0) > len(head) // 8:
        return "utf-16-le"
    if b"\x00 " in head and head[0::2].count(0) > len(head) // 8:
        return "utf-16-be"
    return ""


def _regional(content: bytes) -> str | None:
    """Return a text of Windows-1258, which any bytes could be: only if it says what an export says."""
    try:
        text = composed(content.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    return text if _FIRST_LABEL in text else None


def _refuse_damaged(text: str) -> None:
    """Refuse a text whose letters were destroyed before it came here."""
    lost = text.count("\ufffd")
    if lost > len(text) * _FEW_LOST:
        raise Unreadable(f"Tệp đã mất {lost} ký tự (hiện thành “\ufffd”) do chuyển bảng mã sai. Hãy xuất lại ở UTF-8.")
    if _FIRST_LABEL not in text and any(_FIRST_LABEL in repaired for repaired in map(_as_meant(text), _MISREAD_AS)):
        raise Unreadable("Chữ bị hỏng: tệp UTF-8 đã bị đọc nhầm bảng mã rồi lưu lại. Hãy xuất lại ở UTF-8.")


def _as_meant(text: str) -> Callable[[str], str]:
    """Return a function that undoes one misreading of the beginning of `text`; "" where it was none."""
    head = text[:2000]

    def undone(encoding: str) -> str:
        return head.encode(encoding, errors="ignore").decode("utf-8", errors="ignore")

    return undone
