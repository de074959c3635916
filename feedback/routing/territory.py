"""Which province and commune a text speaks of: the places that it names, the one that was chosen, the site's."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from agencies.models import Agency, AgencyKind
from feedback.routing.directory import Directory, Named, Office
from feedback.routing.reading import Reading, Run
from vietnamese.folding import fold

# How surely a place is meant: chosen by the citizen, named with its word ("phường Ba Đình"), named without it, or only
# that of the site that she came to.
CHOSEN, WITH_WORD, OF_THE_SITE = 8.0, 3.0, 1.4
PROVINCE_BARE, TOWN_BARE, SMALL_BARE = 2.5, 2.0, 0.7
LEAST_SURE = 0.3
SMALL = ("Phường", "Xã", "Thị trấn", "Đặc khu")
FORMERLY = 0.9  # where a place is called so now, it is rather meant than one that was
LEAST_BARE = 2  # syllables of a name that is known without its word


@dataclass
class Territory:
    """What is known of where it happened, and for each agency the words that told."""

    directory: Directory
    provinces: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    communes: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    named: dict[int, str] = field(default_factory=dict)

    @property
    def province(self) -> Office | None:
        """The province that is most surely meant."""
        best = max(self.provinces, key=lambda pk: self.provinces[pk], default=None)
        return self.directory.offices[best] if best else None

    @property
    def commune(self) -> Office | None:
        """The commune of that province that is most surely meant."""
        province = self.province
        within = [pk for pk in self.communes if self.directory.offices[pk].province == (province and province.pk)]
        best = max(within, key=lambda pk: self.communes[pk], default=None)
        return self.directory.offices[best] if best else None

    def add(self, office: Office, sure: float) -> None:
        """Believe a little more that it happened in the territory of an agency."""
        if office.province:
            self.provinces[office.province] += sure
        if office.kind == AgencyKind.COMMUNE:
            self.communes[office.pk] += sure

    def add_agency(self, agency: Agency | None, sure: float) -> None:
        """The same for an agency of which only the key is known to be right."""
        if agency is not None and (office := self.directory.offices.get(agency.pk)):
            self.add(office, sure)


def territory_of(reading: Reading, directory: Directory, *, site: Agency, place: Agency | None) -> Territory:
    """Return where a text says that it happened. No query."""
    told = Territory(directory)
    told.add_agency(place, CHOSEN)
    told.add_agency(site, OF_THE_SITE)
    mentions = _mentions(reading, directory)
    for meant, sure, _run in mentions:  # names that mean one place first: they tell which of several another means
        if len(meant) == 1:
            _believe(told, meant[0], sure)
    for meant, sure, _run in mentions:
        if len(meant) > 1:
            likely = [one for one in meant if told.provinces.get(one.office.province or 0)] or meant
            for one in likely:
                _believe(told, one, sure / len(likely))
    return told


def _believe(told: Territory, meant: Named, sure: float) -> None:
    told.add(meant.office, sure)
    told.named.setdefault(meant.office.pk, meant.office.short_name)


Mention = tuple[list[Named], float, Run]


def _mentions(reading: Reading, directory: Directory) -> list[Mention]:
    """Return the names of places in a text: what each may mean, and how surely. Of two that overlap, the surer one."""
    possible: list[Mention] = []
    for run in reading.runs:
        if names := directory.places.get(run.letters):
            judged = _judged(reading, run, names)
            best = max((sure for _one, sure in judged), default=0.0)
            if best >= LEAST_SURE:
                possible.append((_distinct([one for one, sure in judged if sure == best]), best, run))
    possible.sort(key=lambda mention: (-mention[1], mention[2].begin - mention[2].end))
    found: list[Mention] = []
    taken: set[int] = set()
    for mention in possible:
        span = set(range(mention[2].begin, mention[2].end))
        if not taken & span:
            found.append(mention)
            taken |= span
    return found


def _judged(reading: Reading, run: Run, names: list[Named]) -> list[tuple[Named, float]]:
    before = " ".join(one.plain for one in reading.syllables[max(0, run.begin - 2) : run.begin])
    judged = []
    for one in names:
        with_word = not one.unit or before.endswith(fold(one.unit))
        if not with_word and run.end - run.begin < LEAST_BARE:
            continue
        sure = (WITH_WORD if with_word else _bare(one)) * reading.fits(run, one.name)
        if not with_word and not reading.is_marked and one.unit in SMALL:
            sure /= 2  # without marks, many words look like one of ten thousand names
        judged.append((one, sure * (FORMERLY if one.former else 1)))
    return judged


def _bare(one: Named) -> float:
    """Return how surely a name without its word is meant: provinces and towns are called so, communes hardly ever."""
    if one.office.kind == AgencyKind.PROVINCE and not one.former:
        return PROVINCE_BARE
    return SMALL_BARE if one.unit in SMALL else TOWN_BARE


def _distinct(names: list[Named]) -> list[Named]:
    return list({one.office.pk: one for one in names}.values())
