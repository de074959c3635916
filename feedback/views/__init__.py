"""The public pages of reports and proposals, and the rating of pages."""

from feedback.views.published import case, cases, photo, questions, rule_changes
from feedback.views.rating import rate, thanks
from feedback.views.supporting import support

__all__ = ["case", "cases", "photo", "questions", "rate", "rule_changes", "support", "thanks"]
