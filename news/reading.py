"""What readers ask for most, prepared: the news on the front of a site, and one article with what belongs to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from agencies.models import Agency
from agencies.prepared import Prepared
from news.models import Article, ArticleKeyword, Category, LocalWording, NewsItem, Picture, Placement, RelatedArticle

ARTICLE_FIELDS = tuple(field.attname for field in Article._meta.concrete_fields)
ORIGIN_FIELDS = ("id", "short_name", "path")  # in the order of the model: from_db() goes by it
CATEGORY_FIELDS = ("id", "slug", "name", "english_name")
PICTURE_FIELDS = ("id", "file", "width", "height", "credit", "focus_x", "focus_y", "widths")
WORDING_FIELDS = ("placement_id", "title", "lead", "note")

MOST_RELATED = 6  # as many as editors may choose
# Where related articles are looked for: among the newest of the site, and the newest of each keyword. Both have a
# bound, so that a keyword that half of the country uses costs no more than a rare one.
NEWEST_ON_SITE = 300
NEWEST_OF_KEYWORD = 60
MOST_CHANGES = 20


def front_news(agency: Agency, language: str, *, most: int) -> list[NewsItem]:
    """Return the first `most` articles on the site of `agency`, as `Placement.objects.on_site` has them. One query."""
    return [NewsItem(language, *row) for row in _front(language, most).rows(agency.pk)]


@lru_cache
def _front(language: str, most: int) -> Prepared:
    return Prepared(lambda agency: Placement.objects.on_site(agency)[:most].news_rows(language), numbers=1)


def article_on_site(agency: Agency, pk: int) -> Article | None:
    """Return the article `pk` if the site of `agency` shows it, with what its page says of it beside its own fields.

    That is the name and path of its origin, its category and photo, as `views` how often it was read, and as `wording`
    what the site says of its own about it. One query.
    """
    if pk > MOST:
        return None
    rows = _article.rows(agency.pk, pk)
    if not rows:
        return None
    row = iter(rows[0])
    article = _taken(Article, ARTICLE_FIELDS, row)
    article.origin = _taken(Agency, ORIGIN_FIELDS, row)
    category, photo = _taken(Category, CATEGORY_FIELDS, row), _taken(Picture, PICTURE_FIELDS, row)
    if article.category_id:
        article.category = category
    if article.photo_id:
        article.photo = photo
    article.views, wording = next(row), _taken(LocalWording, WORDING_FIELDS, row)
    article.wording = wording if wording.pk else None
    return article


def _taken(model: type[Any], fields: tuple[str, ...], row: Iterator[Any]) -> Any:
    """Return an object of `model` made of the next values of a row."""
    return model.from_db(None, fields, list(islice(row, len(fields))))


MOST = 2**63 - 1
_article = Prepared(
    lambda agency, pk: (
        Placement.objects.on_site(agency)
        .filter(article=pk)
        .values_list(
            *(f"article__{name}" for name in ARTICLE_FIELDS),
            *(f"article__origin__{name}" for name in ORIGIN_FIELDS),
            *(f"article__category__{name}" for name in CATEGORY_FIELDS),
            *(f"article__photo__{name}" for name in PICTURE_FIELDS),
            Coalesce("article__viewed__views", 0),
            *(f"wording__{name}" for name in WORDING_FIELDS),
        )
    ),
    numbers=2,
)


def related_news(agency: Agency, article: Article, language: str) -> list[NewsItem]:
    """Return what the site of `agency` shows that readers of `article` may read next. One query.

    First what editors have put beside it, in their order; then what shares the most keywords with it, the newest first.
    """
    return [NewsItem(language, *row) for row in _related(language).rows(agency.pk, article.pk)]


POOL = """
    SELECT related_id FROM news_relatedarticle WHERE article_id = %s
    UNION
    SELECT other.article_id
    FROM news_articlekeyword own
    CROSS JOIN LATERAL (
        SELECT article_id FROM news_articlekeyword WHERE slug = own.slug ORDER BY article_id DESC LIMIT %s
    ) AS other
    WHERE own.article_id = %s
    UNION
    SELECT newest.article_id
    FROM (
        SELECT article_id FROM news_placement WHERE agency_id = %s AND state = 'shown'
        ORDER BY rank DESC, published_at DESC, article_id DESC LIMIT %s
    ) AS newest
    JOIN news_articlekeyword USING (article_id)
    WHERE slug IN (SELECT slug FROM news_articlekeyword WHERE article_id = %s)
"""


@lru_cache
def _related(language: str) -> Prepared:
    def query(agency: Any, article: Any) -> QuerySet[Any, tuple[Any, ...]]:
        pool = RawSQL(POOL, [article, NEWEST_OF_KEYWORD, article, agency, NEWEST_ON_SITE, article])  # noqa: S611
        own = ArticleKeyword.objects.filter(article=article).values("slug")
        shared = ArticleKeyword.objects.filter(article=OuterRef("article"), slug__in=own).order_by()
        advised = RelatedArticle.objects.filter(article=article, related=OuterRef("article")).order_by()
        return (
            Placement.objects.on_site(agency)
            .filter(article__in=pool)
            .exclude(article=article)
            .order_by(
                Subquery(advised.values("order")).asc(nulls_last=True),
                Subquery(shared.values("article").annotate(words=Count("pk")).values("words")).desc(nulls_last=True),
                F("published_at").desc(),
                F("article_id").desc(),
            )[:MOST_RELATED]
            .news_rows(language)
        )

    return Prepared(query, numbers=2)


@dataclass(frozen=True, slots=True)
class Change:
    """One change that an article has gone through since it was published."""

    at: datetime.datetime
    note: str  # what was changed, in the words of an editor; "" when nothing was said


def changes_of(article: Article) -> list[Change]:
    """Return what the public is told of changes, the newest first. One query, none for an article never changed."""
    if article.corrected_at is None:
        return []
    told = article.editions.seen_by_the_public().filter(published_at__gt=article.published_at).exclude(change_note="")
    return [
        Change(at, note) for at, note in told.reverse().values_list("published_at", "change_note")[:MOST_CHANGES] if at
    ]
