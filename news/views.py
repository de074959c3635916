"""News on the sites: the list of one site, and one article."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.sites import moved_for_good, on_agency_site, site_frame
from news.models import Article, Placement

NEWS_ON_PAGE = 20


@require_safe
@on_agency_site
def news_list(request: HttpRequest, agency: Agency) -> HttpResponse:
    """List what an agency's site shows: its own news and those pushed from above."""
    pages = Paginator(Placement.objects.on_site(agency), NEWS_ON_PAGE)
    page = pages.get_page(request.GET.get("trang"))
    return render(request, "news/news_list.html", {**site_frame(agency), "page": page})


@require_safe
@on_agency_site
def article(request: HttpRequest, agency: Agency, pk: int, slug: str) -> HttpResponse:
    """Show an article on the site of an agency that shows it; its canonical address is on its origin's site."""
    placement = Placement.objects.on_site(agency).filter(article=pk).first()
    if placement is None:
        return _gone(request, agency, pk)
    shown = placement.article
    if slug != shown.slug:
        return moved_for_good(request, shown.url_at(agency))
    return render(request, "news/article.html", {**site_frame(agency), "article": shown, "placement": placement})


def _gone(request: HttpRequest, agency: Agency, pk: int) -> HttpResponse:
    """Say of an article that was here that it is no longer (410); of any other that there is none (404)."""
    if not Placement.objects.filter(agency=agency, article=pk).exists():
        raise Http404("Trang này không có bài viết đó.")
    elsewhere = Article.objects.published().filter(pk=pk).select_related("origin").first()
    context = {**site_frame(agency), "article": elsewhere}
    return render(request, "news/article_gone.html", context, status=410)
