"""How dossiers are added up: which ones each count takes, and in the month of which moment (docs/decisions/0025)."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from dossiers.models import Level, State
from dossiers.models.stages import DONE, RECEIVED, RUNNING
from results.models import COUNTS

# Count → (the moment whose month it stands in, the condition, what is added up if not the dossiers themselves). A limit
# is kept or missed in one moment: kept when the dossier was finished, missed when the limit ended. So the share of a
# month that is over does not get better by finishing late what was due in it.
RULES: dict[str, tuple[str, str, str]] = {
    "received": ("received_at", "state IN {received}", "1"),
    "in_progress": ("received_at", "state IN {running}", "1"),
    "waiting": ("received_at", "state = {waiting}", "1"),
    "paused": ("received_at", "(state = {paying} OR state = {stopped} AND closed_at IS NULL)", "1"),
    "supplemented": ("received_at", "state IN {received} AND supplemented > 0", "1"),
    "done": ("finished_at", "state IN {done}", "1"),
    "working_days": ("finished_at", "state IN {done}", "coalesce(reached.number - begun.number, 0)"),
    "on_time": ("finished_at", "state IN {done} AND finished_at <= due_at", "1"),
    "late": ("due_at", "state IN {done} AND finished_at > due_at", "1"),
    "running": ("due_at", "state IN {running}", "1"),
    "rated": ("said_at", "overall IS NOT NULL", "1"),
    "satisfied": ("said_at", "overall >= {satisfied}", "1"),
}


def _among(states: Iterable[State]) -> str:
    return f"({', '.join(str(int(state)) for state in states)})"


WORDS = {
    "received": _among(RECEIVED),
    "running": _among(RUNNING),
    "done": _among(DONE),
    "waiting": int(State.WAITING),
    "paying": int(State.PAYING),
    "stopped": int(State.STOPPED),
    "satisfied": int(Level.QUITE),
}
ZONE = settings.TIME_ZONE
NAMES = ", ".join(COUNTS)


def _added_up(count: str) -> str:
    moment, condition, amount = RULES[count]
    return f"sum(sign * {amount}) FILTER (WHERE moment = '{moment}' AND {condition.format(**WORDS)}) AS {count}"


# What each of the rows of {source} adds to its agency, procedure and month.
CONTRIBUTIONS = f"""
    SELECT decider_id AS agency_id, version.procedure_id, month, {", ".join(_added_up(count) for count in COUNTS)}
    FROM {{source}} AS one
    JOIN procedures_procedureversion AS version ON version.id = one.version_id
    LEFT JOIN results_workday AS begun ON begun.day = (received_at AT TIME ZONE '{ZONE}')::date
    LEFT JOIN results_workday AS reached ON reached.day = (finished_at AT TIME ZONE '{ZONE}')::date
    CROSS JOIN LATERAL (VALUES
        ('received_at', date_trunc('month', received_at AT TIME ZONE '{ZONE}')::date),
        ('finished_at', date_trunc('month', finished_at AT TIME ZONE '{ZONE}')::date),
        ('due_at', date_trunc('month', due_at AT TIME ZONE '{ZONE}')::date),
        ('said_at', date_trunc('month', said_on)::date)
    ) AS moments (moment, month)
    WHERE month IS NOT NULL
    GROUP BY 1, 2, 3
"""  # noqa: S608 made of the constants above

# Add {delta} to the tallies of each agency alone and of all branches that it stands in, by procedure and of all.
SPREAD = f"""
    ancestry AS MATERIALIZED (
        SELECT unit.id AS unit_id, above.id AS above_id
        FROM agencies_agency AS unit JOIN agencies_agency AS above
            ON above.tree_id = unit.tree_id AND above.lft <= unit.lft AND above.rght >= unit.rght
        WHERE above.rght > above.lft + 1
    ),
    spread AS (
        SELECT agency_id, FALSE AS whole_branch, procedure_id, month, {NAMES} FROM delta
        UNION ALL
        SELECT above_id, TRUE, procedure_id, month, {NAMES} FROM delta JOIN ancestry ON unit_id = agency_id
    ),
    kept AS (
        INSERT INTO results_tally AS known (agency_id, whole_branch, procedure_id, month, {NAMES})
        SELECT agency_id, whole_branch, procedure_id, month,
            {", ".join(f"coalesce(sum({count}), 0)" for count in COUNTS)}
        FROM spread
        GROUP BY GROUPING SETS (
            (agency_id, whole_branch, procedure_id, month), (agency_id, whole_branch, month))
        ON CONFLICT (agency_id, whole_branch, procedure_id, month) DO UPDATE SET
            {", ".join(f"{count} = known.{count} + excluded.{count}" for count in COUNTS)}
        RETURNING agency_id
    )
"""  # noqa: S608 made of the constants above

FOLD = f"""
    WITH taken AS (
        DELETE FROM results_tallychange
        WHERE id IN (SELECT id FROM results_tallychange ORDER BY id LIMIT %s) RETURNING *
    ),
    delta AS ({CONTRIBUTIONS.format(source="taken")}),
    {SPREAD}
    SELECT (SELECT count(*) FROM taken), (SELECT coalesce(bool_or(sign = 0), FALSE) FROM taken),
        ARRAY(SELECT DISTINCT agency_id FROM kept)
"""  # noqa: S608 made of the constants above

EVERYTHING = """(
    SELECT 1 AS sign, decider_id, version_id, state, received_at, due_at, finished_at, closed_at, supplemented,
        NULL::smallint AS overall, NULL::date AS said_on
    FROM dossiers_dossier
    UNION ALL
    SELECT 1, decider_id, version_id, NULL, NULL, NULL, NULL, NULL, NULL, overall, said_on
    FROM dossiers_satisfaction JOIN dossiers_dossier ON dossiers_dossier.id = dossier_id
)"""

# One statement sees one moment: what commits while it runs stays among the changes, and is folded afterwards.
COUNT_ANEW = f"""
    WITH taken AS (DELETE FROM results_tallychange RETURNING id),
    delta AS ({CONTRIBUTIONS.format(source=EVERYTHING)}),
    {SPREAD}
    SELECT count(*) FROM kept
"""  # noqa: S608 made of the constants above

# The branches in which a limit has ended between two moments, each with all agencies above.
PASSED = f"""
    SELECT DISTINCT above.id
    FROM (SELECT DISTINCT decider_id FROM dossiers_dossier
          WHERE state IN {WORDS["running"]} AND due_at >= %s AND due_at < %s) AS passed
    JOIN agencies_agency AS unit ON unit.id = decider_id
    JOIN agencies_agency AS above
        ON above.tree_id = unit.tree_id AND above.lft <= unit.lft AND above.rght >= unit.rght
"""  # noqa: S608 made of the constants above
