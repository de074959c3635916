"""Who keeps the working calendar: the operators of the portal, and those who administer the Government's site.

It holds for the whole country, as the rules of sections do (sections.actions.rules).
"""

from __future__ import annotations

from agencies.actions import ADMINISTRATORS
from agencies.models import User
from deadlines.hooks import Person


def administers_the_country(person: Person) -> bool:
    """Tell whether a person administers the Government's site: no query beside that for her roles."""
    return isinstance(person, User) and person.holds_at_the_top(ADMINISTRATORS)
