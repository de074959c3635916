"""How an act upon many rows says what is wrong with each of them."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class EachRefusedError(ValidationError):
    """Nothing was done: `each` tells what is wrong, by the place of a row among those that were given."""

    def __init__(self, each: dict[int, ValidationError]) -> None:
        """Say all of it."""
        self.each = each
        super().__init__([message for refusal in each.values() for message in refusal.messages])
