"""Dossiers and what belongs to them: one subject a file."""

from dossiers.models.applicant import LAST_DIGITS, Applicant, digits, told_by
from dossiers.models.consultation import Consultation
from dossiers.models.dossier import Channel, Dossier, Outcome
from dossiers.models.event import DossierEvent
from dossiers.models.feed import Feed, FeedEvent
from dossiers.models.notice import MOST_TRIES, Notice
from dossiers.models.numbering import DayNumber
from dossiers.models.satisfaction import Level, Satisfaction
from dossiers.models.stages import TRANSITIONS, State

__all__ = [
    "LAST_DIGITS",
    "MOST_TRIES",
    "TRANSITIONS",
    "Applicant",
    "Channel",
    "Consultation",
    "DayNumber",
    "Dossier",
    "DossierEvent",
    "Feed",
    "FeedEvent",
    "Level",
    "Notice",
    "Outcome",
    "Satisfaction",
    "State",
    "digits",
    "told_by",
]
