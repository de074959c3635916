"""What staff see of reports and proposals, and of ratings of pages: one subject a file."""

from feedback.admin import desk, feedback, notice, page_rating, reading, rule_change, rules

__all__ = ["desk", "feedback", "notice", "page_rating", "reading", "rule_change", "rules"]
