"""The beacon by which pages out of a cache say that somebody reads them (docs/decisions/0011)."""

from __future__ import annotations

import re
import time
from functools import lru_cache

from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from news.models import Article
from news.reading import MOST
from news.tally import count_view

BELIEVED = 60  # seconds for which a stored count is taken to be the present one, and an article to be published
ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|archiver|scan|monitor|check|preview|fetch|feed|facebookexternalhit|headless|"
    r"lighthouse|curl|wget|python|java/|go-http|okhttp|axios|node",
    re.IGNORECASE,
)


@csrf_exempt  # pages out of a cache have no token, and nothing here is done in anybody's name
@require_POST
def viewed(request: HttpRequest, pk: int) -> HttpResponse:
    """Count one reading of an article, if a person reads it on a page of ours; answer how many there were.

    Nothing is asked and nothing kept of who reads: the browser itself remembers for the day that it has told us.
    """
    views = known_views(pk, int(time.monotonic() // BELIEVED)) if pk <= MOST else None
    if views is None:
        raise Http404("Không có bài viết đó.")
    if is_a_reader(request):
        count_view(pk)
    return JsonResponse({"views": views})


@lru_cache(maxsize=20_000)
def known_views(pk: int, _minute: int) -> int | None:
    """Return how often a published article was read, as of this minute; None for what is none."""
    return Article.objects.published().filter(pk=pk).values_list(Coalesce("viewed__views", 0), flat=True).first()


def is_a_reader(request: HttpRequest) -> bool:
    """Tell whether a person seems to be reading, on a page of ours: no robot, no other site, no page fetched ahead."""
    told = request.headers
    agent = told.get("User-Agent", "")
    return (
        bool(agent)
        and not ROBOT.search(agent)
        and told.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        and "prefetch" not in told.get("Sec-Purpose", "")
    )
