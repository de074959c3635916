"""Keeping campaign topics: what they say, for how long, and which articles stand in them in which order."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.actions import require, sites_changed
from agencies.models import User
from news.actions.articles import EDITORS
from news.actions.classification import MOST_IN_TOPIC
from news.models import Article, Topic, TopicArticle, TopicEvent
from vietnamese.slugs import slug

WITHOUT_LETTERS = "chuyen-de"


@transaction.atomic
def save_topic(topic: Topic, *, by: User, articles: Iterable[Article] | None = None) -> Topic:
    """Keep a topic, and its articles in the order given (None: as they are): its sites show it as soon as it commits.

    Raises PermissionDenied unless `by` edits at the owner; ValidationError when a stored topic is to change its owner,
    has too many articles, or one that nobody may read.
    """
    require(by, EDITORS, topic.owner)
    before = Topic.objects.select_for_update(of=("self",), no_key=True).filter(pk=topic.pk).first()
    if before and before.owner_id != topic.owner_id:
        raise ValidationError({"owner": "Chuyên đề đã lưu không chuyển sang cơ quan khác được."})
    topic.slug = before.slug if before else _free_slug(topic.title)  # an address that was given out stays
    topic.full_clean(exclude=["slug"])
    topic.save()
    if articles is not None:
        _settle(topic, list(dict.fromkeys(articles)))
    verb = TopicEvent.Verb.SAVED if before else TopicEvent.Verb.OPENED
    _note(topic, verb, by)
    sites_changed(topic.owner)
    return topic


def _settle(topic: Topic, articles: list[Article]) -> None:
    """Let exactly these articles stand in the topic, in this order."""
    if len(articles) > MOST_IN_TOPIC:
        raise ValidationError({"in_order": f"Một chuyên đề có nhiều nhất {MOST_IN_TOPIC} bài."})
    present = set(topic.places.values_list("article_id", flat=True))
    if not all(article.is_published for article in articles if article.pk not in present):
        raise ValidationError({"in_order": "Chỉ đưa được bài đã xuất bản vào chuyên đề."})
    topic.places.all().delete()
    TopicArticle.objects.bulk_create(
        TopicArticle(topic=topic, article=article, order=order) for order, article in enumerate(articles, start=1)
    )


def _free_slug(title: str) -> str:
    """Return the title as it can stand in an address that no other topic of the country has."""
    wanted = slug(title, max_length=90) or WITHOUT_LETTERS
    taken = set(Topic.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = 2
    free = wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free


def _note(topic: Topic, verb: TopicEvent.Verb, by: User) -> None:
    details = {"title": topic.title, "articles": list(topic.places.values_list("article", flat=True))}
    TopicEvent.objects.create(topic=topic, verb=verb, by=by, details=details)
