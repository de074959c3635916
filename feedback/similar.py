"""Which cases have to do with some words."""

from __future__ import annotations

from django.db.models import Q

from feedback.models.feedback import FeedbackQuerySet

MOST_WORDS = 8  # of what somebody types: more narrow nothing down


def matching(cases: FeedbackQuerySet, words: str) -> FeedbackQuerySet:
    """Return those of these public cases in whose question all the words stand, in any order and case."""
    for word in words.split()[:MOST_WORDS]:
        cases = cases.filter(Q(public_title__icontains=word) | Q(public_text__icontains=word))
    return cases
