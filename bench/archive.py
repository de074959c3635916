"""`archive`: what readers and editors wait for when the portal has 200,000 articles on 5,000,000 places.

A page is asked for once each, by the application itself, with no page cache: what is timed is the server's own work, as
for a page that nobody has seen yet. Baseline: a page that answers a constant, asked in the same way (bench/urls.py).
Each is measured with a tenth of the rows too, which tells how it grows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, AgencyKind, User
from bench.copies import copies
from bench.figures import Figure
from bench.pages import without_page_cache
from bench.stage import Stage, progress, tidy
from bench.timing import exponent, percentile, seconds
from bench.urls import CONSTANT
from bench.writers import draft, editor_of
from news.actions import classify, publish
from news.lists import MOST_PAGES, NEWS_ON_PAGE
from news.models import Article, Category, Placement, Push

ARTICLES = 200_000
ASKED = 200  # pages of each sort
MOST_MS = 100
PARTS = (0.1, 1)


@dataclass(frozen=True)
class Archive:
    """The rows that there are: how many articles and placements, and who may look at the ledgers."""

    articles: int
    placements: int
    editor: User


Measured = tuple[Archive, dict[str, list[float]]]  # the milliseconds of each sort of page


def measure(stage: Stage) -> list[Figure]:
    """Measure each page in the edition of 2025, with a tenth of the rows and with all."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with without_page_cache():
        series = [_measured(stage, round(part * (ARTICLES // 20 if stage.quick else ARTICLES))) for part in PARTS]
    small, large = series
    return [*_of_size(*small, judged=False), *_of_size(*large, judged=True), *_growth(small, large)]


def _measured(stage: Stage, articles: int) -> Measured:
    """Return an archive of about `articles` articles, and the milliseconds of each page that was asked for in it."""
    with stage.database("archive", like=stage.empty):
        call_command("load_units", edition="2025", verbosity=0)
        archive = fill(articles)
        progress(f"  {archive.articles:,} articles, {archive.placements:,} placements")
        return archive, {sort: _milliseconds(client, addresses) for sort, client, addresses in _asked(archive, stage)}


def fill(articles: int) -> Archive:
    """Put `articles` articles into an empty country, on 25 places each on the average.

    Three in ten are the Government's; some of those, and of each province's, were pushed to all below. Every second
    one of the Government's is in one category, so that a list of one category has 500 pages.
    """
    root = Agency.objects.get(parent=None)
    editor = editor_of(root)
    one = publish(draft(root, 0, by=editor), by=editor, urgent="Đo.")
    classify(one, by=editor, category=Category.objects.order_by("pk").first(), topics=[])
    one.refresh_from_db()
    _copy_articles(
        one, f"agencies_agency AS agency, generate_series(1, {articles * 3 // 10})", "agency.parent_id IS NULL"
    )
    lower = f"agency.kind = '{AgencyKind.PROVINCE}'"
    _copy_articles(one, f"agencies_agency AS agency, generate_series(1, {articles * 34 // 100 // 34})", lower)
    communes = max(1, articles * 36 // 100 // 3_321)
    _copy_articles(
        one, f"agencies_agency AS agency, generate_series(1, {communes})", f"agency.kind = '{AgencyKind.COMMUNE}'"
    )
    _place(one, editor, to_all=articles // 200, to_province=articles * 3 // 2_000)
    tidy()
    return Archive(Article.objects.count(), Placement.objects.count(), editor)


def _copy_articles(one: Article, source: str, condition: str) -> None:
    """Publish an article like `one` at each agency of the condition, as often as the series of the source says."""
    agencies = f"(SELECT agency.id, number FROM {source} AS number WHERE {condition}) AS made"
    copies(
        one,
        agencies,
        origin_id="made.id",
        title="'Tin số ' || made.number || ' của cơ quan ' || made.id",
        slug="'tin-so-' || made.number",
        category_id="CASE WHEN made.number % 2 = 0 THEN template.category_id ELSE 1 + made.number % 13 END",
        keywords="ARRAY['thủ tục ' || made.number % 50, 'đợt ' || made.number % 400, 'tin ' || made.id % 100]",
        published_at="now() - made.number * interval '40 minutes' - made.id * interval '1 second'",
    )


def _place(one: Article, editor: User, *, to_all: int, to_province: int) -> None:
    """Show every article at its origin, and some of them below: rows as pushes leave them when they are delivered."""
    own = Placement.objects.filter(article=one).get()
    made = "news_article AS made"
    at = {"article_id": "made.id", "category_id": "made.category_id", "published_at": "made.published_at"}
    copies(own, f"(SELECT * FROM {made} WHERE id <> {one.pk}) AS made", agency_id="made.origin_id", **at)
    push = Push.objects.create(article=one, ordered_by=editor, state=Push.State.DELIVERED)
    for origins, most in (("parent_id IS NULL", to_all), ("kind = 'province'", to_province)):
        pushed = (
            f"(SELECT id FROM (SELECT made.id, row_number() OVER (PARTITION BY origin_id ORDER BY made.id) AS place "
            f"FROM {made} JOIN agencies_agency origin ON origin.id = origin_id AND origin.{origins} "
            f"WHERE made.id <> {one.pk}) AS ranked WHERE place <= {most}) AS made"
        )
        copies(push, pushed, article_id="made.id")
    below = (
        f"(SELECT made.*, agency.id AS below_id, push.id AS by_push FROM {made} "
        f"JOIN news_push push ON push.article_id = made.id AND push.id <> {push.pk} "
        "JOIN agencies_agency origin ON origin.id = made.origin_id "
        "JOIN agencies_agency agency ON agency.tree_id = origin.tree_id "
        "AND agency.lft > origin.lft AND agency.rght < origin.rght ORDER BY made.id, agency.id) AS made"
    )
    copies(own, below, agency_id="made.below_id", push_id="made.by_push", **at)


def _asked(archive: Archive, stage: Stage) -> Iterable[tuple[str, Client, Iterable[str]]]:
    """Return each sort of page, who asks for it, and the addresses: every one is another page."""
    most = 20 if stage.quick else ASKED
    reader, editor = Client(), Client()
    editor.force_login(archive.editor)
    sites = list(Agency.objects.filter(kind=AgencyKind.COMMUNE).order_by("sort_key")[:most])
    articles = Article.objects.select_related("origin").order_by("slug", "pk")
    category = Category.objects.order_by("pk").first()
    root = Agency.objects.get(parent=None)
    last = min(MOST_PAGES, Placement.objects.filter(agency=root, category=category).count() // NEWS_ON_PAGE)
    deepest = range(last, max(0, last - most), -1)
    pushes = list(Push.objects.filter(article__origin=root).order_by("-pk")[:most])
    yield "constant", reader, [f"/{CONSTANT}"] * most
    yield "home of a commune", reader, [site.get_absolute_url() for site in sites]
    yield (
        f"category, page {last} and those before",
        reader,
        [f"{root.url('category', slug=category.slug)}?trang={page}" for page in deepest],
    )
    yield "article", reader, [article.get_absolute_url() for article in islice(articles.iterator(), most)]
    yield "ledger of a push", editor, [reverse("admin:news_push_ledger", args=[push.pk]) for push in pushes]
    yield "push, branch by branch", editor, [reverse("admin:news_push_change", args=[push.pk]) for push in pushes]


def _milliseconds(client: Client, addresses: Iterable[str]) -> list[float]:
    """Return the milliseconds of the server for each address; once more for the first, which is not counted."""
    addresses = list(addresses)
    _good(client, addresses[0])
    return [1000 * seconds(_asking(client, address)) for address in addresses]


def _asking(client: Client, address: str) -> Callable[[], object]:
    return lambda: _good(client, address)


def _good(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise AssertionError(f"{address} answers {answer.status_code}")


def _of_size(archive: Archive, taken: dict[str, list[float]], *, judged: bool) -> list[Figure]:
    size = f"{archive.articles:,} articles on {archive.placements:,} places"
    base = percentile(taken["constant"], 95)
    return [
        Figure(
            f"{sort}, 95 of {len(times)} within; {size}",
            percentile(times, 95),
            "ms",
            (min(times), max(times)),
            base,
            "constant",
            at_most=MOST_MS if judged else None,
        )
        for sort, times in taken.items()
        if sort != "constant"
    ]


def _growth(small: Measured, large: Measured) -> list[Figure]:
    """Return the exponents between the two sizes: 0 is as quick with ten times the rows."""
    return [
        Figure(
            f"growth of {sort.split(',')[0]} with the archive",
            exponent(
                [(archive.placements, percentile(times, 95)) for archive, times in ((small[0], few), (large[0], many))]
            ),
            "exponent",
        )
        for (sort, few), many in zip(small[1].items(), large[1].values(), strict=True)
        if sort != "constant"
    ]
