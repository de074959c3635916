"""Vietnamese letters taken apart: what folding and sorting both begin with.

The letters of TCVN 6909:2001 are those of Unicode. Decomposed, all their marks lie in one block; only đ is a letter
of its own that no decomposition takes apart.
"""

import re
import unicodedata

MARKS = "\u0300-\u036f"  # for use within a character class

# Eth and the African D look like Đ, and old keyboards and converted files have them in its place.
_LIKE_D_WITH_STROKE = str.maketrans(dict.fromkeys("ðÐɖƉ", "đ"))
# What word processors leave in pasted text and nobody sees: soft hyphens, zero-width spaces and joiners.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def decompose(text: str) -> str:
    """Return `text` in lower case with each mark behind its letter; NFC, NFD and full-width input give the same."""
    visible = _INVISIBLE.sub("", text).translate(_LIKE_D_WITH_STROKE)
    return unicodedata.normalize("NFKD", visible).casefold()
