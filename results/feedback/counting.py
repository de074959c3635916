"""How reports and proposals are counted: which ones each count takes, and in the month of which moment.

The agencies in which something has changed are counted anew as a whole: whatever was lost or counted twice is right
again with the next change. A limit is kept or missed in one moment, as for dossiers (docs/decisions/0025).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from feedback.models import CLOSED, OPEN, REPLIED, Level, State
from results.models import FEEDBACK_COUNTS

ZONE = settings.TIME_ZONE
NAMES = ", ".join(FEEDBACK_COUNTS)


def _among(states: Iterable[State]) -> str:
    quoted = ", ".join(f"'{state.value}'" for state in states)
    return f"({quoted})"


def _days(since: str, until: str) -> str:
    """Return how many working days lie between two moments, in the numbers of results_workday."""
    numbered = "(SELECT number FROM results_workday WHERE day = ({} AT TIME ZONE '" + ZONE + "')::date)"  # noqa: S608
    return f"coalesce({numbered.format(until)} - {numbered.format(since)}, 0)"


# All statements here are made of constants of ours.
# Count → (the moment whose month it stands in, what is added up, of which cases).
OF_CASES = {
    "received": ("received_at", "1", "TRUE"),
    "answered": ("answered_at", "1", f"state IN {_among(REPLIED)}"),
    "refused": ("answered_at", "1", f"state = '{State.REFUSED.value}'"),
    "days": ("answered_at", _days("received_at", "answered_at"), f"state IN {_among(REPLIED)}"),
    "on_time": ("answered_at", "1", f"state IN {_among(CLOSED)} AND on_time"),
    "late": ("coalesce(was_due_at, answered_at)", "1", f"state IN {_among(CLOSED)} AND NOT on_time"),
    "running": ("due_at", "1", f"state IN {_among(OPEN)}"),
}
# A holding ends when the case goes elsewhere, or is answered. Who let a limit pass until it went away was late, too.
ENDED = "coalesce(until, answered_at)"
OF_HOLDINGS = {
    "lost": ("missed_at", "1"),
    "held": (ENDED, "1"),
    "held_days": (ENDED, _days("since", ENDED)),
}
OF_VERDICTS = {
    "rated": "TRUE",
    "satisfied": f"level IN ('{Level.VERY.value}', '{Level.SATISFIED.value}')",
    "very": f"level = '{Level.VERY.value}'",
}

_PARTS = [
    *(
        f"SELECT holder_id AS agency_id, '{name}' AS name, {moment} AS moment, {amount} AS amount "  # noqa: S608
        f"FROM feedback_feedback WHERE {{holder}} AND {condition}"
        for name, (moment, amount, condition) in OF_CASES.items()
    ),
    *(
        f"SELECT agency_id, '{name}', {moment}, {amount} FROM feedback_holding AS held "  # noqa: S608
        f"JOIN feedback_feedback AS one ON one.id = held.feedback_id WHERE {{agency}}"
        for name, (moment, amount) in OF_HOLDINGS.items()
    ),
    *(
        f"SELECT agency_id, '{name}', verdict.at, 1 FROM feedback_verdict AS verdict "  # noqa: S608
        f"JOIN feedback_answer AS answer ON answer.id = verdict.answer_id WHERE {{agency}} AND {condition}"
        for name, condition in OF_VERDICTS.items()
    ),
]
_SUMS = ", ".join(f"coalesce(sum(amount) FILTER (WHERE name = '{name}'), 0)" for name in FEEDBACK_COUNTS)


def counted(*, some: bool) -> str:
    """Return the statement that counts agencies alone: some (an array of keys, as often as it asks), or all."""
    holder, agency = ("holder_id = ANY (%(some)s)", "agency_id = ANY (%(some)s)") if some else ("TRUE", "TRUE")
    rows = " UNION ALL ".join(_PARTS).format(holder=holder, agency=agency)
    return f"""
        INSERT INTO results_feedbacktally (agency_id, whole_branch, month, {NAMES})
        SELECT agency_id, FALSE, date_trunc('month', moment AT TIME ZONE '{ZONE}')::date AS month, {_SUMS}
        FROM ({rows}) AS facts WHERE moment IS NOT NULL GROUP BY 1, 3
    """  # noqa: S608


# The branches that are to be added up anew: those of agencies that have others below them.
ADD_UP = f"""
    INSERT INTO results_feedbacktally (agency_id, whole_branch, month, {NAMES})
    SELECT above.id, TRUE, month, {", ".join(f"sum({name})" for name in FEEDBACK_COUNTS)}
    FROM agencies_agency AS above
    JOIN agencies_agency AS unit
        ON unit.tree_id = above.tree_id AND unit.lft >= above.lft AND unit.rght <= above.rght
    JOIN results_feedbacktally AS tally ON tally.agency_id = unit.id AND NOT whole_branch
    WHERE above.id = ANY (%(branches)s) AND above.rght > above.lft + 1
    GROUP BY above.id, month
"""  # noqa: S608
