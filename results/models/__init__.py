"""What is kept of results, none of which is the truth: the dossiers are (docs/decisions/0025)."""

from results.models.change import TallyChange
from results.models.feedback import FEEDBACK_COUNTS, FeedbackChange, FeedbackTally
from results.models.index import (
    COLUMN_OF,
    OF_FEEDBACK,
    Criterion,
    FrozenScore,
    Group,
    IndexCounts,
    IndexRule,
    IndexRuleEvent,
)
from results.models.tally import COUNTS, Tally
from results.models.workday import Folding, WorkDay

__all__ = [
    "COLUMN_OF",
    "COUNTS",
    "FEEDBACK_COUNTS",
    "OF_FEEDBACK",
    "Criterion",
    "FeedbackChange",
    "FeedbackTally",
    "Folding",
    "FrozenScore",
    "Group",
    "IndexCounts",
    "IndexRule",
    "IndexRuleEvent",
    "Tally",
    "TallyChange",
    "WorkDay",
]
