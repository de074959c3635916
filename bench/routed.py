"""How often routing finds the right agency: over the labelled texts in tests/feedback/data/routing.csv.

Half A is what its words were tuned on; half B was looked at only to count.
"""

from __future__ import annotations

import csv
import time
from dataclasses import dataclass, field
from pathlib import Path

from agencies.models import Agency
from feedback.routing import MOST, suggest

TEXTS = Path(__file__).parent.parent / "tests" / "feedback" / "data" / "routing.csv"
HALVES = ("A", "B")


@dataclass
class Share:
    """What came of one half: of so many texts, in how many the right agency stands among the first three, or first."""

    texts: int = 0
    among: int = 0
    first: int = 0
    missed: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share among the first three, from 0 to 1."""
        return self.among / self.texts


def shares() -> dict[str, Share]:
    """Return what comes of each half in the country of 2025, as it is loaded in the present database."""
    agencies = {agency.path: agency for agency in Agency.objects.live()}
    found = {half: Share() for half in HALVES}
    suggest("", site=agencies[""])  # the first one reads the tree
    with TEXTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            half, right = found[row["half"]], agencies[row["agency"]]
            began = time.perf_counter()
            suggested = [one.agency for one in suggest(row["text"], site=agencies[row["site"]])]
            half.milliseconds.append(1000 * (time.perf_counter() - began))
            half.texts += 1
            half.among += right in suggested[:MOST]
            half.first += suggested[:1] == [right]
            if right not in suggested[:MOST]:
                half.missed.append(f"{row['text']} → {row['agency']}")
    return found
