"""One article on a site."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.publication import published
from agencies.sites import Site, linked, moved_for_good, on_agency_site
from news.description import described
from news.models import Article, Placement
from news.models.keyword import keyword_slug
from news.reading import article_on_site, changes_of, related_news


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
    text = shown.text_in(site.language)
    context = {
        "site": site,
        "article": shown,
        "text": text,
        "from_above": linked(shown.origin, site.language) if shown.origin != site.agency else None,
        "keywords": [(word, keyword_slug(word)) for word in shown.keywords],
        "related": related_news(site.agency, shown, site.language),
        "changes": changes_of(shown),
        "about": described(shown, text, site.language),
    }
    return render(request, "news/article.html", context)


def _gone(request: HttpRequest, site: Site, pk: int) -> HttpResponse:
    """Say of an article that was here that it is no longer (410); of any other that there is none (404)."""
    if not Placement.objects.filter(agency=site.agency, article=pk).exists():
        raise Http404("Trang này không có bài viết đó.")
    elsewhere = Article.objects.published().filter(pk=pk).exists()
    return render(request, "news/article_gone.html", {"site": site, "elsewhere": elsewhere}, status=410)
