"""Who may do what with a case: the officers of the agency that holds it, of one that it is offered to, and above."""

from __future__ import annotations

from agencies.models import Role

OFFICERS = frozenset({Role.FEEDBACK, Role.ADMINISTRATOR})
READERS = frozenset({Role.FEEDBACK, Role.ADMINISTRATOR, Role.AUDITOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
