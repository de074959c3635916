"""The lists of procedures: by field, audience, level, channel and agency, each choice with how many it would leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Func, QuerySet, TextField
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from agencies.sites import Site
from agencies.words import Words
from procedures.models import AUDIENCES, Channel, Level, Part, ProcedureField, ProcedureVersion, VersionAgency
from vietnamese.slugs import slug

ON_PAGE = 20
MOST_CHOICES = 400  # more agencies than that are not offered; there are about 300 fields

LEVELS = {"trung-uong": Level.CENTRAL, "tinh": Level.PROVINCE, "huyen": Level.DISTRICT, "xa": Level.COMMUNE}
CHANNELS = {"truc-tuyen": Channel.ONLINE, "truc-tiep": Channel.DIRECT, "buu-chinh": Channel.POSTAL}
_OF_LEVEL = {level.value: name for name, level in LEVELS.items()}
_OF_CHANNEL = {channel.value: name for name, channel in CHANNELS.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a list can be narrowed to: how it is called, how many it leaves, where it leads."""

    words: Words
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list; `all_address` leads back to everything."""

    name: str
    label: Any
    choices: tuple[Choice, ...]
    all_address: str

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.chosen), None)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of procedures, and the ways to narrow the list that it is of."""

    page: Page
    facets: tuple[Facet, ...]
    kept: str  # what the address of another page of the same list begins with

    @property
    def versions(self) -> list[ProcedureVersion]:
        return list(self.page.object_list)

    @property
    def narrowed(self) -> list[Facet]:
        return [facet for facet in self.facets if facet.chosen]


def listing(site: Site, asked: Mapping[str, str]) -> Listing:
    """Return the page that is asked for of the list of a site. Raises Http404 for what does not exist."""
    chosen = {name: asked[name] for name in _NARROWED if asked.get(name)}
    found: QuerySet[ProcedureVersion] = ProcedureVersion.objects.published().performed_at(site.agency)
    for name, value in chosen.items():
        found = _NARROWED[name](found, value)
    rows = found.order_by("sort_key", "pk").select_related("procedure", "field").defer("record")
    pages, number = Paginator(rows, ON_PAGE), int(asked.get("trang") or 1)
    if number > pages.num_pages or (chosen and not pages.count):
        raise Http404("Danh sách không có trang đó.")
    facets = tuple(facet for facet in _facets(found, chosen, site.language) if facet.choices)
    kept = urlencode(chosen)
    return Listing(pages.page(number), facets, f"{kept}&" if kept else "")


def _by_field(found: QuerySet[ProcedureVersion], value: str) -> QuerySet[ProcedureVersion]:
    return found.filter(field__slug=value)


def _by_audience(found: QuerySet[ProcedureVersion], value: str) -> QuerySet[ProcedureVersion]:
    said = next((one for one in _values(found, "audiences") if slug(one) == value), None)
    return found.filter(audiences__contains=[said]) if said else found.none()


def _by_level(found: QuerySet[ProcedureVersion], value: str) -> QuerySet[ProcedureVersion]:
    return found.filter(levels__contains=[LEVELS[value]]) if value in LEVELS else found.none()


def _by_channel(found: QuerySet[ProcedureVersion], value: str) -> QuerySet[ProcedureVersion]:
    return found.filter(channels__contains=[CHANNELS[value]]) if value in CHANNELS else found.none()


def _by_agency(found: QuerySet[ProcedureVersion], value: str) -> QuerySet[ProcedureVersion]:
    named = VersionAgency.objects.filter(agency__path=value, part__in=_NAMED).values("version")
    return found.filter(pk__in=named)


_NAMED = (Part.PERFORMING, Part.DECIDING)
# In the order in which they are asked; the names are what stands in addresses.
_NARROWED = {
    "linh-vuc": _by_field,
    "doi-tuong": _by_audience,
    "cap": _by_level,
    "hinh-thuc": _by_channel,
    "co-quan": _by_agency,
}
LABELS = {
    "linh-vuc": _("Lĩnh vực"),
    "doi-tuong": _("Đối tượng"),
    "cap": _("Cấp thực hiện"),
    "hinh-thuc": _("Cách nộp"),
    "co-quan": _("Cơ quan thực hiện"),
}


def _values(found: QuerySet[ProcedureVersion], array: str) -> Iterator[str]:
    """Yield what stands in a column of lists."""
    yield from (one for one, _count in _counted(found, array))


def _counted(found: QuerySet[ProcedureVersion], array: str) -> list[tuple[str, int]]:
    """Return each value of a column of lists with the number of versions that have it, the most frequent first."""
    each = found.order_by().annotate(one=Func(F(array), function="unnest", output_field=TextField()))
    return list(each.values_list("one").annotate(times=Count("pk")).order_by("-times", "one"))


def _facets(found: QuerySet[ProcedureVersion], chosen: dict[str, str], language: str) -> Iterator[Facet]:
    """Yield the ways to narrow a list further, one query each."""
    offered = {
        "linh-vuc": _fields(found, language),
        "doi-tuong": _said(_counted(found, "audiences"), AUDIENCES, None, language),
        "cap": _said(_counted(found, "levels"), dict(Level.choices), _OF_LEVEL, language),
        "hinh-thuc": _said(_counted(found, "channels"), dict(Channel.choices), _OF_CHANNEL, language),
        "co-quan": _agencies(found, language),
    }
    for name, values in offered.items():
        others = {key: value for key, value in chosen.items() if key != name}
        choices = tuple(
            Choice(words, count, f"?{urlencode({**others, name: value})}", chosen=chosen.get(name) == value)
            for value, words, count in values
        )
        yield Facet(name, LABELS[name], choices, f"?{urlencode(others)}" if others else "./")


_Offered = tuple[str, Words, int]


def _said(
    counted: list[tuple[str, int]], labels: Mapping[Any, Any], names: Mapping[str, str] | None, language: str
) -> Iterator[_Offered]:
    for said, count in counted:
        name = slug(said) if names is None else names.get(said)
        if name:
            known = said in labels
            yield name, Words(str(labels[said] if known else said), language if known else "vi", language), count


def _fields(found: QuerySet[ProcedureVersion], language: str) -> Iterable[_Offered]:
    counts = dict(found.order_by().exclude(field=None).values_list("field").annotate(times=Count("pk")))
    fields = ProcedureField.objects.filter(pk__in=counts)[:MOST_CHOICES]
    return [(one.slug, Words(one.name, "vi", language), counts[one.pk]) for one in fields]


def _agencies(found: QuerySet[ProcedureVersion], language: str) -> Iterable[_Offered]:
    named = VersionAgency.objects.filter(version__in=found.order_by().values("pk"), part__in=_NAMED)
    rows = named.exclude(agency=None).values_list("agency__path", "agency__short_name")
    counted = rows.annotate(times=Count("version", distinct=True)).order_by("-times", "agency__path")[:MOST_CHOICES]
    return [(path, Words(name, "vi", language), times) for path, name, times in counted]
