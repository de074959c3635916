"""Who may do what with a case: the officers of the agency that holds it, of one that it is offered to, and above."""

from __future__ import annotations

from agencies.models import Agency, Role, User
from feedback.models import Feedback

OFFICERS = frozenset({Role.FEEDBACK, Role.ADMINISTRATOR})
READERS = frozenset({Role.FEEDBACK, Role.ADMINISTRATOR, Role.AUDITOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def may_read_words(case: Feedback, user: User) -> bool:
    """Tell whether a person may read what the sender wrote and enclosed, as it came, and the notes of officers.

    Those at the holder and at the agency that it is offered to, which has to know what it accepts; not those who held
    or declined it before. Two queries.
    """
    offered = case.hand_overs.waiting().values_list("receiver", flat=True)
    near = Agency.objects.entrusted_to(user, READERS).filter(pk__in=[case.holder_id, *offered])
    return user.is_active and near.exists()
