"""Staff pages of dossiers: one subject a file."""

from dossiers.admin.feed import FeedAdmin
from dossiers.admin.feed_event import FeedEventAdmin

__all__ = ["FeedAdmin", "FeedEventAdmin"]
