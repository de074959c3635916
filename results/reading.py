"""What pages of results read: the figures of an agency's branch, by month, unit, procedure and field of procedures.

All but one number come from tallies. Which open dossiers have passed their limit changes by itself: of the months that
are over it is every one that still runs, of the month that it is they are counted (index results_running_by_due).
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.http import Http404
from django.utils import timezone

from agencies.addresses import page_address
from agencies.models import Agency
from agencies.sites import Site, linked
from agencies.words import Linked, Words
from dossiers.models import Dossier
from procedures.models import Procedure, ProcedureField, ProcedureVersion
from results.figures import Figures, total
from results.models import OF_FEEDBACK, Folding, Tally
from results.models.tally import TallyQuerySet
from results.periods import Period, begin_of, period_of, this_month

SUMMED = (
    "received", "in_progress", "waiting", "paused", "supplemented", "done", "working_days", "on_time", "late", "rated",
    "satisfied",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: whose figures, where they lead, and for programs its code."""

    words: Words
    address: str
    figures: Figures
    code: str = ""


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """A period that can be chosen."""

    name: str
    address: str
    chosen: bool


@dataclass(frozen=True)
class Scope:
    """What a page is about: the branch of a site, a period, and one procedure or field of procedures, perhaps."""

    site: Site
    period: Period
    version: ProcedureVersion | None
    field: ProcedureField | None
    now: datetime.datetime

    @property
    def agency(self) -> Agency:
        return self.site.agency

    def query(self, **other: str) -> str:
        """Return what an address says to mean the same, with `other` said otherwise ("" leaves it out)."""
        said = dict(self.period.query)
        if self.version:
            said["thu-tuc"] = self.version.procedure.code
        if self.field:
            said["linh-vuc"] = self.field.slug
        other = {name.replace("_", "-"): value for name, value in other.items()}
        if other.keys() & {"nam", "thang"}:
            said = {name: value for name, value in said.items() if name not in ("nam", "thang")}
        query = urlencode({name: value for name, value in {**said, **other}.items() if value})
        return f"?{query}" if query else ""

    @cached_property
    def figures(self) -> Figures:
        """The period's figures of the whole branch."""
        return total(self.by_month.values())

    @cached_property
    def standing(self) -> Figures:
        """How things stand now, whatever the period: only what is open matters here."""
        sums = self._sums(self._tallies(Tally.objects.of(self.agency)), None)
        figures = next(iter(sums.values()), Figures())
        return figures + Figures(overdue=sum(self._passing.values()))

    @cached_property
    def by_month(self) -> dict[datetime.date, Figures]:
        """The figures of each month of the period."""
        rows = self._in_period(self._tallies(Tally.objects.of(self.agency)))
        found = self._sums(rows, "month")
        if self.period.holds(this_month()):
            found[this_month()] = found.get(this_month(), Figures()) + Figures(overdue=sum(self._passing.values()))
        return {month: found.get(month, Figures()) for month in sorted({*self.period.months, *found})}

    @property
    def months(self) -> list[Row]:
        """The same as lines of a table, the newest first."""
        return [
            Row(
                Words(f"{month:%m/%Y}", self.site.language, self.site.language),
                self.address(thang=f"{month:%Y-%m}", nam=""),
                figures,
                f"{month:%Y-%m}",
            )
            for month, figures in reversed(self.by_month.items())
        ]

    @property
    def periods(self) -> list[PeriodLink]:
        """The periods that a reader may choose from."""
        return self.periods_at("results")

    def periods_at(self, page: str) -> list[PeriodLink]:
        """Return periods to choose from on a page: the last twelve months, this year, two before, and her own."""
        year = this_month().year
        asked = [self.period] if "thang" in dict(self.period.query) else []
        offered = [period_of({}), *(period_of({"nam": str(year - back)}) for back in range(3)), *asked]
        return [
            PeriodLink(
                period.name,
                self.address(page, **{"nam": "", "thang": "", **dict(period.query)}),
                period == self.period,
            )
            for period in offered
        ]

    def behind(self, code: str) -> str:
        """Return the address of the dossiers behind a number; of reports and proposals, of their statistics."""
        if code in OF_FEEDBACK:
            return self.address("feedback-results", thu_tuc="", linh_vuc="")
        return self.address("results-dossiers", so=code)

    def unit_behind(self, unit: Row, code: str) -> str:
        """Return the address of the dossiers behind the same number at a unit below."""
        return page_address(unit.code, "results-dossiers") + self.query(so=code)

    @cached_property
    def units(self) -> list[Row]:
        """The branches directly below that have any figures, and the agency's own dossiers."""
        if self.agency.is_leaf_node():
            return []
        found = self._sums(self._in_period(self._tallies(Tally.objects.of_units_below(self.agency))), "agency_id")
        units = list(Agency.objects.directly_below(self.agency).only("pk", "lft", "kind", "short_name", "path"))
        passing = self._passing_by_unit(units)
        rows = [
            self._unit_row(unit, figures)
            for unit in units
            if not (figures := found.get(unit.pk, Figures()) + Figures(overdue=passing[unit.pk])).is_empty
        ]
        own = self._own + Figures(overdue=passing[self.agency.pk])
        return rows if own.is_empty else [Row(self.site.short_name, "", own), *rows]

    @cached_property
    def procedures(self) -> list[Row]:
        """The procedures of which there are dossiers, those with most of them first."""
        found = self._by_procedure
        versions = ProcedureVersion.objects.current().filter(procedure__in=found).select_related("procedure")
        rows = [
            Row(
                Words(version.name, "vi", self.site.language),
                self.address(thu_tuc=version.procedure.code, linh_vuc=""),
                found[version.procedure_id],
                version.procedure.code,
            )
            for version in versions.only("name", "sort_key", "procedure__code")
        ]
        return sorted(rows, key=lambda row: (-row.figures.received, -row.figures.judged, row.code))

    @cached_property
    def fields(self) -> list[Row]:
        """The fields of these procedures."""
        versions = ProcedureVersion.objects.current().filter(procedure__in=self._by_procedure, field__isnull=False)
        of_field: dict[tuple[str, str, str], list[Figures]] = defaultdict(list)
        rows = versions.values_list("procedure_id", "field__sort_key", "field__name", "field__slug")
        for pk, sort, name, slug in rows:
            of_field[sort, name, slug].append(self._by_procedure[pk])
        return [
            Row(Words(name, "vi", self.site.language), self.address(linh_vuc=slug), total(figures), slug)
            for (_sort, name, slug), figures in sorted(of_field.items())
        ]

    @cached_property
    def counted_at(self) -> datetime.datetime | None:
        """Until when what happened to dossiers is in these figures."""
        return Folding.objects.filter(pk=Folding.DOSSIERS).values_list("folded_at", flat=True).first()

    def address(self, page: str = "results", **other: str) -> str:
        """Return the address of a page of results that is about the same, with `other` said otherwise."""
        return self.site.address(page) + self.query(**other)

    @cached_property
    def _by_procedure(self) -> dict[int, Figures]:
        rows = self._in_period(self._narrowed(Tally.objects.of(self.agency).by_procedure()))
        found = self._sums(rows, "procedure_id")
        passing: Counter[int] = Counter()
        for (_lft, procedure), count in self._passing.items():
            passing[procedure] += count
        keys = {*found, *(passing if self.period.holds(this_month()) else ())}
        live = self.period.holds(this_month())
        return {pk: found.get(pk, Figures()) + Figures(overdue=passing[pk] if live else 0) for pk in keys}

    @cached_property
    def _own(self) -> Figures:
        rows = self._tallies(Tally.objects.filter(agency=self.agency, whole_branch=False))
        return next(iter(self._sums(self._in_period(rows), None).values()), Figures())

    def _unit_row(self, unit: Agency, figures: Figures) -> Row:
        link: Linked = linked(unit, self.site.language)
        return Row(link.words, unit.url("results") + self.query(), figures, unit.path)

    def _tallies(self, rows: TallyQuerySet) -> TallyQuerySet:
        return self._narrowed(rows.by_procedure()) if self.version or self.field else rows.all_procedures()

    def _narrowed(self, rows: TallyQuerySet) -> TallyQuerySet:
        if self.version:
            return rows.filter(procedure=self.version.procedure_id)
        return rows.filter(procedure__in=self._of_field) if self.field else rows

    @cached_property
    def _of_field(self) -> list[int]:
        versions = ProcedureVersion.objects.current().filter(field=self.field)
        return list(versions.values_list("procedure_id", flat=True))

    def _in_period(self, rows: TallyQuerySet) -> TallyQuerySet:
        return rows.filter(month__gte=self.period.first, month__lt=self.period.end)

    def _sums(self, rows: TallyQuerySet, by: str | None) -> dict[Any, Figures]:
        """Add tallies up by one of their columns, or all."""
        over = Sum("running", filter=Q(month__lt=this_month()), default=0)
        grouped = rows.order_by().values(*([by] if by else ()))
        if by is None:
            sums = rows.aggregate(**{name: Sum(name, default=0) for name in SUMMED}, overdue=over)
            return {None: Figures(**sums)}
        summed = grouped.annotate(**{f"all_{name}": Sum(name) for name in SUMMED}, overdue=over)
        return {
            row[by]: Figures(**{name: row[f"all_{name}"] for name in SUMMED}, overdue=row["overdue"]) for row in summed
        }

    @cached_property
    def _passing(self) -> dict[tuple[int, int], int]:
        """How many open dossiers have passed their limit this month, by the place of the agency and the procedure."""
        passed = Dossier.objects.running().filter(due_at__gte=begin_of(this_month()), due_at__lt=self.now)
        if self.agency.parent_id is not None:
            passed = passed.filter(
                decider__tree_id=self.agency.tree_id,
                decider__lft__gte=self.agency.lft,
                decider__rght__lte=self.agency.rght,
            )
        if self.version:
            passed = passed.filter(version__procedure=self.version.procedure_id)
        elif self.field:
            passed = passed.filter(version__procedure__in=self._of_field)
        rows = passed.order_by().values_list("decider__lft", "version__procedure_id").annotate(Count("pk"))
        return {(lft, procedure): count for lft, procedure, count in rows}

    def _passing_by_unit(self, units: list[Agency]) -> Counter[int]:
        """Give each of these counts to the branch that its agency stands in."""
        found: Counter[int] = Counter()
        if not self.period.holds(this_month()):
            return found
        begins = [unit.lft for unit in units]
        for (lft, _procedure), count in self._passing.items():
            place = bisect_right(begins, lft)
            found[units[place - 1].pk if place else self.agency.pk] += count
        return found


def scope_of(site: Site, asked: Mapping[str, str]) -> Scope:
    """Return what an address asks for. Raises Http404 for a procedure or a field that does not exist."""
    version = field = None
    if code := asked.get("thu-tuc"):
        version = _version(code)
    elif slug := asked.get("linh-vuc"):
        field = ProcedureField.objects.filter(slug=slug).first()
        if field is None:
            raise Http404("Không có lĩnh vực này.")
    return Scope(site, period_of(asked), version, field, timezone.now())


def _version(code: str) -> ProcedureVersion:
    procedure = Procedure.objects.filter(code=code).first()
    version = ProcedureVersion.objects.current().filter(procedure=procedure).select_related("procedure").first()
    if procedure is None or version is None:
        raise Http404("Không có thủ tục với mã này.")
    return version
