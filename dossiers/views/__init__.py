"""The pages and the interfaces of dossiers, one subject a file."""

from dossiers.views.feed import events, openapi, reconciliation
from dossiers.views.looking_up import look_up
from dossiers.views.rating import rate, rate_thanks

__all__ = ["events", "look_up", "openapi", "rate", "rate_thanks", "reconciliation"]
