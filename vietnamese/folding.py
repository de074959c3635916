"""Text as people type it without marks, so that "dang ky" finds "Đăng ký"."""

import re

from vietnamese.letters import MARKS, decompose

_MARK = re.compile(f"[{MARKS}]")


def fold(text: str) -> str:
    """Return `text` in lower case, without marks and with single spaces: "  Đặc  khu" is "dac khu".

    NFC and NFD give the same, and so do both placements of a tone ("hòa", "hoà"). Letters of other scripts stay.
    """
    return " ".join(_MARK.sub("", decompose(text)).replace("đ", "d").split())
