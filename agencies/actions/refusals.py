"""How an act upon many rows says what is wrong with each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from django.core.exceptions import ValidationError


class EachRefusedError(ValidationError):
    """Nothing was done: `each` tells what is wrong, by the place of a row among those that were given."""

    def __init__(self, each: dict[int, ValidationError]) -> None:
        """Say all of it."""
        self.each = each
        super().__init__([message for refusal in each.values() for message in refusal.messages])

    def among(self, some: Sequence[Any], rows: Sequence[Any]) -> Self:
        """Return the same by the places among `rows`, of which `some` were given."""
        places = {id(row): place for place, row in enumerate(rows)}
        return type(self)({places[id(some[place])]: refusal for place, refusal in self.each.items()})
