"""The pages of reports and proposals and of ratings, one subject a file."""

from feedback.views.acting import confirm, dispute, own_data
from feedback.views.acting import rate as rate_answer
from feedback.views.looking_up import look_up
from feedback.views.rating import rate, thanks
from feedback.views.sending import begin, sent, step, supported

__all__ = [
    "begin",
    "confirm",
    "dispute",
    "look_up",
    "own_data",
    "rate",
    "rate_answer",
    "sent",
    "step",
    "supported",
    "thanks",
]
