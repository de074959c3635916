"""What must be in a text before others see it."""

from __future__ import annotations

from markup.pictures import pictures_in
from markup.words import to_text

WITHOUT_WORDS = "Nội dung chưa có chữ nào."


def fit_to_be_seen(body: str) -> list[str]:
    """Return what is missing in a cleaned text before others may see it, in words for its author."""
    without = [number for number, picture in enumerate(pictures_in(body), start=1) if not picture.alt]
    missing = [
        f"Hãy mô tả ảnh thứ {number} trong nội dung bằng một câu, cho người không nhìn thấy ảnh." for number in without
    ]
    return missing if to_text(body) else [WITHOUT_WORDS, *missing]
