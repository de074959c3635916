"""How the site of each agency stands to the rules: which of its sections are there, missing, empty or too old.

One query for any number of agencies: the rules of the day are read first (some sixty rows), and turned into columns of
the query, one for each section (`standing_lich_su`), beside how many fall short in which way.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add, or_
from typing import Any

from django.db import models
from django.db.models import Case, Exists, FilteredRelation, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from agencies.models import REQUIREMENTS, Agency
from sections.models.code import DRAWN, SectionCode
from sections.models.leader import Leader
from sections.models.rule import SectionRule
from sections.models.section import VIETNAMESE


class State(models.TextChoices):
    """How a site stands to one rule."""

    MISSING = "missing", "thiếu"
    EMPTY = "empty", "trống"
    OLD = "old", "quá hạn rà soát"
    MET = "met", "đủ"


FAULTS = (State.MISSING, State.EMPTY, State.OLD)

# What every site says of how to reach its agency (TT 32/2017): the profile knows when it does.
CONTACTS_SAID = next(one for one in REQUIREMENTS if one.code == "lien-he-vi")


@dataclass(frozen=True, slots=True)
class Standing:
    """One rule for the site of an agency, and how the site stands to it."""

    rule: SectionRule
    state: State

    @property
    def section(self) -> SectionCode:
        return SectionCode(self.rule.section)

    @property
    def is_met(self) -> bool:
        return self.state == State.MET


class AgencyContent(Agency):
    """An agency as those see it who answer for what its site contains."""

    class Meta:
        proxy = True
        verbose_name = "nội dung bắt buộc của cơ quan"
        verbose_name_plural = "nội dung bắt buộc"


def with_standing(
    agencies: QuerySet[Any], rules: Iterable[SectionRule], on: datetime.date | None = None
) -> QuerySet[Any]:
    """Read with each agency how its site stands to `rules`, in one query.

    As `standing_<section>` (a State, None where nothing asks for the section), `required`, `lacks` (how many sections
    fall short), and `missing`, `empty`, `old`: how many in which way.
    """
    by_section: dict[SectionCode, list[SectionRule]] = {}
    for rule in rules:
        by_section.setdefault(SectionCode(rule.section), []).append(rule)
    states = {column(section): _state(section, asked, on) for section, asked in by_section.items()}
    counts = {"required": _how_many(states, State.values), "lacks": _how_many(states, FAULTS)}
    counts |= {fault.value: _how_many(states, [fault]) for fault in FAULTS}
    texts = {_text(section): _text_of(section) for section in by_section if section.is_written}
    return agencies.annotate(**texts).annotate(**states).annotate(**counts)


def standings_of(agency: Any, rules: Iterable[SectionRule]) -> list[Standing]:
    """Return how the site of an agency, read with_standing, stands to the rules for its kind, in their order."""
    order = list(SectionCode)
    asked = sorted(
        (rule for rule in rules if rule.kind == agency.kind), key=lambda rule: order.index(SectionCode(rule.section))
    )
    return [Standing(rule, State(getattr(agency, column(rule.section)))) for rule in asked]


def column(section: str) -> str:
    """Return the name under which a query tells how sites stand to the rule of a section."""
    return f"standing_{section.replace('-', '_')}"


def _text(section: str) -> str:
    return f"text_{section.replace('-', '_')}"


def _text_of(section: SectionCode) -> FilteredRelation:
    return FilteredRelation("sections", condition=Q(sections__code=section, sections__language=VIETNAMESE))


def _state(section: SectionCode, rules: list[SectionRule], on: datetime.date | None) -> Case:
    """Return the column that tells the state of one section, for the kinds of agencies that must have it."""
    cases = [When(~Q(kind__in=[rule.kind for rule in rules]), then=Value(None))]
    if section not in DRAWN:
        cases += [When(condition, then=Value(state.value)) for state, condition in _faults(section, rules, on)]
    return Case(*cases, default=Value(State.MET.value), output_field=models.CharField(null=True))


def _faults(section: SectionCode, rules: list[SectionRule], on: datetime.date | None) -> list[tuple[State, Q]]:
    """Return what is wrong with a section, by the first condition that holds."""
    if section == SectionCode.LEADERS:
        return _faults_of_leaders(rules, on)
    if section == SectionCode.CONTACTS:
        return [
            (State.MISSING, Q(profile=None)),
            (State.EMPTY, Q(~CONTACTS_SAID.met())),
            (State.OLD, _too_old("profile__changed_at", rules, on)),
        ]
    text = _text(section)
    return [
        (State.MISSING, Q(**{text: None})),
        (State.EMPTY, Q(**{f"{text}__body": ""})),
        (State.OLD, _too_old(f"{text}__updated_at", rules, on)),
    ]


def _faults_of_leaders(rules: list[SectionRule], on: datetime.date | None) -> list[tuple[State, Q]]:
    """Return what is wrong with the leaders: nobody, or one of them without duties or biography, or long unread."""
    current = Leader.objects.current(on).filter(agency=OuterRef("pk"))
    old = reduce(
        or_,
        (Q(kind=kind) & Q(Exists(current.filter(updated_at__lt=before))) for kind, before in _oldest(rules, on)),
        Q(pk=None),
    )
    return [
        (State.MISSING, Q(~Exists(current))),
        (State.EMPTY, Q(Exists(current.filter(Q(duties="") | Q(biography=""))))),
        (State.OLD, old),
    ]


def _too_old(field: str, rules: list[SectionRule], on: datetime.date | None) -> Q:
    """Return the condition that what was last looked at at `field` is older than the rule of the kind allows."""
    return reduce(or_, (Q(kind=kind, **{f"{field}__lt": before}) for kind, before in _oldest(rules, on)), Q(pk=None))


def _oldest(rules: list[SectionRule], on: datetime.date | None) -> list[tuple[str, datetime.datetime]]:
    """Return for each kind whose rule sets an age the moment before which a text is too old."""
    now = timezone.now() if on is None else timezone.make_aware(datetime.datetime.combine(on, datetime.time.max))
    return [(rule.kind, now - datetime.timedelta(days=rule.oldest_days)) for rule in rules if rule.oldest_days]


def _how_many(states: dict[str, Case], counted: Iterable[str]) -> Any:
    """Return the column that counts the sections of an agency in one of some states."""
    ones = (
        Case(When(**{f"{name}__in": list(counted)}, then=Value(1)), default=Value(0), output_field=IntegerField())
        for name in states
    )
    return reduce(add, ones, Value(0))
