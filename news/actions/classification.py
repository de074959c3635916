"""Saying what an article is about: its category, the topics it stands in, what its readers may read further."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min

from agencies.actions import hold_tree, require, require_at_all
from agencies.models import Agency, User
from news.actions.articles import EDITORS, article_changed, articles_changed
from news.actions.writing import WRITERS
from news.models import Article, ArticleEvent, Category, Placement, PushPiece, RelatedArticle, Topic, TopicArticle

MOST_RELATED = 6
MOST_IN_TOPIC = 500


@transaction.atomic
def classify(
    article: Article,
    *,
    by: User,
    category: Category | None,
    topics: Iterable[Topic] = (),
    related: Iterable[Article] = (),
) -> Article:
    """Put an article into a category and into topics, and further articles beside it, in place of what was there.

    Topics of agencies where `by` does not edit stay as they are. Raises PermissionDenied unless `by` may correct the
    article, and edits at the owner of each topic that it is to join; ValidationError for a topic of an agency that
    stands neither at the origin nor above it, for one that is full, and for a related article that nobody may read.
    """
    hold_tree(shared=True)  # before anything else, as whoever delivers does: the tree, the article, pieces, placements
    locked = Article.objects.select_for_update(of=("self",), no_key=True)
    article = locked.select_related("origin", "category").get(pk=article.pk)
    require(by, WRITERS if article.is_draft else EDITORS, article.origin)
    former = article.category
    if former != category:
        article.category = category
        _put([article])
    left = _settle_topics(article, list(topics), by)
    _settle_related(article, list(dict.fromkeys(related)))
    details = {
        "category": category.slug if category else "",
        "former": former.slug if former else "",
        "topics": list(article.topics.order_by("pk").values_list("slug", flat=True)),
        "related": list(article.advised.values_list("related", flat=True)),
    }
    ArticleEvent.objects.create(article=article, verb=ArticleEvent.Verb.CLASSIFIED, by=by, details=details)
    if article.is_published:
        article_changed(article, *left)
    return article


@transaction.atomic
def categorise(chosen: Sequence[tuple[Article, Category | None]], *, by: User) -> None:
    """Put articles into categories, whatever else is said of them. A fixed number of queries, and one a category.

    Raises PermissionDenied unless `by` may correct all the articles: where they are public, only editors may.
    """
    if not chosen:
        return
    hold_tree(shared=True)  # as `classify`
    wanted = {article.pk: category for article, category in chosen}
    locked = Article.objects.select_for_update(of=("self",), no_key=True).select_related("origin", "category")
    articles = [one for one in locked.filter(pk__in=wanted).order_by("pk") if one.category != wanted[one.pk]]
    require_at_all(by, WRITERS, {article.origin for article in articles if article.is_draft})
    require_at_all(by, EDITORS, {article.origin for article in articles if not article.is_draft})
    events = []
    for article in articles:
        former, article.category = article.category, wanted[article.pk]
        said = {name: one.slug if one else "" for name, one in (("category", article.category), ("former", former))}
        events.append(ArticleEvent(article=article, verb=ArticleEvent.Verb.CLASSIFIED, by=by, details=said))
    _put(articles)
    ArticleEvent.objects.bulk_create(events)
    if public := [article for article in articles if article.is_published]:
        articles_changed(public)


def _put(articles: Sequence[Article]) -> None:
    """Store the categories of articles, and say them on the ledger too, where lists of a site read them.

    Whoever is at a piece of a push of an article may have read its former category: we wait, as order_push does.
    """
    by_category: dict[Category | None, list[int]] = {}
    for article in articles:
        by_category.setdefault(article.category, []).append(article.pk)
    for category, keys in by_category.items():
        Article.objects.filter(pk__in=keys).update(category=category)
    pieces = PushPiece.objects.select_for_update(of=("self",)).filter(push__article__in=articles).order_by("pk")
    list(pieces.values_list("pk", flat=True))
    placements = Placement.objects.filter(article__in=articles)
    # In the order in which deliveries write them: two writers must not deadlock.
    list(placements.select_for_update(no_key=True).order_by("article_id", "agency_id").values_list("pk", flat=True))
    for category, keys in by_category.items():
        Placement.objects.filter(article__in=keys).update(category=category)


def _settle_topics(article: Article, chosen: list[Topic], by: User) -> list[Agency]:
    """Let the article stand in the chosen topics, first, and in no other that is in the hands of `by`.

    Returns the owners of the topics that it has left.
    """
    higher = {article.origin_id, *Agency.objects.above(article.origin).values_list("pk", flat=True)}
    present = {place.topic_id: place for place in article.topic_places.select_related("topic__owner")}
    for topic in chosen:
        if topic.pk in present:
            continue
        if topic.owner_id not in higher:
            told = f"Chuyên đề “{topic}” không thuộc cơ quan đăng bài, cũng không thuộc cấp trên của cơ quan đó."
            raise ValidationError({"topics": told})
        require(by, EDITORS, topic.owner)
        first = Topic.objects.select_for_update(of=("self",), no_key=True).get(pk=topic.pk).places
        if first.count() >= MOST_IN_TOPIC:
            raise ValidationError({"topics": f"Chuyên đề “{topic}” đã có {MOST_IN_TOPIC} bài."})
        order = (first.aggregate(least=Min("order"))["least"] or 0) - 1
        TopicArticle.objects.create(topic=topic, article=article, order=order)
    kept = {topic.pk for topic in chosen}
    leaving = [place for pk, place in present.items() if pk not in kept and by.holds(EDITORS, place.topic.owner)]
    TopicArticle.objects.filter(pk__in=[place.pk for place in leaving]).delete()
    return [place.topic.owner for place in leaving]


def _settle_related(article: Article, related: list[Article]) -> None:
    if len(related) > MOST_RELATED:
        raise ValidationError({"related": f"Chỉ đặt được nhiều nhất {MOST_RELATED} bài liên quan."})
    if article in related:
        raise ValidationError({"related": "Một bài không liên quan với chính nó."})
    if not all(other.is_published for other in related):
        raise ValidationError({"related": "Bài liên quan phải là bài đã xuất bản."})
    if [place.related_id for place in article.advised.all()] == [other.pk for other in related]:
        return
    article.advised.all().delete()
    RelatedArticle.objects.bulk_create(
        RelatedArticle(article=article, related=other, order=order) for order, other in enumerate(related, start=1)
    )
