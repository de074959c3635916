"""Reminding those who answer for sites of what these must still say."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.actions import ADMINISTRATORS, SPEAKERS, require_at_all
from agencies.models import Agency, User
from sections.models import Reminder, SectionEvent, SectionRule, standings_of, with_standing


@transaction.atomic
def remind(agencies: Collection[Agency], *, due: datetime.date, by: User, note: str = "") -> list[Reminder]:
    """Remind those who speak for each of `agencies` of what its site lacks today, to be there by `due`.

    Sites that lack nothing are left out. A fixed number of queries. Raises PermissionDenied unless `by` administers all
    the agencies, ValidationError for a day that is past or if no site lacks anything.
    """
    require_at_all(by, ADMINISTRATORS, agencies)
    if due < timezone.localdate():
        raise ValidationError({"due": "Hạn bổ sung không được ở trước hôm nay."})
    lacking = _lacking(agencies)
    if not lacking:
        raise ValidationError("Các trang đã chọn không thiếu mục nào: không có gì để nhắc.")
    reminders = [Reminder(agency=agency, sections=codes, due=due, note=note, by=by) for agency, codes in lacking]
    for reminder in reminders:
        reminder.clean_fields(exclude=["agency", "by"])
    Reminder.objects.bulk_create(reminders)
    _note(reminders, by)
    return reminders


def _lacking(agencies: Collection[Agency]) -> list[tuple[Agency, list[str]]]:
    """Return those of `agencies` whose sites fall short, each with the sections in question."""
    rules = list(SectionRule.objects.in_force())
    asked = with_standing(Agency.objects.live().filter(pk__in=[agency.pk for agency in agencies]), rules)
    return [
        (agency, [str(one.section) for one in standings_of(agency, rules) if not one.is_met])
        for agency in asked.filter(lacks__gt=0).order_by("tree_id", "lft")
    ]


def _note(reminders: list[Reminder], by: User) -> None:
    """Write an event for each reminder, with the names of those whom it reaches today."""
    told: dict[int, list[str]] = {}
    reached = Reminder.people_told(Agency.objects.filter(reminders__in=reminders).order_by(), SPEAKERS)
    for membership in reached:
        told.setdefault(membership.agency_id, []).append(membership.user.username)
    SectionEvent.objects.bulk_create(
        SectionEvent(
            agency=reminder.agency,
            verb=SectionEvent.Verb.REMINDED,
            by=by,
            details={
                "mục": reminder.in_words,
                "hạn": f"{reminder.due:%d/%m/%Y}",
                "gửi tới": ", ".join(dict.fromkeys(told.get(reminder.agency_id, []))) or "chưa có ai phụ trách",
            },
        )
        for reminder in reminders
    )
