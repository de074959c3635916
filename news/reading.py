"""What readers ask for most, prepared: the news on the front of a site, and one article."""

from __future__ import annotations

from functools import lru_cache

from agencies.models import Agency
from agencies.prepared import Prepared
from news.models import Article, NewsItem, Placement

ARTICLE_FIELDS = tuple(field.attname for field in Article._meta.concrete_fields)
ORIGIN_FIELDS = ("id", "short_name", "path")  # in the order of the model: from_db() goes by it


def front_news(agency: Agency, language: str, *, most: int) -> list[NewsItem]:
    """Return the first `most` articles on the site of `agency`, as `Placement.objects.on_site` has them. One query."""
    return [NewsItem(language, *row) for row in _front(language, most).rows(agency.pk)]


@lru_cache
def _front(language: str, most: int) -> Prepared:
    return Prepared(lambda agency: Placement.objects.on_site(agency)[:most].news_rows(language), numbers=1)


def article_on_site(agency: Agency, pk: int) -> Article | None:
    """Return the article `pk` if the site of `agency` shows it, with the name and path of its origin. One query."""
    if pk > MOST:
        return None
    rows = _article.rows(agency.pk, pk)
    if not rows:
        return None
    row, count = rows[0], len(ARTICLE_FIELDS)
    article = Article.from_db(None, ARTICLE_FIELDS, row[:count])
    article.origin = Agency.from_db(None, ORIGIN_FIELDS, row[count:])
    return article


MOST = 2**63 - 1
_article = Prepared(
    lambda agency, pk: (
        Placement.objects.on_site(agency)
        .filter(article=pk)
        .values_list(
            *(f"article__{name}" for name in ARTICLE_FIELDS), *(f"article__origin__{name}" for name in ORIGIN_FIELDS)
        )
    ),
    numbers=2,
)
