"""Names as they stand in an address: Vietnamese without marks, as agencies' domain names are (NĐ 224/2026, 11(4))."""

import re

from vietnamese.folding import fold

_ELSE = re.compile(r"[^a-z0-9]+")


def slug(text: str, *, max_length: int | None = None) -> str:
    """Return `text` in a-z, 0-9 and single hyphens: "Phường Ba Đình" is "phuong-ba-dinh".

    With `max_length` whole words go from the end until it fits; only a first word that alone is too long is cut. Text
    without a Latin letter or digit has an empty slug.
    """
    words = _ELSE.sub("-", fold(text)).strip("-")
    if max_length is None or len(words) <= max_length:
        return words
    # The character behind the limit tells whether the last word within it is whole.
    whole, hyphen, _ = words[: max_length + 1].rpartition("-")
    return whole if hyphen else words[:max_length]
