"""Lists of news on a site: all, of a category, with a keyword, of a month."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from agencies.publication import published
from agencies.sites import Site, on_agency_site
from news.archive import Month, categories_with_news, months_with_news
from news.lists import news_on, page_of_news
from news.models import Article, ArticleKeyword, Category, Placement, Topic


@require_safe
@published
@on_agency_site
def news_list(request: HttpRequest, site: Site) -> HttpResponse:
    """List what an agency's site shows: its own news and those pushed from above."""
    shown = Placement.objects.on_site(site.agency)
    categories = categories_with_news(site.agency)
    topics = Topic.objects.on_site(site.agency, site.above).running()[:MOST_TOPICS]
    return _listed(request, site, shown, "news/news_list.html", categories=categories, topics=topics)


@require_safe
@published
@on_agency_site
def by_category(request: HttpRequest, site: Site, slug: str) -> HttpResponse:
    """List the news of one category."""
    category = get_object_or_404(Category, slug=slug)
    found = _newest(site).filter(category=category)
    return _listed(request, site, found, "news/category.html", category=category)


@require_safe
@published
@on_agency_site
def by_keyword(request: HttpRequest, site: Site, slug: str) -> HttpResponse:
    """List the news with one keyword. A word that no article of the site has is not found."""
    read = ArticleKeyword.objects.filter(article__in=Article.objects.published())
    known = read.filter(slug=slug).order_by("-article").first()
    if known is None:
        raise Http404("Không có bài nào có từ khóa này.")
    return _listed(request, site, _newest(site).with_keyword(slug), "news/keyword.html", some=True, keyword=known.word)


@require_safe
@published
@on_agency_site
def by_month(request: HttpRequest, site: Site, month: Month) -> HttpResponse:
    """List the news of one month. A month without any is not found."""
    found = _newest(site).published_within(month.begin, month.next.begin)
    return _listed(request, site, found, "news/month.html", some=True, month=month)


@require_safe
@published
@on_agency_site
def months(request: HttpRequest, site: Site) -> HttpResponse:
    """List the months of which there are news."""
    return render(request, "news/months.html", {"site": site, "months": months_with_news(site.agency)})


MOST_TOPICS = 6


def _newest(site: Site) -> Any:
    return Placement.objects.on_site(site.agency).newest_first()


def _listed(
    request: HttpRequest, site: Site, found: QuerySet[Placement], template: str, *, some: bool = False, **context: Any
) -> HttpResponse:
    """Show the page of a list that is asked for. Raises Http404 past its end, and if `some` for an empty one."""
    page = page_of_news(found, request.GET.get("trang"))
    news = news_on(page, site.language)
    if some and not news:
        raise Http404("Danh sách này chưa có bài nào.")
    return render(request, template, {"site": site, "page": page, "news": news, **context})
