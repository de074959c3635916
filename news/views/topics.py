"""Campaign topics on a site: those of its agency and of all above, and one with its articles."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from agencies.addresses import page_address
from agencies.publication import published
from agencies.sites import Site, linked, on_agency_site
from news.lists import news_on, page_of_news
from news.models import NewsItem, Placement, Topic


@require_safe
@published
@on_agency_site
def topics(request: HttpRequest, site: Site) -> HttpResponse:
    """List the topics of an agency and of those above, the running ones first."""
    shown = list(Topic.objects.on_site(site.agency, site.above))
    context = {
        "running": [topic for topic in shown if not topic.is_over],
        "over": [topic for topic in shown if topic.is_over],
    }
    return render(request, "news/topics.html", {"site": site, **context})


@require_safe
@published
@on_agency_site
def topic(request: HttpRequest, site: Site, slug: str) -> HttpResponse:
    """Show a topic: its articles in the order of its editors, wherever they are published.

    An article that this site shows is read here, any other at its own agency.
    """
    found = get_object_or_404(Topic.objects.on_site(site.agency, site.above), slug=slug)
    gathered = Placement.objects.visible().filter(agency=F("article__origin"), article__topic_places__topic=found)
    in_order = gathered.order_by("article__topic_places__order", "-published_at", "-article_id")
    page = page_of_news(in_order, request.GET.get("trang"))
    context = {
        "topic": found,
        "page": page,
        "news": _with_addresses(news_on(page, site.language), site),
        "from_above": linked(found.owner, site.language) if found.owner != site.agency else None,
    }
    return render(request, "news/topic.html", {"site": site, **context})


def _with_addresses(news: list[NewsItem], site: Site) -> list[tuple[NewsItem, str]]:
    """Return with each article the list of news below which it is to be read."""
    mine = Placement.objects.visible().filter(agency=site.agency, article__in=[item.pk for item in news])
    here = set(mine.values_list("article_id", flat=True))
    return [
        (item, site.address("news") if item.pk in here else page_address(item.origin_path, "news")) for item in news
    ]
