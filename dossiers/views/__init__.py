"""The pages and the interfaces of dossiers, one subject a file."""

from dossiers.views.feed import events, openapi, reconciliation

__all__ = ["events", "openapi", "reconciliation"]
