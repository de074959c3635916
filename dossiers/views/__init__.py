"""What the public sees of dossiers: the look-up of one's own, and what one says of its handling."""

from dossiers.views.looking_up import look_up
from dossiers.views.rating import rate, rate_thanks

__all__ = ["look_up", "rate", "rate_thanks"]
