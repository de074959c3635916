"""Weighing: which agencies of the territory a text may be for, and why.

Every agency that can be meant gets points for what the words say of its field and its level, for the procedure, and for
being where it happened. No agency is looked at that is not one of these: the commune, the province and its departments
of the fields heard, the ministries of these fields, and whoever is called by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import Agency, AgencyKind
from feedback.routing.directory import Directory, Office, current_directory
from feedback.routing.procedures import Asked, asked_of
from feedback.routing.reading import read
from feedback.routing.territory import Territory, territory_of
from feedback.routing.vocabulary import Heard, vocabulary
from procedures.models import Procedure

MOST = 3
COMMUNE, PROVINCE, DEPARTMENT, MINISTRY = "commune", "province", "department", "ministry"

NEAR = 1.0  # for a department of the province that is meant: most of what people write is for somebody near
HERE = 1.5  # for the agency whose site they came to
FAR = 0.7  # of what the words say of a field, for a ministry, while the province is known
INSTEAD = 0.8  # of what a department or commune would get, for the province, when there is no such one
SURE_OF_PLACE = 0.5  # of how surely the commune is meant, for itself
MOST_OF_PLACE = 3.5


@dataclass(frozen=True)
class Suggestion:
    """One agency, and why it, in words for the citizen: "bạn viết về “khai sinh”; bạn nhắc đến Phường Ba Đình"."""

    agency: Agency
    why: str


@dataclass
class Weights:
    """What words and procedure say: of fields, of levels, of both together, of agencies by name."""

    fields: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    levels: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    both: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    names: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    keys: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    words: defaultdict[str, list[Heard]] = field(default_factory=lambda: defaultdict(list))

    def hear(self, one: Heard) -> None:
        """Weigh one phrase."""
        said, points = one.phrase, one.points
        if said.agency:
            self.names[said.agency] += points
        if said.field and said.level:
            self.fields[said.field] += points / 2
            self.both[said.field, said.level] += points / 2
        elif said.field:
            self.fields[said.field] += points
        if said.level:
            self.levels[said.level] += points if not said.field or said.level == COMMUNE else 0
        for about in {said.agency, said.field, said.level} - {""}:
            self.words[about].append(one)


Scores = dict[int, float]


def suggest(
    text: str, *, site: Agency, place: Agency | None = None, procedure: Procedure | None = None, limit: int = MOST
) -> list[Suggestion]:
    """Return the agencies that a text is most likely for, the likeliest first; of a text that says nothing, the site's.

    `place` is where it happened, if the citizen has chosen it; `site` is where she writes. Two queries, two more with a
    procedure, one more after the tree has changed.
    """
    directory = current_directory()
    reading = read(text)
    territory = territory_of(reading, directory, site=site, place=place)
    weights = Weights()
    for one in vocabulary(timezone.localdate()).heard(reading, directory.syllables):
        weights.hear(one)
    asked = asked_of(procedure)
    _weigh_procedure(weights, asked)
    scores = _scores(directory, territory, weights, site)
    best = sorted(scores, key=lambda pk: -scores[pk])[:limit]
    agencies = Agency.objects.live().in_bulk(best)
    return [
        Suggestion(agencies[pk], _why(directory.offices[pk], territory, weights, asked, site))
        for pk in best
        if pk in agencies
    ]


def _weigh_procedure(weights: Weights, asked: Asked) -> None:
    for level in asked.levels:
        weights.levels[level] += 4
    for work in asked.fields:
        weights.fields[work] += 4
    for pk in asked.agencies:
        weights.keys[pk] += 6


def _scores(directory: Directory, territory: Territory, weights: Weights, site: Agency) -> Scores:
    scores: Scores = defaultdict(float)
    for office, points in (
        *_near(directory, territory, weights),
        *_central(directory, territory, weights),
        *_by_name(directory, territory, weights),
    ):
        scores[office.pk] += points
    if site.pk in directory.offices:
        scores[site.pk] += HERE
    return scores


def _near(directory: Directory, territory: Territory, weights: Weights) -> Iterator[tuple[Office, float]]:
    """Yield the agencies of the province that is meant, with their points."""
    province, commune = territory.province, territory.commune
    if province is None:
        return
    local = weights.levels[COMMUNE]
    if commune is not None:
        yield commune, local + min(MOST_OF_PLACE, SURE_OF_PLACE * territory.communes[commune.pk])
    left = 0.0 if commune is not None else local
    for work in weights.fields:
        points = weights.fields[work] + weights.both[work, DEPARTMENT] + weights.levels[DEPARTMENT]
        departments = directory.departments.get((province.pk, work), [])
        for department in departments:
            yield department, points + NEAR
        if not departments:
            left = max(left, points)
    yield province, weights.levels[PROVINCE] + INSTEAD * left


def _central(directory: Directory, territory: Territory, weights: Weights) -> Iterator[tuple[Office, float]]:
    """Yield the ministries of the fields that were heard, with their points."""
    share = FAR if territory.province else 1.0
    for work in weights.fields:
        points = share * (weights.fields[work] + weights.levels[MINISTRY]) + weights.both[work, MINISTRY]
        for ministry in directory.ministries.get(work, []):
            yield ministry, points


def _by_name(directory: Directory, territory: Territory, weights: Weights) -> Iterator[tuple[Office, float]]:
    """Yield whoever was called by name."""
    province = territory.province
    for name, points in weights.names.items():
        if office := directory.called(name, province.pk if province else None):
            yield office, points
    for pk, points in weights.keys.items():
        if pk in directory.offices:
            yield directory.offices[pk], points


def _why(office: Office, territory: Territory, weights: Weights, asked: Asked, site: Agency) -> str:
    """Return the reasons as a part of a sentence, in the language of the page."""
    heard = sorted(_heard_for(office, weights), key=lambda one: -one.points)
    words = list(dict.fromkeys(one.phrase.words for one in heard))[:2]
    reasons = []
    if words:
        reasons.append(_("bạn viết về %(words)s") % {"words": ", ".join(f"“{word}”" for word in words)})
    if office.pk in asked.agencies or set(office.fields) & asked.fields:
        reasons.append(_("cơ quan này làm thủ tục bạn chọn"))
    if place := territory.named.get(office.pk) or (office.province and territory.named.get(office.province)):
        reasons.append(_("bạn nhắc đến %(place)s") % {"place": place})
    if not reasons and office.pk == site.pk:
        reasons.append(_("bạn đang ở trang của cơ quan này"))
    return "; ".join(reasons or [_("cơ quan ở gần nơi bạn nói đến")])


def _heard_for(office: Office, weights: Weights) -> Iterator[Heard]:
    yield from weights.words.get(office.short_name, ())
    for work in office.fields:
        yield from weights.words.get(work, ())
    if office.kind in (AgencyKind.COMMUNE, AgencyKind.PROVINCE):
        yield from weights.words.get(COMMUNE if office.kind == AgencyKind.COMMUNE else PROVINCE, ())
