"""The pages of reports and proposals and of ratings, one subject a file."""

from feedback.views.acting import confirm, dispute, own_data
from feedback.views.acting import rate as rate_answer
from feedback.views.looking_up import look_up
from feedback.views.published import case, cases, photo, questions, rule_changes
from feedback.views.rating import rate, thanks
from feedback.views.sending import begin, sent, step, supported
from feedback.views.supporting import support

__all__ = [
    "begin",
    "case",
    "cases",
    "confirm",
    "dispute",
    "look_up",
    "own_data",
    "photo",
    "questions",
    "rate",
    "rate_answer",
    "rule_changes",
    "sent",
    "step",
    "support",
    "supported",
    "thanks",
]
