"""What happens to articles by itself, when its hour has come: late by a moment after a restart, but never left out."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from news.actions.articles import publish, withdraw
from news.models import Article, Edition

OVER = "Bài đã hết thời hạn đăng."

log = logging.getLogger(__name__)


def publish_what_is_due() -> int:
    """Publish the editions whose hour has come; return how many. May be called any number of times, at once."""
    return _one_by_one(
        lambda: Article.objects.filter(pk__in=Edition.objects.due().values("article")),
        lambda article: publish(article, by=None),
    )


def withdraw_what_is_over() -> int:
    """Withdraw the articles whose time is over; return how many. May be called any number of times, at once."""
    return _one_by_one(Article.objects.expired, lambda article: withdraw(article, by=None, reason=OVER))


def _one_by_one(due: Callable[[], QuerySet[Article]], act: Callable[[Article], object]) -> int:
    """Act upon each article that is due, in a transaction of its own. What is refused is told, and does not stop it."""
    done = 0
    for pk in list(due().values_list("pk", flat=True)):
        with transaction.atomic():
            # Whoever is at the article now finds out what it became; the next round sees the rest.
            article = due().select_for_update(skip_locked=True, of=("self",), no_key=True).filter(pk=pk).first()
            if article is None:
                continue
            try:
                with transaction.atomic():
                    act(article)
                    done += 1
            except ValidationError as refusal:
                log.error("What was due for article %s was refused: %s", pk, refusal.messages)
    return done
