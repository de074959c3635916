"""What happens by itself when its hour has come: late by a moment after a restart, but never left out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet

from news.actions.articles import publish, withdraw
from news.actions.placing import hide_now, show_now
from news.models import Article, Edition, Placement

OVER = "Bài đã hết thời hạn đăng."

log = logging.getLogger(__name__)

Row = TypeVar("Row", bound=Model)


def publish_what_is_due() -> int:
    """Publish the editions whose hour has come; return how many. May be called any number of times, at once."""
    return _one_by_one(
        lambda: Article.objects.filter(pk__in=Edition.objects.due().values("article")),
        lambda article: publish(article, by=None),
    )


def withdraw_what_is_over() -> int:
    """Withdraw the articles whose time is over; return how many. May be called any number of times, at once."""
    return _one_by_one(Article.objects.expired, lambda article: withdraw(article, by=None, reason=OVER))


def show_what_is_due() -> int:
    """Show what sites have taken up for an hour that has come; return how many. May be called any number of times."""
    return _one_by_one(Placement.objects.to_be_shown, show_now)


def hide_what_is_over() -> int:
    """Hide what sites have taken up until now; return how many. May be called any number of times, at once."""
    return _one_by_one(Placement.objects.to_be_hidden, hide_now)


def _one_by_one(due: Callable[[], QuerySet[Row]], act: Callable[[Row], object]) -> int:
    """Act upon each row that is due, in a transaction of its own. What is refused is told, and does not stop it."""
    done = 0
    for pk in list(due().values_list("pk", flat=True)):
        with transaction.atomic():
            # Whoever is at the row now finds out what it became; the next round sees the rest.
            row = due().select_for_update(skip_locked=True, of=("self",), no_key=True).filter(pk=pk).first()
            if row is None:
                continue
            try:
                with transaction.atomic():
                    act(row)
                    done += 1
            except ValidationError as refusal:
                log.error("What was due for %s %s was refused: %s", row._meta.verbose_name, pk, refusal.messages)
    return done
