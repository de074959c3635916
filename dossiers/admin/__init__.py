"""The staff side of dossiers: the desk that takes them in, the page of each, the queues, and what waits for whom."""

from dossiers.admin import consultation, desk, dossier, notice, recount

__all__ = ["consultation", "desk", "dossier", "notice", "recount"]
