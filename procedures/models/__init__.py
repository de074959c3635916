"""The catalogue: procedures with their versions, what agencies add to them, what was done."""

from procedures.models.choices import (
    AUDIENCES,
    KINDS,
    KINDS_OF_LEVEL,
    Channel,
    Level,
    Part,
    Unit,
    level_at,
    level_of,
)
from procedures.models.event import ProcedureEvent
from procedures.models.local import LocalAddition, nearest
from procedures.models.procedure import Procedure, ProcedureField
from procedures.models.version import ProcedureVersion, VersionAgency

__all__ = [
    "AUDIENCES",
    "KINDS",
    "KINDS_OF_LEVEL",
    "Channel",
    "Level",
    "LocalAddition",
    "Part",
    "Procedure",
    "ProcedureEvent",
    "ProcedureField",
    "ProcedureVersion",
    "Unit",
    "VersionAgency",
    "level_at",
    "level_of",
    "nearest",
]
