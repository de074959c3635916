"""A process that founds, moves and renames agencies at random: what test_two_writers starts two of."""

from __future__ import annotations

import os
import random
from typing import Any


def write(database: dict[str, Any], seed: int, rounds: int, *, raw: bool) -> None:
    """Do `rounds` acts in `database`: through the actions, every other one past them if `raw`."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    import django
    from django.db import connection, connections

    connections.settings["default"].update(database)
    django.setup()
    from agencies.models import Agency, User

    chance = random.Random(seed)
    operator = User.objects.get(username="van-hanh")
    provinces = list(Agency.objects.filter(kind="province").order_by("pk"))
    for number in range(rounds):
        past_actions = raw and number % 2 == 0
        if chance.random() < 0.5:
            _found(f"Xã {seed} {number}", chance.choice(provinces), operator, past_actions=past_actions)
        else:
            _move(chance, provinces, operator, past_actions=past_actions)
    connection.close()


def _found(name: str, parent: Any, by: Any, *, past_actions: bool) -> None:
    from agencies.actions import found_agency
    from agencies.models import Agency
    from vietnamese.slugs import slug

    agency = Agency(kind="commune", name=name, short_name=name, slug=slug(name), parent=parent)
    if past_actions:
        agency.save()
    else:
        found_agency(agency, by=by)


def _move(chance: random.Random, provinces: list[Any], by: Any, *, past_actions: bool) -> None:
    from agencies.actions import revise_agency
    from agencies.models import Agency

    keys = Agency.objects.filter(kind="commune", records__isnull=False).values_list("pk", flat=True)
    agency = Agency.objects.get(pk=chance.choice(list(keys)))
    agency.parent = chance.choice(provinces)
    if past_actions:
        agency.save()
    else:
        revise_agency(agency, by=by)
