"""Who keeps the working calendar: the operators of the portal, and those who administer the Government's site.

It holds for the whole country, as the rules of sections do (sections.actions.rules).
"""

from __future__ import annotations

from agencies.actions import ADMINISTRATORS
from agencies.models import Agency, User
from deadlines.hooks import Person


def administers_the_country(person: Person) -> bool:
    """Tell whether a person administers the Government's site. One query, of administrators alone."""
    if not isinstance(person, User) or not person.holds_anywhere(ADMINISTRATORS):
        return False
    return Agency.objects.entrusted_to(person, ADMINISTRATORS).filter(parent=None).exists()
