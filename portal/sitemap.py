"""What search engines are told: robots.txt, and the sitemap of all sites and articles, fit for millions of addresses.

The index names pages by ranges of ids: an article stands on the same page for ever, and no page costs more than its
own range, however many there are.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.db.models import F, Max
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from agencies.addresses import page_address
from agencies.models import Agency, SiteVersion
from agencies.models.agency import AgencyQuerySet
from feedback.models import Feedback
from news.models import Article, ArticleTranslation, Topic
from news.models.article import article_leaf

# Ids on one page: two languages of 5,000 articles are about 3 MB (50 MB and 50,000 addresses are allowed).
ARTICLES = 5_000
SITES = 1_000  # each with its lists by category, and its topics
PAGES_OF_A_SITE = ("home", "about", "news", "feedback")
CASES = 5_000
UNREAD = ("/quan-tri/", "/luot-xem/", "/*/danh-gia/", "/danh-gia/", "/*/cung-gap/")
KEPT = 600  # seconds for which nginx, and whoever asks, may keep them: all sites together change all the time

View = Callable[..., HttpResponse]
Alternates = dict[str, str]  # address by language


def kept_for_a_while(view: View) -> View:
    """Let what `view` answers be kept for some minutes: it concerns all sites, and is asked for by machines alone."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = f"public, max-age={KEPT}"
        response.headers["X-Accel-Expires"] = str(KEPT)
        return response

    return kept


@require_safe
@kept_for_a_while
def robots(request: HttpRequest) -> HttpResponse:
    """Say what robots need not read, and where they find everything else."""
    index = settings.PORTAL_ORIGIN + reverse("sitemap")
    unread = "".join(f"Disallow: {place}\n" for place in UNREAD)
    return HttpResponse(f"User-agent: *\n{unread}\nSitemap: {index}\n", content_type="text/plain; charset=utf-8")


