"""One article on a site."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from agencies.framing import may_be_held
from agencies.publication import published
from agencies.sites import Site, linked, moved_for_good, on_agency_site, site_at
from news.bodies import shown_body
from news.description import described
from news.figures import documents_of
from news.models import Article, Placement
from news.models.keyword import keyword_slug
from news.preview import PreviewOverError, previewed, previewed_attachment_address
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
    documents = documents_of(article, partial(previewed_attachment_address, token))
    return may_be_held(_shown(request, site, article, preview=edition, attached=documents))


def _shown(request: HttpRequest, site: Site, shown: Article, **more: object) -> HttpResponse:
    text = shown.text_in(site.language)
    given_title = text.title
    if shown.wording and text.title.language == settings.LANGUAGE_CODE:
        text = text.told_by(shown.wording.title, shown.wording.lead)
    context = {
        "site": site,
        "article": shown,
        "text": text,
        "body": shown_body(shown, text.body),
        "given_title": given_title,
        "from_above": linked(shown.origin, site.language) if shown.origin != site.agency else None,
        "keywords": [(word, keyword_slug(word)) for word in shown.keywords],
        "related": related_news(site.agency, shown, site.language),
        "changes": changes_of(shown),
        "attached": documents_of(shown) if "attached" not in more else (),
        "about": described(shown, text, site.language),
    }
    return render(request, "news/article.html", {**context, **more})


def _gone(request: HttpRequest, site: Site, pk: int) -> HttpResponse:
    """Say of an article that was here that it is gone, since when and why (410); of any other that there is none."""
    placement = Placement.objects.filter(agency=site.agency, article=pk).select_related("article").first()
    if placement is None:
        raise Http404("Trang này không có bài viết đó.")
    return render(request, "news/article_gone.html", {"site": site, "article": placement.article}, status=410)
