"""Lists of news on a site, page by page, at a cost that has a bound on the last page too."""

from __future__ import annotations

from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404

from news.models import NewsItem, Placement

NEWS_ON_PAGE = 20
# A list goes back so far and no further, so that nobody can ask for much work; what is older stands under its month.
MOST_PAGES = 500


class NewsPages(Paginator):
    """The pages of a list of placements. Neither counting nor turning over looks at more than MOST_PAGES of them."""

    def __init__(self, placements: QuerySet[Placement]) -> None:
        super().__init__(placements, NEWS_ON_PAGE)
        self.placements = placements

    @cached_property
    def count(self) -> int:
        """How many articles the list has, as far as it goes back."""
        return self.placements.order_by()[: MOST_PAGES * NEWS_ON_PAGE].count()


def page_of_news(placements: QuerySet[Placement], asked: str | None) -> Page:
    """Return the page of a list that a reader asks for, the first by default. Raises Http404 past the end."""
    pages, number = NewsPages(placements), int(asked or 1)
    if number > pages.num_pages:
        raise Http404("Danh sách không có trang đó.")
    return pages.page(number)


def news_on(page: Page, language: str) -> list[NewsItem]:
    """Return what a page of a list shows. Two queries: turning over reads keys alone, then come twenty texts."""
    placements: QuerySet[Placement] = page.object_list  # type: ignore[assignment]
    keys = dict(placements.values_list("article_id", "pk"))
    found = Placement.objects.filter(pk__in=keys.values()).as_news(language)
    in_order = {article: place for place, article in enumerate(keys)}
    return sorted(found, key=lambda item: in_order[item.pk])
