"""What sites must contain and do contain: one subject a file."""

from sections.models.code import DRAWN, WRITTEN, SectionCode
from sections.models.event import SectionEvent
from sections.models.leader import Leader
from sections.models.reminder import Reminder
from sections.models.rule import RuleSet, SectionRule
from sections.models.section import Section
from sections.models.standing import AgencyContent, Standing, State, standings_of, with_standing

__all__ = [
    "DRAWN",
    "WRITTEN",
    "AgencyContent",
    "Leader",
    "Reminder",
    "RuleSet",
    "Section",
    "SectionCode",
    "SectionEvent",
    "SectionRule",
    "Standing",
    "State",
    "standings_of",
    "with_standing",
]
