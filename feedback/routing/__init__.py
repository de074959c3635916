"""To which agency a case belongs: suggestions from its words, the places that they name, and the procedure.

`suggest` is all that others need. What a word means for routing is data (feedback/data/README.md).
"""

from feedback.routing.suggesting import MOST, Suggestion, suggest

__all__ = ["MOST", "Suggestion", "suggest"]
