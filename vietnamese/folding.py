"""Text as people type it without marks, so that "dang ky" finds "Đăng ký"."""

import re
import unicodedata

from vietnamese.letters import MARKS, decompose

_MARK = re.compile(f"[{MARKS}]")


def fold(text: str) -> str:
    """Return `text` in lower case, without marks and with single spaces: "  Đặc  khu" is "dac khu".

    NFC and NFD give the same, and so do both placements of a tone ("hòa", "hoà"). Letters of other scripts stay.
    """
    return " ".join(_MARK.sub("", decompose(text)).replace("đ", "d").split())


def without_marks(text: str) -> str:
    """Return `text` in its own case, without marks: "Đặc khu Phú Quốc" is "Dac khu Phu Quoc"."""
    plain = _MARK.sub("", unicodedata.normalize("NFD", text))
    return plain.replace("đ", "d").replace("Đ", "D")
