"""Which agency's site an address means, today and for addresses of the past, and what every page of a site needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, wraps
from itertools import accumulate, groupby
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.fields.files import ImageFieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import get_language

from agencies.addresses import page_address, site_front
from agencies.english import in_language
from agencies.models import Accent, Agency, AgencyAddress, AgencyKind, AgencyProfile, Banner, Fact
from agencies.words import Linked, Words

SiteView = Callable[..., HttpResponse]


class AgencyPath:
    """The path of an agency in an address: slugs from the top down, as in "ha-noi/phuong-ba-dinh"."""

    regex = "[a-z0-9-]+(?:/[a-z0-9-]+)*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@dataclass(frozen=True, eq=False)
class Site:
    """The site of an agency, as all its pages show it: whose it is, where that agency stands, how to reach it."""

    agency: Agency
    above: tuple[Agency, ...]  # the Government first
    language: str
    banners: tuple[Banner, ...] = ()  # of the agency and of all above, the weightiest first
    said: dict[tuple[Any, ...], str] = field(default_factory=dict, repr=False)  # what pages say of it, once made

    def address(self, page: str = "home", **kwargs: Any) -> str:
        """Return the address of a page ("news", "article", ...) on this site."""
        return page_address(self.agency.path, page, **kwargs)

    @cached_property
    def profile(self) -> AgencyProfile | None:
        """What the agency says of itself, if it has said anything."""
        return getattr(self.agency, "profile", None)

    @cached_property
    def name(self) -> Words:
        """The full name: in the reader's language if the agency gives one, else by rule (agencies.english)."""
        return in_language(self.language, self.agency.name, self._given("name"))

    @cached_property
    def short_name(self) -> Words:
        return in_language(self.language, self.agency.short_name, self._given("short_name"))

    @cached_property
    def steps(self) -> list[Linked]:
        """The way from the Government down to this site."""
        return [*(linked(agency, self.language) for agency in self.above), Linked(self.short_name, self.address())]

    @cached_property
    def accent(self) -> str:
        return self.profile.accent if self.profile else Accent.RED

    @cached_property
    def introduction(self) -> Words:
        return self.profile.words("introduction", self.language) if self.profile else Words("", self.language)

    @cached_property
    def imprint(self) -> list[Fact]:
        """Who owns the site, who answers for it, how to reach them."""
        return self.profile.imprint(self.language) if self.profile else []

    @cached_property
    def picture(self) -> ImageFieldFile | None:
        """The picture at the head of the site."""
        return self.profile.picture if self.profile and self.profile.picture else None

    @cached_property
    def picture_words(self) -> Words:
        return self.profile.picture_words(self.language) if self.profile else Words("", self.language)

    def speaker(self, banner: Banner) -> Linked:
        """Return who raised a banner, and the address of their site."""
        return linked(banner.agency, self.language)

    def _given(self, field: str) -> str:
        words = self.profile.words(field, self.language) if self.profile else None
        return words.text if words and words.language == self.language else ""


def linked(agency: Agency, language: str) -> Linked:
    """Return the short name of an agency and the address of its site."""
    return Linked(in_language(language, agency.short_name), site_front(agency.path))


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """The agencies of one kind in a list of those below another."""

    kind: AgencyKind
    units: tuple[Linked, ...]


def site_at(path: str, language: str, version: str | None = None) -> Site:
    """Return the site at `path` today ("" is the root's) in `language`. Raises Agency.DoesNotExist.

    `version` names the moment (`version_of`): the site of a known version is remembered.
    """
    return _known_site(path, language, version) if version else _read_site(path, language)


