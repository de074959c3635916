"""Dossiers and what belongs to them: one subject a file."""

from dossiers.models.applicant import LAST_DIGITS, Applicant, digits, told_by
from dossiers.models.consultation import Consultation
from dossiers.models.dossier import Channel, Dossier, Outcome
from dossiers.models.event import DossierEvent
from dossiers.models.feed import (
    FORMER_SECRET_FOR,
    KEPT_WITH_APPLICANT,
    WAITS_FOR,
    Feed,
    FeedAct,
    FeedEvent,
    FeedEventQuerySet,
)
from dossiers.models.look import ApplicantLook
from dossiers.models.notice import Notice
from dossiers.models.numbering import DayNumber
from dossiers.models.recount import Recount
from dossiers.models.satisfaction import Level, Satisfaction
from dossiers.models.stages import NATIONAL_WORDS, OPEN, RUNNING, TRANSITIONS, State, may_come_to

__all__ = [
    "FORMER_SECRET_FOR",
    "KEPT_WITH_APPLICANT",
    "LAST_DIGITS",
    "NATIONAL_WORDS",
    "OPEN",
    "RUNNING",
    "TRANSITIONS",
    "WAITS_FOR",
    "Applicant",
    "ApplicantLook",
    "Channel",
    "Consultation",
    "DayNumber",
    "Dossier",
    "DossierEvent",
    "Feed",
    "FeedAct",
    "FeedEvent",
    "FeedEventQuerySet",
    "Level",
    "Notice",
    "Outcome",
    "Recount",
    "Satisfaction",
    "State",
    "digits",
    "may_come_to",
    "told_by",
]
