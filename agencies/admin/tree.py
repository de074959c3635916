"""The tree of agencies as a page: opened branch by branch, and searched.

Everything works by links and forms; static/js/agency-tree.js opens branches in place and lets a mouse drag, which ends
on the page that asks before anything moves (agencies.admin.move).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from agencies.actions import ADMINISTRATORS
from agencies.admin.scoped import EVERYONE, ScopedAdmin, staff, tops
from agencies.models import Agency
from vietnamese.slugs import slug

MOST_FOUND = 30
MOST_OPEN = 60  # branches at once: beyond that nobody finds anything
LONGEST_QUERY = 100  # characters


@dataclass
class Node:
    """One agency as the tree shows it."""

    agency: Agency
    may_move: bool
    is_open: bool
    toggle: str  # the query of the address that opens or closes it
    children: list[Node] = field(default_factory=list)

    @property
    def below(self) -> int:
        """How many agencies stand below this one, at any depth."""
        return count_below(self.agency)


@dataclass(frozen=True)
class Found:
    """One agency that was searched for, and where it stands."""

    agency: Agency
    place: str
    address: str  # of the tree, opened there
    may_move: bool


@dataclass
class Branches:
    """What is needed to draw the tree: which branches are open, what stands in them, what may be moved."""

    opened: list[int]
    children: dict[int, list[Agency]]
    administered: list[Agency]

    def node(self, agency: Agency) -> Node:
        """Return an agency with whatever is open below it."""
        is_open = agency.pk in self.opened
        others = [key for key in self.opened if key != agency.pk]
        return Node(
            agency=agency,
            may_move=is_below(agency, self.administered),
            is_open=is_open,
            toggle=opening(others if is_open else [*others, agency.pk]),
            children=[self.node(child) for child in self.children[agency.pk]] if is_open else [],
        )


def count_below(agency: Agency) -> int:
    """Return how many agencies stand below `agency`, at any depth, without a query."""
    return (agency.rght - agency.lft) // 2


def is_below(agency: Agency, branches: list[Agency]) -> bool:
    """Tell whether `agency` stands below one of `branches`, without a query."""
    return any(one.tree_id == agency.tree_id and one.lft < agency.lft < one.rght for one in branches)


def opening(keys: list[int]) -> str:
    """Return the query of the tree's address that has these branches open."""
    return urlencode([("mo", key) for key in sorted(keys)] or [("mo", "")])


def typed_query(sent: Any) -> str:
    """Return what somebody searches for."""
    return " ".join(sent.get("tim", "").split())[:LONGEST_QUERY]


def search(agencies: QuerySet[Agency], typed: str) -> QuerySet[Agency]:
    """Return the agencies whose name, typed with or without its marks, holds what was typed."""
    named = Q(name__icontains=typed) | Q(short_name__icontains=typed)
    unmarked = slug(typed)
    for part in {unmarked, unmarked.removeprefix("thanh-pho-").removeprefix("tinh-")} - {""}:
        named |= Q(slug__contains=part)  # a province's address leaves out the word for its kind
    return agencies.filter(named).in_tree_order()  # type: ignore[attr-defined]


def found_in_tree(agencies: list[Agency], administered: list[Agency]) -> list[Found]:
    """Return agencies with where they stand. One query, however many."""
    above = {agency.path: _paths_above(agency) for agency in agencies}
    wanted = {path for paths in above.values() for path in paths}
    known = {one.path: one for one in Agency.objects.filter(path__in=wanted, live_to=None)}
    found = []
    for agency in agencies:
        places = [known[path] for path in above[agency.path] if path in known]
        address = f"{tree_address([place.pk for place in places])}#co-quan-{agency.pk}"
        place = " › ".join(str(place) for place in places)
        found.append(Found(agency, place, address, may_move=is_below(agency, administered)))
    return found


def _paths_above(agency: Agency) -> list[str]:
    if agency.parent_id is None:
        return []
    slugs = agency.path.split("/")
    return ["/".join(slugs[:length]) for length in range(len(slugs))]


def tree_address(opened: list[int]) -> str:
    """Return the address of the tree with branches open."""
    return f"{reverse('admin:agencies_agency_tree')}?{opening(opened)}"


class WithTree(ScopedAdmin):
    """Adds the tree to the admin of agencies."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.tree_view)
        return [path("cay/", view, name="agencies_agency_tree"), *super().get_urls()]

    def tree_view(self, request: HttpRequest) -> HttpResponse:
        """Show the branches entrusted to a person as far as they were opened, or what was searched for in them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        typed = typed_query(request.GET)
        administered = list(tops(Agency.objects.entrusted_to(staff(request), ADMINISTRATORS)))
        if typed:
            found = list(search(self._live(request), typed)[: MOST_FOUND + 1])
            context = {"found": found_in_tree(found[:MOST_FOUND], administered), "more": len(found) > MOST_FOUND}
        else:
            context = {"nodes": self._nodes(request, administered)}
        context |= {"typed": typed, "may_move": bool(administered), "title": "Cây cơ quan", "opts": self.opts}
        common = self.admin_site.each_context(request)
        return TemplateResponse(request, "admin/agencies/tree.html", {**common, **context})

    def _live(self, request: HttpRequest) -> QuerySet[Agency]:
        return self.get_queryset(request).filter(live_to=None)

    def _nodes(self, request: HttpRequest, administered: list[Agency]) -> list[Node]:
        """Return the topmost agencies of a person with what is opened below them. Two queries, however many."""
        beginnings = list(tops(Agency.objects.in_tree_order().entrusted_to(staff(request), EVERYONE)))
        opened = [agency.pk for agency in beginnings[:1]]
        if "mo" in request.GET:
            keys = request.GET.getlist("mo")
            opened = sorted({int(key) for key in keys if key.isdecimal() and len(key) < 10})[:MOST_OPEN]
        children: dict[int, list[Agency]] = defaultdict(list)
        for agency in self._live(request).filter(parent__in=opened):
            children[agency.parent_id].append(agency)
        branches = Branches(opened, children, administered)
        return [branches.node(agency) for agency in beginnings]
