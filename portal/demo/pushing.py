"""How the demo's articles reach the sites below, and what those who run these sites make of them."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from agencies.models import Agency
from news.actions import accept, advance, feature, hide, order_push, pin, recall, refuse, reword
from news.models import Article, Obligation, Placement, Push, Target
from portal.demo.people import editor_at

WORDING = ("title", "lead", "note")


def push_down(article: Article, told: dict[str, Any]) -> None:
    """Order the push that a sample tells of, and let the sites below answer.

    Where nobody answers, delivering it is left to the workers.
    """
    by = editor_at(article.origin.path)
    obligation, days = Obligation(told["obligation"]), told.get("answer_in")
    today = timezone.localdate()
    answer_by = None if days is None else today + datetime.timedelta(days=max(days, 0))
    push = order_push(article, by=by, target=_target(told), obligation=obligation, answer_by=answer_by)
    if told.get("answers") or (days is not None and days < 0):
        advance(push.pk)
    for answer in told.get("answers", []):
        _answer(push, answer)
    if days is not None and days < 0:
        _order_earlier(push, answer_by=today + datetime.timedelta(days=days))
    if reason := told.get("recalled"):
        recall(push, by=by, reason=reason)


def feature_above(article: Article, path: str) -> None:
    """Show the article on the site of an agency above."""
    feature(article, at=Agency.objects.get(path=path), by=editor_at(path))


def _target(told: dict[str, Any]) -> Target:
    def agencies(key: str) -> list[Agency]:
        return [Agency.objects.get(path=path) for path in told.get(key, [])]

    return Target(told.get("kinds", []), told.get("fields", []), agencies("branches"), agencies("exceptions"))


def _answer(push: Push, answer: dict[str, Any]) -> None:
    placement = Placement.objects.get(article=push.article_id, agency__path=answer["at"])
    by = editor_at(answer["at"])
    match answer["act"]:
        case "accept":
            days = answer.get("from_days")
            show_from = timezone.now() + datetime.timedelta(days=days) if days else None
            accept(placement, by=by, show_from=show_from)
        case "refuse":
            refuse(placement, by=by, reason=answer["reason"])
        case "hide":
            hide(placement, by=by, reason=answer["reason"])
        case "reword":
            reword(placement, by=by, **{field: answer.get(field, "") for field in WORDING})
        case "pin":
            pin(placement, by=by, position=answer["position"])
        case act:
            raise ValueError(act)


def _order_earlier(push: Push, *, answer_by: datetime.date) -> None:
    """Let a suggestion have been made a fortnight before its last day, which is over: no act can do that."""
    ordered_at = timezone.now() - (timezone.localdate() - answer_by) - datetime.timedelta(days=14)
    Push.objects.filter(pk=push.pk).update(answer_by=answer_by, ordered_at=ordered_at)
