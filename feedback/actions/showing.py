"""Saying that public pages of reports and proposals show something else from now on: within the act that changes it."""

from __future__ import annotations

from agencies.actions import section_changed, sites_changed
from agencies.publication import FEEDBACK, PROCEDURES
from feedback.models import Answer, Feedback, FeedbackEvent, RuleChange

Verb = FeedbackEvent.Verb
# What everybody sees at once: a case comes, goes (disputed ones are open again), or a rule was changed because of it.
SEEN = frozenset({Verb.PUBLISHED, Verb.HIDDEN, Verb.DISPUTED, Verb.RULE_CHANGED})


def shown_anew(case: Feedback) -> None:
    """Have the lists that a case stands in made anew, and where its answer is reused, the page of its procedure."""
    section_changed(case.holder, FEEDBACK)
    if case.answer is not None and case.answer.is_reusable:
        _questions_anew(case)


def weighed_anew(case: Feedback) -> None:
    """Have the page of one case made anew: a click of somebody makes no list of the country."""
    section_changed(case.holder, FEEDBACK, case.code)


def changes_anew(change: RuleChange) -> None:
    """Have the lists of what was changed made anew."""
    section_changed(change.agency, FEEDBACK)


def questions_anew(answer: Answer) -> None:
    """Have the questions that an answer answers made anew, and the pages of their procedures."""
    for case in answer.cases.published().select_related("holder", "procedure"):
        section_changed(case.holder, FEEDBACK)
        _questions_anew(case)


def _questions_anew(case: Feedback) -> None:
    if case.procedure is not None:
        section_changed(case.holder, PROCEDURES, case.procedure.code)
        sites_changed(case.holder)  # the sites below show the questions of those above
