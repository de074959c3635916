"""What people and the clock do to reports and proposals, and readers to pages: one function for each act."""

from feedback.actions.answering import answer, examine, extend, hide, is_about_regulation, publish, why_not_extend
from feedback.actions.changing import tell_of_change
from feedback.actions.classifying import classify
from feedback.actions.disputing import dispute, rate
from feedback.actions.escalating import escalate, sweep
from feedback.actions.holding import accept, assign, climb, decline, hand_over, lapse
from feedback.actions.page_ratings import forget_comments, rate_page
from feedback.actions.privacy import forget_old_drafts, forget_old_senders, forget_sender, may_read_sender, read_sender
from feedback.actions.reusing import reuse
from feedback.actions.sending import Sent, send, verify
from feedback.actions.supporting import support

__all__ = [
    "Sent",
    "accept",
    "answer",
    "assign",
    "classify",
    "climb",
    "decline",
    "dispute",
    "escalate",
    "examine",
    "extend",
    "forget_comments",
    "forget_old_drafts",
    "forget_old_senders",
    "forget_sender",
    "hand_over",
    "hide",
    "is_about_regulation",
    "lapse",
    "may_read_sender",
    "publish",
    "rate",
    "rate_page",
    "read_sender",
    "reuse",
    "send",
    "support",
    "sweep",
    "tell_of_change",
    "verify",
    "why_not_extend",
]
