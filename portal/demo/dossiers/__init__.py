"""The dossiers of the demo: thousands, over a year, in every state, written in sets. Everybody in them is made up."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from itertools import chain

from django.db.models import OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from deadlines.calendars import WorkCalendar
from deadlines.loading import current_calendar
from dossiers.codes import DossierCode
from dossiers.limits import stated_limits
from dossiers.models import (
    Applicant,
    Channel,
    DayNumber,
    Dossier,
    DossierEvent,
    Level,
    Satisfaction,
    State,
)
from portal.demo.dossiers.lives import COURSES, ONLINE, Course, Life, forgotten, silent, stopped, tell_life
from portal.demo.dossiers.offices import Office, open_offices

DOSSIERS = 3_600
DAYS = 365
FORGOTTEN = 3  # at each agency, of the last weeks: late to this day
RECENT = 0.12  # of the dossiers came in the last ten days, so that the queues are full
OWNER = "BK"  # of the codes that the national system gives
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
MIDDLES = ("Văn", "Thị", "Minh", "Thanh", "Ngọc", "Đức", "Quang", "Thu")
SATISFIED = (Level.VERY, Level.VERY, Level.QUITE, Level.QUITE, Level.QUITE, Level.NOT)
BATCH = 1_000


def fill_desks() -> None:
    """Put a year of dossiers on the desks of the demo."""
    chance, calendar, now = random.Random(2026), current_calendar(), timezone.now()  # noqa: S311 no secret
    offices = open_offices()
    lives = [_life(offices, number, chance, calendar, now) for number in range(DOSSIERS)]
    lives += [
        _begun(office, forgotten, chance, calendar, now, days=chance.uniform(20, 60))
        for office in offices
        for _ in range(FORGOTTEN)
    ]
    lives.sort(key=lambda life: life.dossier.received_at)
    _number(lives)
    _keep(lives, chance)


def samples() -> list[Applicant]:
    """Return applicants whose dossiers are worth a look: one for each of some states, the newest."""
    known = Applicant.objects.filter(name__contains="Mẫu").select_related("dossier")
    shown = (State.WAITING, State.PROCESSING, State.FINISHED)
    found = [known.filter(dossier__state=state).order_by("-dossier__received_at").first() for state in shown]
    return [applicant for applicant in found if applicant]


def _life(
    offices: list[Office], number: int, chance: random.Random, calendar: WorkCalendar, now: datetime.datetime
) -> Life:
    course = chance.choices(list(COURSES), list(COURSES.values()))[0]
    days = chance.uniform(0, 10) if chance.random() < RECENT else chance.uniform(0, DAYS)
    if course is silent and number % 2:
        days = chance.uniform(3, 12)  # of the silent some still have time
    return _begun(offices[number % len(offices)], course, chance, calendar, now, days=days)


def _begun(
    office: Office,
    course: Course,
    chance: random.Random,
    calendar: WorkCalendar,
    now: datetime.datetime,
    *,
    days: float,
) -> Life:
    """Return a dossier that came in so many days ago, as far as it has come."""
    version = chance.choice(office.versions)
    if course in (forgotten, stopped):
        version = next((one for one in office.versions if stated_limits(one)), version)
    limits = stated_limits(version)
    moment = now - datetime.timedelta(days=days)
    worked = calendar.moment(calendar.coordinate(moment))  # at night nobody sits at the desk
    channel = Channel.NATIONAL if course in ONLINE else chance.choice((Channel.COUNTER, Channel.COUNTER, Channel.POST))
    dossier = Dossier(
        version=version,
        receiver=office.agency,
        decider=office.agency,
        home=office.agency,
        channel=channel,
        state=State.ACCEPTED,
        received_at=min(worked, moment),
        limit_value=limits[0].value if limits else None,
        limit_unit=limits[0].unit if limits else "",
    )
    life = Life(dossier, office, calendar, chance, now)
    tell_life(life, course)
    return life


def _number(lives: list[Life]) -> None:
    """Give the codes, by desk and day."""
    last: Counter[tuple[int, datetime.date]] = Counter()
    for life in lives:
        dossier, day = life.dossier, timezone.localdate(life.dossier.received_at)
        place = (life.office.agency.pk, day)
        last[place] += 1
        owner = OWNER if dossier.channel == Channel.NATIONAL else ""
        code = DossierCode(life.office.identifier, day, last[place], owner)
        dossier.code, dossier.code_key = str(code), code.key
    DayNumber.objects.bulk_create(
        DayNumber(agency_id=agency, day=day, last=number) for (agency, day), number in last.items()
    )


def _keep(lives: list[Life], chance: random.Random) -> None:
    """Write everything down, in sets."""
    Dossier.objects.bulk_create((life.dossier for life in lives), batch_size=BATCH)
    for life in lives:
        for event in life.events:
            event.dossier = life.dossier
    DossierEvent.objects.bulk_create(chain.from_iterable(life.events for life in lives), batch_size=BATCH)
    Applicant.objects.bulk_create(
        (_applicant(number, life.dossier, chance) for number, life in enumerate(lives, start=1)), batch_size=BATCH
    )
    returned = [life.dossier for life in lives if life.dossier.state == State.RETURNED]
    Satisfaction.objects.bulk_create(
        (_said(dossier, chance) for dossier in returned if chance.random() < 0.4), batch_size=BATCH
    )
    # Said on the day of the result, though written down today.
    of_each = Dossier.objects.filter(pk=OuterRef("pk")).values(on=TruncDate("returned_at"))
    Satisfaction.objects.update(said_on=Subquery(of_each))


def _applicant(number: int, dossier: Dossier, chance: random.Random) -> Applicant:
    """Return somebody whom nobody can take for a real person."""
    name = f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} Mẫu {number}"
    return Applicant(dossier=dossier, name=name, phone=f"0000{number:06d}")


def _said(dossier: Dossier, chance: random.Random) -> Satisfaction:
    levels = [Level.NOT] * 3 + list(SATISFIED) if dossier.is_overdue else SATISFIED
    aspects = ("overall", "convenience", "timeliness", "attitude")
    return Satisfaction(dossier=dossier, **{aspect: chance.choice(levels) for aspect in aspects})
