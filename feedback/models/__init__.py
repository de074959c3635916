"""Reports and proposals, ratings of pages, and what belongs to them: one subject a file."""

from feedback.models.answer import MAX_ANSWER, Answer, AnswerTemplate, Criterion, Finding, Outcome, RuleChange
from feedback.models.citizens import Draft, Support, Verdict
from feedback.models.event import PRIVATE, FeedbackEvent
from feedback.models.feedback import MAX_TEXT, MAX_TITLE, MOST_DISPUTES, Feedback
from feedback.models.holding import HandOver, Holding
from feedback.models.notice import Notice
from feedback.models.page_rating import COMMENTS_KEPT, MAX_COMMENT, MAX_PAGE, Level, PageRating
from feedback.models.papers import Enclosure, Note
from feedback.models.public_words import PublicWords
from feedback.models.rules import RetentionRule, RuleEvent, Term, TimeRule
from feedback.models.sender import Sender, SenderReading
from feedback.models.stages import (
    CLOSED,
    OPEN,
    REPLIED,
    TRANSITIONS,
    About,
    Channel,
    Classification,
    Kind,
    State,
    Subject,
)

__all__ = [
    "CLOSED",
    "COMMENTS_KEPT",
    "MAX_ANSWER",
    "MAX_COMMENT",
    "MAX_PAGE",
    "MAX_TEXT",
    "MAX_TITLE",
    "MOST_DISPUTES",
    "OPEN",
    "PRIVATE",
    "REPLIED",
    "TRANSITIONS",
    "About",
    "Answer",
    "AnswerTemplate",
    "Channel",
    "Classification",
    "Criterion",
    "Draft",
    "Enclosure",
    "Feedback",
    "FeedbackEvent",
    "Finding",
    "HandOver",
    "Holding",
    "Kind",
    "Level",
    "Note",
    "Notice",
    "Outcome",
    "PageRating",
    "PublicWords",
    "RetentionRule",
    "RuleChange",
    "RuleEvent",
    "Sender",
    "SenderReading",
    "State",
    "Subject",
    "Support",
    "Term",
    "TimeRule",
    "Verdict",
]