@require_safe
@kept_for_a_while
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the pages of the sitemap that there are, each with its last change."""
    changed = Max(Coalesce("corrected_at", "published_at"))
    ranges = Article.objects.published().annotate(page=F("pk") / ARTICLES).order_by().values_list("page")
    sites = Agency.objects.live().annotate(page=F("pk") / SITES).order_by("page").values_list("page", flat=True)
    listed = [_listed("sitemap-of-sites", page) for page in sites.distinct()]
    listed += [_listed("sitemap-of-articles", page, at) for page, at in sorted(ranges.annotate(at=changed))]
    cases = Feedback.objects.published().annotate(page=F("pk") / CASES).order_by().values_list("page")
    listed += [_listed("sitemap-of-cases", page, at) for page, at in sorted(cases.annotate(at=Max("published_at")))]
    return _xml("sitemapindex", "", listed)


@require_safe
@kept_for_a_while
def sitemap_of_sites(request: HttpRequest, number: int) -> HttpResponse:
    """List the first pages of the sites of one range of agencies, their lists by category, and their topics."""
    agencies = Agency.objects.live().filter(pk__gte=number * SITES, pk__lt=(number + 1) * SITES)
    paths = list(agencies.order_by("pk").values_list("path", flat=True))
    changed = dict(SiteVersion.objects.filter(path__in=paths).values_list("path", "version"))
    categories, entries = _categories_of(agencies), list[str]()
    for path in paths:
        version = changed.get(path)
        at = datetime.datetime.fromtimestamp(version / 1_000_000, tz=datetime.UTC) if version else None
        for page in PAGES_OF_A_SITE:
            entries += _in_each_language({code: _address(code, path, page) for code in _languages()}, at)
        for slug in categories.get(path, ()):
            entries += _in_each_language({c: _address(c, path, "category", slug=slug) for c in _languages()}, at)
    return _urls(entries + list(_topics_of(agencies)))


def _categories_of(agencies: AgencyQuerySet) -> dict[str, list[str]]:
    """Return the categories in which each agency itself has published, by its path. One query."""
    told = Article.objects.published().filter(origin__in=agencies).exclude(category=None).order_by()
    found: dict[str, list[str]] = {}
    for path, slug in sorted(told.values_list("origin__path", "category__slug").distinct()):
        found.setdefault(path, []).append(slug)
    return found


def _topics_of(agencies: AgencyQuerySet) -> Iterator[str]:
    """Yield the topics of these agencies on the sites of their owners, in the languages that they have. One query."""
    topics = Topic.objects.begun().filter(owner__in=agencies).order_by("pk")
    for path, slug, english in topics.values_list("owner__path", "slug", "english_title"):
        languages = _languages() if english else [settings.LANGUAGE_CODE]
        yield from _in_each_language({code: _address(code, path, "topic", slug=slug) for code in languages}, None)


@require_safe
@kept_for_a_while
def sitemap_of_articles(request: HttpRequest, number: int) -> HttpResponse:
    """List the published articles of one range at their canonical addresses, in the languages that they have."""
    span = {"gte": number * ARTICLES, "lt": (number + 1) * ARTICLES}
    articles = Article.objects.published().filter(**{f"pk__{end}": pk for end, pk in span.items()}).order_by("pk")
    translations = ArticleTranslation.objects.filter(**{f"article__{end}": pk for end, pk in span.items()})
    spoken: dict[int, list[str]] = {}
    for pk, language in translations.values_list("article_id", "language"):
        spoken.setdefault(pk, []).append(language)
    facts = articles.values_list("pk", "slug", "origin__path", Coalesce("corrected_at", "published_at"))
    lists = {language: _Lists(language) for language in _languages()}
    entries: list[str] = []
    for pk, slug, path, at in facts:
        languages = [settings.LANGUAGE_CODE, *spoken.get(pk, ())]
        leaf = article_leaf(pk, slug)
        entries += _in_each_language({language: lists[language][path] + leaf for language in languages}, at)
    return _urls(entries)


@require_safe
@kept_for_a_while
def sitemap_of_cases(request: HttpRequest, number: int) -> HttpResponse:
    """List the published cases of one range on the sites of their holders. They are in Vietnamese alone."""
    cases = Feedback.objects.published().filter(pk__gte=number * CASES, pk__lt=(number + 1) * CASES).order_by("pk")
    entries: list[str] = []
    for code, path, at in cases.values_list("code", "holder__path", "published_at"):
        address = _address(settings.LANGUAGE_CODE, path, "feedback-case", code=code)
        entries += _in_each_language({settings.LANGUAGE_CODE: address}, at)
    return _urls(entries)


class _Lists(dict[str, str]):
    """The address of the list of news of each site, by its path, in one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, path: str) -> str:
        self[path] = address = _address(self._language, path, "news")
        return address


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def _address(language: str, path: str, page: str, **more: str) -> str:
    with override(language):
        return settings.PORTAL_ORIGIN + page_address(path, page, **more)


def _listed(name: str, page: int, at: datetime.datetime | None = None) -> str:
    address = settings.PORTAL_ORIGIN + reverse(name, kwargs={"number": page})
    return f"<sitemap><loc>{address}</loc>{_changed(at)}</sitemap>"


def _in_each_language(addresses: Alternates, at: datetime.datetime | None) -> Iterator[str]:
    """Yield an entry for each language; each names all, as search engines want it."""
    links = ""
    if len(addresses) > 1:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>' for code, address in addresses.items()
        )
    for address in addresses.values():
        yield f"<url><loc>{address}</loc>{_changed(at)}{links}</url>"


def _changed(at: datetime.datetime | None) -> str:
    return f"<lastmod>{timezone.localtime(at).isoformat(timespec='seconds')}</lastmod>" if at else ""


def _urls(entries: list[str]) -> HttpResponse:
    """Answer with a page of addresses. Raises Http404 for one that would be empty."""
    if not entries:
        raise Http404("Sơ đồ không có trang đó.")
    return _xml("urlset", ' xmlns:xhtml="http://www.w3.org/1999/xhtml"', entries)


def _xml(name: str, more: str, entries: Iterable[str]) -> HttpResponse:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{more}>'
    return HttpResponse("\n".join([head, *entries, f"</{name}>\n"]), content_type="application/xml; charset=utf-8")
