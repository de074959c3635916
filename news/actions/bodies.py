"""The body of an article, or of its translation: as it is kept, and whether others may see it."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from agencies.prose import kept
from markup import fit_to_be_seen


def body_to_keep(typed: str) -> str:
    """Return a body as it is stored, whatever was typed or sent. Raises ValidationError."""
    try:
        return kept(typed)
    except ValidationError as refusal:
        raise ValidationError({"body": refusal.messages}) from refusal


def require_fit(body: str) -> None:
    """Raise ValidationError with what is missing in a body before others may see it."""
    if missing := fit_to_be_seen(body):
        raise ValidationError(missing)
