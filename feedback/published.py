"""One published case as everybody reads it: the question in an officer's words, the answer, who held it how long."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from agencies.sites import Site, linked
from agencies.words import Linked, Words
from deadlines.calendars import WorkCalendar
from deadlines.loading import current_calendar
from feedback.browsing import KIND_WORDS, OUTCOME_WORDS
from feedback.models import Enclosure, Feedback, Kind, Outcome, RuleChange
from procedures.models import ProcedureVersion


@dataclass(frozen=True, slots=True)
class Held:
    """One agency that held the case: from when, for how many working days, and whether it let its limit pass."""

    agency: Linked
    since: datetime.datetime
    days: int
    was_late: bool


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo that an officer shows."""

    address: str
    alternative: str


@dataclass(frozen=True)
class PublicCase:
    """A published case on the page of a site."""

    case: Feedback
    site: Site

    @property
    def kind(self) -> Any:
        return KIND_WORDS[Kind(self.case.kind)]

    @property
    def outcome(self) -> Any:
        answer = self.case.answer
        return OUTCOME_WORDS[Outcome(answer.outcome)] if answer and answer.outcome else ""

    @property
    def holder(self) -> Linked:
        return linked(self.case.holder, self.site.language)

    @cached_property
    def procedure(self) -> Linked | None:
        """The procedure that the answer, or else the case, is about."""
        answer = self.case.answer
        key = (answer.procedure_id if answer else None) or self.case.procedure_id
        if key is None:
            return None
        versions = ProcedureVersion.objects.current().filter(procedure=key).select_related("procedure")
        version = versions.only("name", "procedure__code").first()
        if version is None:
            return None
        address = self.site.address("procedure", code=version.procedure.code)
        return Linked(Words(version.name, "vi", self.site.language), address)

    @cached_property
    def held(self) -> list[Held]:
        """Who held it, in order. The last one held it until the answer."""
        rows = self.case.holdings.select_related("agency")
        answered_at = self.case.answered_at or timezone.now()
        return [
            Held(
                linked(row.agency, self.site.language),
                row.since,
                working_days(self._calendar, row.since, row.until or max(answered_at, row.since)),
                row.missed_at is not None or (row.until is None and self.case.on_time is False),
            )
            for row in rows
        ]

    @cached_property
    def days(self) -> int:
        """Working days from the receipt to the answer."""
        return working_days(self._calendar, self.case.received_at, self.case.answered_at or timezone.now())

    @cached_property
    def photos(self) -> list[Photo]:
        shown = self.case.enclosures.filter(is_public=True, type=Enclosure.Type.JPEG)
        return [Photo(photo_address(one), one.alternative) for one in shown]

    @cached_property
    def changes(self) -> list[RuleChange]:
        """The rules that were changed because of it."""
        return list(self.case.rule_changes.select_related("agency"))

    @cached_property
    def _calendar(self) -> WorkCalendar:
        return current_calendar()

    @property
    def address(self) -> str:
        return self.case.holder.url("feedback-case", code=self.case.code)

    @property
    def linked_data(self) -> dict[str, Any]:
        """Return question and answer as schema.org describes a QAPage."""
        case, answer = self.case, self.case.answer
        agency = {"@type": "GovernmentOrganization", "name": answer.agency.name if answer else case.holder.name}
        accepted = {
            "@type": "Answer",
            "text": answer.text if answer else "",
            "dateCreated": _day(answer.at if answer else None),
            "url": f"{settings.PORTAL_ORIGIN}{self.address}",
            "upvoteCount": 0,
            "author": agency,
        }
        question = {
            "@type": "Question",
            "name": case.public_title,
            "text": case.public_text,
            "answerCount": 1,
            "upvoteCount": case.weight,
            "dateCreated": _day(case.received_at),
            "author": {"@type": "Person", "name": "Người dân"},
            "acceptedAnswer": accepted,
        }
        return {"@context": "https://schema.org", "@type": "QAPage", "inLanguage": "vi", "mainEntity": question}


def photo_address(enclosure: Enclosure) -> str:
    """Return where a photo that is shown stands: a name that nobody finds by counting."""
    return reverse("feedback-photo", kwargs={"name": f"{enclosure.pk}-{_name_of(enclosure.pk)}.jpg"})


def photo_at(name: str) -> Enclosure | None:
    """Return the photo at such a name, as long as it is shown; None of any other."""
    number, _dash, rest = name.removesuffix(".jpg").partition("-")
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        return None
    if not constant_time_compare(rest, _name_of(int(number))):
        return None
    shown = Enclosure.objects.filter(is_public=True, type=Enclosure.Type.JPEG)
    return shown.select_related("feedback").filter(pk=int(number), feedback__in=Feedback.objects.published()).first()


def _name_of(key: int) -> str:
    return salted_hmac("feedback.photo", str(key), algorithm="sha256").hexdigest()[:32]


def working_days(calendar: WorkCalendar, since: datetime.datetime, until: datetime.datetime) -> int:
    """Count the working days after the day of `since` up to that of `until`."""
    day, last = timezone.localdate(since), timezone.localdate(until)
    count = 0
    while day < last:
        day += datetime.timedelta(days=1)
        count += calendar.is_working(day)
    return count


def _day(at: datetime.datetime | None) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""
