"""The demo's articles, from the writer's desk to the public and off again, through the acts that people would use."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from agencies.models import Agency, User
from news.actions import (
    approve,
    classify,
    discard,
    keep_picture,
    limit,
    pin,
    publish,
    remove,
    save_article,
    save_translation,
    schedule,
    send_back,
    submit,
    withdraw,
)
from news.models import Article, ArticleTranslation, Category, Edition, Placement, Topic
from portal.demo.drawings import drawn
from portal.demo.people import editor_at, second_at, writer_at
from portal.demo.pushing import feature_above, push_down

DRAWN = "Tranh vẽ mẫu"
AUTHOR = "Ban biên tập (mẫu)"
SAMPLE = {"vi": "Đây là bài mẫu của bản trình diễn.", "en": "This is a sample article of the demonstration."}
BETWEEN_EDITIONS = 0.2  # of the age of an article: how much later each edition came


def tell(sample: dict[str, Any], *, by: User) -> None:
    """Publish an article as of some time ago and let it become whatever the sample says."""
    writer, editor = writer_at(sample["path"]), editor_at(sample["path"])
    article = _to_the_public(_written(sample, by=writer), sample)
    for change in sample.get("editions", []):
        article = _corrected(article, change, sample["path"])
    _date_back(article, datetime.timedelta(days=sample.get("days", 0), hours=sample.get("hours", 0)))
    category = Category.objects.get(slug=sample["category"])
    classify(article, by=by, category=category, topics=Topic.objects.filter(title=sample.get("topic", "")))
    if "en" in sample:
        save_translation(ArticleTranslation(article=article, language="en", **_texts(sample["en"], "en")), by=editor)
    if position := sample.get("pinned"):
        placement = Placement.objects.get(article=article, agency=article.origin)
        pin(placement, by=editor, position=position)
    if "push" in sample:
        push_down(article, sample["push"])
    for path in sample.get("features", []):
        feature_above(article, path)
    _what_came_of_it(article, sample)


def leave_on_the_desks(sample: dict[str, Any], *, by: User) -> None:
    """Write an article and bring it as far as the sample says; `by` is not asked: those who work there do it."""
    writer, second = writer_at(sample["path"]), second_at(sample["path"])
    article = _written(sample, by=writer)
    stage = sample["stage"]
    if stage == "discarded":
        discard(article, by=writer)
    elif stage != "draft":
        submit(article, by=writer)
    if stage == "returned":
        send_back(article, by=second, reason=sample["reason"])
    if stage in ("approved", "scheduled"):
        approve(article, by=second)
    if stage == "scheduled":
        schedule(article, by=second, at=timezone.now() + datetime.timedelta(days=2))


def _written(sample: dict[str, Any], *, by: User) -> Article:
    """Save what the sample says as a first draft, with its picture if it has one."""
    article = Article(origin=Agency.objects.get(path=sample["path"]), author=AUTHOR, source="Thông Suốt")
    for field, said in {"keywords": sample.get("keywords", []), **_texts(sample, "vi")}.items():
        setattr(article, field, said)
    if scene := sample.get("drawing"):
        drawing = drawn(scene, mirrored=sample.get("mirrored", False))
        article.photo = keep_picture(article.origin, drawing, by=by, alt=article.photo_alt, credit=DRAWN)
    return save_article(article, by=by)


def _texts(sample: dict[str, Any], language: str) -> dict[str, str]:
    fields = ("title", "lead", "photo_alt", "photo_caption")
    texts: dict[str, str] = {field: sample[field] for field in fields if field in sample}
    texts["body"] = f"{sample['body'].strip()}<p><em>{SAMPLE[language]}</em></p>"
    return texts


def _to_the_public(article: Article, sample: dict[str, Any]) -> Article:
    """Publish as two people do, or as one does when it is urgent."""
    second = second_at(sample["path"])
    if "urgent" in sample:
        return publish(article, by=editor_at(sample["path"]), urgent=sample["urgent"])
    submit(article, by=writer_at(sample["path"]))
    approve(article, by=second)
    return publish(article, by=second)


def _change(article: Article, change: dict[str, Any], path: str) -> Article:
    """Write a correction: a new lead, or a paragraph more."""
    article = Article.objects.select_related("origin").get(pk=article.pk)
    article.lead = change.get("lead", article.lead)
    if "add" in change:
        article.body = f"{change['add']}{article.body}"
    return save_article(article, by=writer_at(path))


def _corrected(article: Article, change: dict[str, Any], path: str) -> Article:
    """Publish a correction as two people do."""
    article = _change(article, change, path)
    submit(article, by=writer_at(path), note=change.get("note", ""))
    approve(article, by=second_at(path))
    return publish(article, by=second_at(path))


def _what_came_of_it(article: Article, sample: dict[str, Any]) -> None:
    """Take the article off, set its end, or begin the next correction, if the sample says so."""
    editor = editor_at(sample["path"])
    if change := sample.get("correction"):
        _change(article, change, sample["path"])
        submit(article, by=writer_at(sample["path"]), note=change["note"])
    if days := sample.get("expires_in"):
        limit(article, by=editor, until=timezone.now() + datetime.timedelta(days=days))
    if reason := sample.get("withdrawn"):
        withdraw(article, by=editor, reason=reason)
    if reason := sample.get("removed"):
        remove(article, by=editor, reason=reason)


def _date_back(article: Article, age: datetime.timedelta) -> None:
    """Let an article have been published a while ago, so that the pages of the demo do not all say "now"."""
    now = timezone.now()
    article.published_at = now - age
    last = article.editions.count() - 1
    if article.corrected_at:
        article.corrected_at = now - age * (1 - BETWEEN_EDITIONS * last)
    dates = {"published_at": article.published_at, "corrected_at": article.corrected_at}
    Article.objects.filter(pk=article.pk).update(**dates)
    Placement.objects.filter(article=article).update(published_at=article.published_at)
    for edition in article.editions.all():
        then = now - age * (1 - BETWEEN_EDITIONS * (edition.number - 1))
        Edition.objects.filter(pk=edition.pk).update(published_at=then)
