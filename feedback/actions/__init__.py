"""What people and the clock do to reports and proposals, and readers to pages: one function for each act."""

from feedback.actions.answering import (
    answer,
    examine,
    extend,
    hide,
    is_about_regulation,
    missing_criteria,
    publish,
    why_not_extend,
)
from feedback.actions.changing import tell_of_change
from feedback.actions.classifying import classify
from feedback.actions.disputing import dispute, rate
from feedback.actions.drafting import (
    DRAFTS_KEPT,
    begin_draft,
    enclose,
    forget_draft,
    forget_old_drafts,
    send_draft,
    take_out,
    write_draft,
)
from feedback.actions.escalating import escalate, sweep
from feedback.actions.holding import accept, assign, climb, decline, hand_over, lapse
from feedback.actions.keeping import save_rule, save_template
from feedback.actions.linking import link, unlink
from feedback.actions.noting import retry, write_note
from feedback.actions.page_ratings import forget_comments, rate_page
from feedback.actions.privacy import forget_old_senders, forget_sender, may_read_sender, read_sender
from feedback.actions.reading import last_act, require_seen
from feedback.actions.reusing import reuse
from feedback.actions.sending import Sent, send, verify
from feedback.actions.supporting import support

__all__ = [
    "DRAFTS_KEPT",
    "Sent",
    "accept",
    "answer",
    "assign",
    "begin_draft",
    "classify",
    "climb",
    "decline",
    "dispute",
    "enclose",
    "escalate",
    "examine",
    "extend",
    "forget_comments",
    "forget_draft",
    "forget_old_drafts",
    "forget_old_senders",
    "forget_sender",
    "hand_over",
    "hide",
    "is_about_regulation",
    "lapse",
    "last_act",
    "link",
    "may_read_sender",
    "missing_criteria",
    "publish",
    "rate",
    "rate_page",
    "read_sender",
    "require_seen",
    "retry",
    "reuse",
    "save_rule",
    "save_template",
    "send",
    "send_draft",
    "support",
    "sweep",
    "take_out",
    "tell_of_change",
    "unlink",
    "verify",
    "why_not_extend",
    "write_draft",
    "write_note",
]
