"""Dossiers and what belongs to them: one subject a file."""

from dossiers.models.applicant import LAST_DIGITS, Applicant
from dossiers.models.consultation import Consultation
from dossiers.models.dossier import Channel, Dossier, Outcome
from dossiers.models.event import DossierEvent
from dossiers.models.feed import Feed, FeedEvent
from dossiers.models.look import ApplicantLook
from dossiers.models.notice import MOST_TRIES, Notice
from dossiers.models.numbering import DayNumber
from dossiers.models.recount import Recount
from dossiers.models.satisfaction import Level, Satisfaction
from dossiers.models.stages import OPEN, RUNNING, TRANSITIONS, State

__all__ = [
    "LAST_DIGITS",
    "MOST_TRIES",
    "OPEN",
    "RUNNING",
    "TRANSITIONS",
    "Applicant",
    "ApplicantLook",
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
    "Recount",
    "Satisfaction",
    "State",
]
