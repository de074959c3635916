"""What staff see of reports and proposals, and of ratings of pages: one subject a file."""

from feedback.admin import page_rating

__all__ = ["page_rating"]