def _read_site(path: str, language: str) -> Site:
    """Read an agency and all above it, whose paths are how its own begins: one query, and one for their texts.

    One more for their banners, if they have any.
    """
    paths = ["", *accumulate(path.split("/"), "{}/{}".format)] if path else [""]
    asked = Agency.objects.filter(path__in=paths).select_related("profile").prefetch_related("profile__texts")
    warned = asked.annotate(has_banners=Exists(Banner.objects.shown().filter(agency=OuterRef("pk"))))
    found = {agency.pk: agency for agency in warned.order_by("live_to", "pk")}
    here = [agency for agency in found.values() if agency.path == path]
    if not here:
        raise Agency.DoesNotExist(path)
    agency, above = here[-1], []
    parent = found.get(agency.parent_id)
    while parent is not None:
        above.append(parent)
        parent = found.get(parent.parent_id)
    return Site(agency, tuple(reversed(above)), language, _banners_of([agency, *above]))


def _banners_of(agencies: list[Any]) -> tuple[Banner, ...]:
    """Return what these agencies, just read, have on top of their sites now."""
    speaking = {agency.pk: agency for agency in agencies if agency.has_banners}
    if not speaking:
        return ()
    banners = list(Banner.objects.shown().filter(agency__in=speaking))
    for banner in banners:
        banner.agency = speaking[banner.agency_id]
    return tuple(sorted(banners, key=lambda banner: banner.weight))


@lru_cache(maxsize=8192)
def _known_site(path: str, language: str, _version: str) -> Site:
    return _read_site(path, language)


def units_below(site: Site, version: str | None = None) -> tuple[UnitGroup, ...]:
    """Return the agencies directly below that of `site`, by kind, in the order of the tree."""
    if site.agency.is_leaf_node():
        return ()
    pk = site.agency.pk
    return _known_units(pk, site.language, version) if version else _read_units(pk, site.language)


def _read_units(pk: int, language: str) -> tuple[UnitGroup, ...]:
    below = Agency.objects.live().filter(parent=pk).order_by("lft").values_list("kind", "short_name", "path")
    return tuple(
        UnitGroup(
            AgencyKind(kind), tuple(Linked(in_language(language, name), site_front(path)) for _, name, path in same)
        )
        for kind, same in groupby(below, key=lambda row: row[0])
    )


@lru_cache(maxsize=4096)
def _known_units(pk: int, language: str, _version: str) -> tuple[UnitGroup, ...]:
    return _read_units(pk, language)


def forget_sites() -> None:
    """Forget the sites that are remembered: for another database, whose versions count from the beginning."""
    _known_site.cache_clear()
    _known_units.cache_clear()


def agency_once_at(path: str) -> Agency:
    """Return the agency whose site was the last to be at `path`. Raises Agency.DoesNotExist."""
    address = AgencyAddress.objects.filter(path=path).select_related("agency").order_by("since").last()
    if address is None:
        raise Agency.DoesNotExist(path)
    return address.agency


def moved_for_good(request: HttpRequest, address: str) -> HttpResponse:
    """Send the visitor on to `address` for good, with what was asked of the page."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def version_of(request: HttpRequest) -> str | None:
    """Return the version of all that pages show of agencies, if the page cache is at work: its first two parts.

    It holds from one publication to the next, so that a page whose news have changed is made anew from its news alone.
    """
    version = request.META.get("portal.content_version")
    return ".".join(version.split(".", 2)[:2]) if version else None


def on_agency_site(view: SiteView) -> SiteView:
    """Give `view(request, site, ...)` the site at `path`; send a visitor of a former address on for good (301)."""

    @wraps(view)
    def at_path(request: HttpRequest, path: str = "", **kwargs: Any) -> HttpResponse:
        try:
            site = site_at(path, get_language() or "", version_of(request))
        except Agency.DoesNotExist:
            return _sent_on(request, path, kwargs)
        return view(request, site, **kwargs)

    return at_path


def _sent_on(request: HttpRequest, path: str, kwargs: dict[str, Any]) -> HttpResponse:
    try:
        successor = agency_once_at(path)
    except Agency.DoesNotExist as error:
        raise Http404("Không có cơ quan nào ở địa chỉ này.") from error
    page = request.resolver_match.url_name if request.resolver_match else None
    return moved_for_good(request, successor.url((page or "home").removeprefix("root-"), **kwargs))
