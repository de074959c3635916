"""News on the sites: the list of one site, and one article."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from agencies.framing import may_be_held
from agencies.publication import published
from agencies.sites import Site, linked, moved_for_good, on_agency_site, site_at
from news.models import Article, Placement
from news.preview import PreviewOverError, previewed
from news.reading import article_on_site

NEWS_ON_PAGE = 20


@require_safe
@published
@on_agency_site
def news_list(request: HttpRequest, site: Site) -> HttpResponse:
    """List what an agency's site shows: its own news and those pushed from above."""
    pages = Paginator(Placement.objects.on_site(site.agency), NEWS_ON_PAGE)
    page = pages.get_page(request.GET.get("trang"))
    news = page.object_list.as_news(site.language)  # type: ignore[attr-defined]
    return render(request, "news/news_list.html", {"site": site, "page": page, "news": news})


@require_safe
@published
@on_agency_site
def article(request: HttpRequest, site: Site, pk: int, slug: str) -> HttpResponse:
    """Show an article on the site of an agency that shows it; its canonical address is on its origin's site."""
    shown = article_on_site(site.agency, pk)
    if shown is None:
        return _gone(request, site, pk)
    if slug != shown.slug:
        return moved_for_good(request, shown.url_at(site.agency))
    return _shown(request, site, shown)


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is not public yet to whoever was given the link, until its days are over."""
    try:
        edition, agency = previewed(token)
    except PreviewOverError:
        return render(request, "news/preview_over.html", status=410)
    except LookupError as error:
        raise Http404("Không có bản xem trước này.") from error
    article = edition.article
    article.say_the_same_as(edition)
    article.published_at = article.published_at or timezone.now()
    site = site_at(agency.path, get_language() or "")
    return may_be_held(_shown(request, site, article, preview=edition))


def _shown(request: HttpRequest, site: Site, article: Article, **more: object) -> HttpResponse:
    from_above = linked(article.origin, site.language) if article.origin != site.agency else None
    context = {"site": site, "article": article, "text": article.text_in(site.language), "from_above": from_above}
    return render(request, "news/article.html", {**context, **more})


def _gone(request: HttpRequest, site: Site, pk: int) -> HttpResponse:
    """Say of an article that was here that it is gone, since when and why (410); of any other that there is none."""
    placement = Placement.objects.filter(agency=site.agency, article=pk).select_related("article").first()
    if placement is None:
        raise Http404("Trang này không có bài viết đó.")
    return render(request, "news/article_gone.html", {"site": site, "article": placement.article}, status=410)
