"""The communes of a branch as dots where they lie, by how punctual they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, AgencyKind
from results.figures import Figures
from results.models import Tally
from results.periods import this_month
from results.reading import Scope

WIDTH = 360
MARGIN = 8
# Levels of punctuality: code, from how many percent, words. What is late is a larger dot, for those who see no colours.
LEVELS = (
    ("good", 95.0, _("Từ 95 % đúng hạn")),
    ("fair", 80.0, _("Từ 80 đến dưới 95 %")),
    ("poor", 0.0, _("Dưới 80 %")),
)
UNKNOWN = ("none", _("Chưa có hồ sơ đến hạn"))


@dataclass(frozen=True, slots=True)
class DotLevel:
    """The dots of one level as one path, how many they are, and what they mean."""

    code: str
    words: Any
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class DotMap:
    """A drawing as wide as it is high."""

    width: int
    height: int
    levels: tuple[DotLevel, ...]

    @property
    def count(self) -> int:
        return sum(level.count for level in self.levels)


def dot_map_of(scope: Scope) -> DotMap | None:
    """Return the communes of a branch with coordinates, as they are now; None if there are none."""
    communes = Agency.objects.live().within(scope.agency).filter(kind=AgencyKind.COMMUNE, latitude__isnull=False)
    places = {pk: (float(x), float(y)) for pk, x, y in communes.values_list("pk", "longitude", "latitude") if x}
    return drawn(places, _levels(scope)) if places else None


def drawn(places: dict[int, tuple[float, float]], level_of: dict[int, str]) -> DotMap:
    """Return dots at longitudes and latitudes, shortened towards the poles as the earth is."""
    west, east = min(x for x, _y in places.values()), max(x for x, _y in places.values())
    south, north = min(y for _x, y in places.values()), max(y for _x, y in places.values())
    narrow = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * narrow, (north - south) / 2, 0.05)
    dots: dict[str, list[str]] = defaultdict(list)
    for pk, (x, y) in places.items():
        across, down = MARGIN + (x - west) * narrow * scale, MARGIN + (north - y) * scale
        dots[level_of.get(pk, UNKNOWN[0])].append(f"M{across:.1f} {down:.1f}h0")
    told = [(UNKNOWN[0], UNKNOWN[1]), *((code, words) for code, _least, words in LEVELS)]
    levels = tuple(DotLevel(code, words, "".join(dots[code]), len(dots[code])) for code, words in told)
    return DotMap(WIDTH, round((north - south) * scale) + 2 * MARGIN, levels)


def _levels(scope: Scope) -> dict[int, str]:
    """Return the level of each commune that has had dossiers to decide in the period."""
    rows = Tally.objects.all_procedures().filter(
        whole_branch=False,
        month__gte=scope.period.first,
        month__lt=scope.period.end,
        agency__tree_id=scope.agency.tree_id,
        agency__lft__gte=scope.agency.lft,
        agency__rght__lte=scope.agency.rght,
    )
    over = Sum("running", filter=Q(month__lt=this_month()), default=0)
    sums = rows.order_by().values("agency_id").annotate(Sum("on_time"), Sum("late"), over=over)
    found = {
        row["agency_id"]: Figures(on_time=row["on_time__sum"], late=row["late__sum"], overdue=row["over"])
        for row in sums
    }
    return {pk: level for pk, figures in found.items() if (level := _level(figures.on_time_rate))}


def _level(rate: float | None) -> str:
    return "" if rate is None else next(code for code, least, _words in LEVELS if rate >= least)


def legend(levels: Iterable[DotLevel]) -> list[DotLevel]:
    """Return the levels that are there, the best first."""
    return [level for level in levels if level.count]
