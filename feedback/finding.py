"""Finding an agency by its name, as people type it: with or without marks, and without the words for its kind."""

from __future__ import annotations

from django.db.models import Q

from agencies.models import Agency
from vietnamese.slugs import slug

MOST_FOUND = 12
LONGEST = 100  # characters of a name that is looked for


def agencies_named(words: str) -> list[Agency]:
    """Return the agencies that work today and whose name holds `words`, higher ones first. One query."""
    typed = " ".join(words.split())[:LONGEST]
    unmarked = slug(typed)
    if not unmarked:
        return []
    named = Q(name__icontains=typed) | Q(short_name__icontains=typed)
    for part in {unmarked, unmarked.removeprefix("thanh-pho-").removeprefix("tinh-").removeprefix("ubnd-")} - {""}:
        named |= Q(slug__contains=part)
    found = Agency.objects.live().filter(named).select_related("parent").order_by("level", "lft")
    return list(found[:MOST_FOUND])
