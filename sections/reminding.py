"""What reminders still wait for: of the sections that each names, those that fall short today."""

from __future__ import annotations

from collections.abc import Collection

from agencies.models import Agency
from sections.models import Reminder, SectionCode, SectionRule, standings_of, with_standing


def still_waited_for(reminders: Collection[Reminder], rules: Collection[SectionRule]) -> dict[int, list[SectionCode]]:
    """Return for each reminder, by its key, the sections that it still waits for. One query."""
    agencies = Agency.objects.filter(pk__in={reminder.agency_id for reminder in reminders})
    short = {
        agency.pk: [one.section for one in standings_of(agency, rules) if not one.is_met]
        for agency in (with_standing(agencies, rules) if reminders else ())
    }
    return {
        reminder.pk: [code for code in short.get(reminder.agency_id, ()) if code in reminder.sections]
        for reminder in reminders
    }
