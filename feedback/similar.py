"""Public cases that say much the same, offered before one more is sent."""

from __future__ import annotations

import re

from agencies.models import Agency
from feedback.models import Feedback
from vietnamese.folding import fold

LOOKED_AT = 200  # of the newest public cases of the agency
MOST = 3
ALIKE = 0.3  # the share of words that two texts have in common


def similar(text: str, *, agency: Agency) -> list[Feedback]:
    """Return public cases held by `agency` that share many words with a text, the likest first. One query."""
    words = _words(text)
    cases = Feedback.objects.published().filter(holder=agency).select_related("answer").order_by("-published_at")
    weighed = [(_common(words, _words(f"{case.public_title} {case.public_text}")), case) for case in cases[:LOOKED_AT]]
    alike = sorted((one for one in weighed if one[0] >= ALIKE), key=lambda one: -one[0])
    return [case for _share, case in alike[:MOST]]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def _common(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
