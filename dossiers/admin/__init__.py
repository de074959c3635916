"""The staff side of dossiers: the desk that takes them in, the page of each, the queues, the feeds, and what waits."""

from dossiers.admin import consultation, desk, dossier, feed, feed_event, notice, recount

__all__ = ["consultation", "desk", "dossier", "feed", "feed_event", "notice", "recount"]
