"""Finding published cases by their words: those that say the same as a text, and those that a search asks for.

Whatever is asked, little is read: words that few cases have are looked up, the rarest first, and how common a word is,
PostgreSQL's own statistics tell. Where every word is common, some of the cases that have them are as good as others.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from agencies.models import Agency
from feedback.models import Feedback
from feedback.models.feedback import FeedbackQuerySet
from vietnamese.folding import fold

MOST_SYLLABLES = 300  # of a text, and
MOST_ASKED = 30  # of a search: this bounds the time
LOOKED_UP = 12  # rare words of a text
READ_OF_EACH = 1_000  # cases that have a word
READ_NEAR = 300  # cases of one agency
RARE = 0.004  # of all published cases: a word that fewer have is rare
NOT_COMMON = 0.025  # a search still looks up a word that so many have
TOGETHER = 3  # of words that are all common, so many must stand together
LEAST_SHARED = 2  # words, or pairs of them, that two texts must share to say the same
NEWEST = 5_000  # cases that a search for common words alone looks through
STATISTICS_KEPT = 300.0  # seconds

_SYLLABLE = re.compile("[a-z0-9]+")
_shares: dict[str, tuple[float, dict[str, float]]] = {}


def similar(text: str, *, agency: Agency, limit: int = 3) -> list[Feedback]:
    """Return published cases that say the same, those of `agency` first, then of its province, then others.

    Of each, what is likest comes first. Two queries, and one more every few minutes.
    """
    shares = common_words()
    pairs = _pairs(text)
    asked = sorted(pairs, key=lambda pair: shares.get(pair, 0.0))
    rare = [pair for pair in asked if shares.get(pair, 0.0) <= RARE][:LOOKED_UP]
    if rare:
        found = _sharing(rare, shares, least=min(LEAST_SHARED, len(pairs)))
    else:
        found = _having(asked[:TOGETHER], agency) if asked else {}
    return _nearest(found, agency, limit)


def matching(cases: FeedbackQuerySet, words: str) -> FeedbackQuerySet:
    """Return those of `cases` whose public words are those of a search, in any order and without marks; all for none.

    Where every word asked for is common, only the newest of `cases` are looked through. Keeps the order of `cases`.
    """
    shares = common_words()
    asked = _joined(_SYLLABLE.findall(fold(words))[:MOST_ASKED], shares)
    if not asked:
        return cases
    found = cases.filter(public_words__words=_Asked(asked))
    if min(shares.get(word, 0.0) for word in asked) <= NOT_COMMON:
        return found
    newest = cases.order_by("-published_at", "-pk").values("pk")[:NEWEST]
    return found.filter(pk__in=newest)


def common_words() -> dict[str, float]:
    """Return how many of the published cases have each of the commonest words and pairs, as a share from 0 to 1.

    As PostgreSQL last counted; kept for some minutes. A word that is not there is rare, or nothing was counted yet.
    """
    name = str(connection.settings_dict["NAME"])
    kept = _shares.get(name)
    if kept and kept[0] > time.monotonic():
        return kept[1]
    with connection.cursor() as cursor:
        cursor.execute(STATISTICS)
        shares = dict(cursor.fetchall())
    _shares[name] = (time.monotonic() + STATISTICS_KEPT, shares)
    return shares


# The frequencies end with the least, the greatest, and that of no word at all, for which there are no elements.
STATISTICS = """
SELECT word, share FROM pg_stats,
    unnest(most_common_elems::text::text[], most_common_elem_freqs) AS counted (word, share)
WHERE schemaname = current_schema() AND tablename = 'feedback_publicwords' AND attname = 'words' AND word IS NOT NULL
"""

SHARING = """
SELECT found.feedback_id, sum(asked.weight) AS weight
FROM unnest(%(words)s::text[], %(weights)s::float[]) AS asked (word, weight)
CROSS JOIN LATERAL (
    SELECT feedback_id FROM feedback_publicwords WHERE words @@ asked.word::tsquery LIMIT %(most)s
) AS found
GROUP BY found.feedback_id HAVING count(*) >= %(least)s
ORDER BY weight DESC, found.feedback_id DESC LIMIT 50
"""

# Kept apart, so that nobody looks up words that most cases have.
HAVING = """
WITH newest AS MATERIALIZED (
    (SELECT id FROM feedback_feedback WHERE state = 'published' AND holder_id = %(agency)s
     ORDER BY published_at DESC, id DESC LIMIT %(near)s)
    UNION
    (SELECT id FROM feedback_feedback WHERE state = 'published' ORDER BY published_at DESC, id DESC LIMIT %(most)s)
), looked_at AS MATERIALIZED (
    SELECT feedback_id, words FROM newest JOIN feedback_publicwords ON feedback_id = id
)
SELECT feedback_id, 1.0 FROM looked_at WHERE words @@ %(query)s::tsquery LIMIT 50
"""


def _sharing(words: Sequence[str], shares: dict[str, float], *, least: int) -> dict[int, float]:
    """Return the cases that share most with a text: a rare word counts more than a less rare one."""
    weights = [-math.log(max(shares.get(word, 0.0), 1e-4)) for word in words]
    return _found(
        SHARING, {"words": [f"'{word}'" for word in words], "weights": weights, "most": READ_OF_EACH, "least": least}
    )


def _having(words: Sequence[str], agency: Agency) -> dict[int, float]:
    """Return of the newest cases of an agency, and of all, those that have such words together."""
    query = " & ".join(f"'{word}'" for word in words)
    return _found(HAVING, {"query": query, "agency": agency.pk, "near": READ_NEAR, "most": READ_OF_EACH})


def _found(statement: str, values: dict[str, Any]) -> dict[int, float]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {pk: float(weight) for pk, weight in cursor.fetchall()}


def _nearest(found: dict[int, float], agency: Agency, limit: int) -> list[Feedback]:
    """Return of what was found the cases that are alike enough, the nearest first."""
    least = max(found.values(), default=0.0) / 2
    alike = [pk for pk, weight in found.items() if weight >= least]
    cases = Feedback.objects.published().filter(pk__in=alike).select_related("holder", "answer")
    branch = agency.path.split("/")[0]

    def distance(case: Feedback) -> int:
        if case.holder_id == agency.pk:
            return 0
        return 1 if branch and case.holder.path.split("/")[0] == branch else 2

    return sorted(cases, key=lambda case: (distance(case), -found[case.pk], -case.pk))[:limit]


def _pairs(text: str) -> list[str]:
    """Return the pairs of syllables of a text, each once; of one syllable that alone."""
    said = _SYLLABLE.findall(fold(text))[:MOST_SYLLABLES]
    pairs = ["_".join(pair) for pair in pairwise(said)]
    return list(dict.fromkeys(pairs or said))


def _joined(said: Sequence[str], shares: dict[str, float]) -> list[str]:
    """Return syllables with those that are commonly read together as one: so less has to be looked through."""
    words: list[str] = []
    place = 0
    while place < len(said):
        pair = "_".join(said[place : place + 2])
        together = place + 1 < len(said) and pair in shares
        words.append(pair if together else said[place])
        place += 2 if together else 1
    return list(dict.fromkeys(words))


class _Asked(SearchQuery):
    """Words that must all be there, as they stand: PostgreSQL's own reading would take pairs apart."""

    def __init__(self, words: Iterable[str]) -> None:
        self.said = " & ".join(f"'{word}'" for word in words)
        super().__init__(self.said, search_type="raw")

    def as_sql(self, compiler: Any, connection: Any, *_more: Any, **_options: Any) -> Any:
        return "%s::tsquery", [self.said]
